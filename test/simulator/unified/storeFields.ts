import type { StoreOptions, UnifiedEvent } from './options.ts';

type FieldMaker = (event: UnifiedEvent, options: StoreOptions) => Record<string, unknown>;

/** `clientInfo` in the store's spelling. */
function clientOf({ clientInfo }: UnifiedEvent, { clientInformation }: StoreOptions): unknown {
	if (clientInfo === undefined) return null;
	const client = { IpAddress: clientInfo.ipAddress, IpCountry: clientInfo.ipCountry };
	return clientInformation === 'text' ? JSON.stringify(client) : client;
}

function timeOf({ createdOn }: UnifiedEvent, { zone = true }: StoreOptions): string {
	return zone ? createdOn : createdOn.replace(/Z$/, '');
}

/** The two descriptions of the long-term store's fields (facts, section 3). */
const FIELDS: Readonly<Record<NonNullable<StoreOptions['fields']>, FieldMaker>> = {
	observed: (event, options) => ({
		OrganizationId: event.organizationId,
		TenantId: event.tenantId,
		ActorId: event.actorId,
		ActorEmail: event.actorEmail,
		ActorDetails: JSON.stringify({ name: event.actorName }),
		EventDetails: event.eventDetails,
		Status: event.status,
		Identifier: event.id,
		DateCreatedUtc: timeOf(event, options),
		User: event.actorName,
		Action: event.eventType,
		Source: event.eventSource,
		Category: event.eventTarget,
		ClientInformation: clientOf(event, options),
	}),
	older: (event, options) => ({
		Id: event.id,
		CreatedOn: timeOf(event, options),
		OrganizationId: event.organizationId,
		OrganizationName: event.organizationName,
		TenantId: event.tenantId,
		TenantName: event.tenantName,
		ActorId: event.actorId,
		ActorName: event.actorName,
		ActorEmail: event.actorEmail,
		EventType: event.eventType,
		EventSource: event.eventSource,
		EventTarget: event.eventTarget,
		EventDetails: event.eventDetails,
		EventSummary: event.eventSummary,
		Status: event.status,
		ClientInfo: clientOf(event, options),
	}),
};

/** An event as the long-term store writes it. */
export function storedEvent(event: UnifiedEvent, options: StoreOptions): Record<string, unknown> {
	return FIELDS[options.fields ?? 'observed'](event, options);
}
