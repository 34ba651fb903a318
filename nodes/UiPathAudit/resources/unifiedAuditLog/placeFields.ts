import type { IDisplayOptions, INodeProperties } from 'n8n-workflow';
import { InputError } from '../../shared/inputError';
import { quote, readChoice, readText, type ReadParameter } from '../../shared/parameters';
import type { UnifiedPlace } from '../../uipath/unifiedAddress';

/** What a language model is told about them. */
export const PLACE_TOOL =
	'Scope: organization (logins, members, licenses) or tenant (jobs, queues, assets, apps). Tenant: its name or ID.';

/** The fields that say which of the unified logs is meant. */
export function makePlaceFields(show: NonNullable<IDisplayOptions['show']>): INodeProperties[] {
	return [
		{
			displayName: 'Scope',
			name: 'scope',
			type: 'options',
			options: [
				{
					name: 'Organization',
					value: 'organization',
					description: 'Logins, members, licenses, tenants and policies of the organization',
				},
				{
					name: 'Tenant',
					value: 'tenant',
					description: "What happens in a tenant's services, such as Orchestrator and Apps",
				},
			],
			default: 'organization',
			description:
				'Whether to read the events of the organization or those of one tenant. Each event is in only one of these logs.',
			displayOptions: { show },
		},
		{
			displayName: 'Tenant',
			name: 'tenant',
			type: 'string',
			required: true,
			default: '',
			placeholder: 'e.g. DefaultTenant',
			description: 'Name or ID of the tenant',
			displayOptions: { show: { ...show, scope: ['tenant'] } },
		},
	];
}

/**
 * Reads the fields Scope and Tenant.
 *
 * @throws InputError where they name no log
 */
export function readPlace(parameter: ReadParameter): UnifiedPlace {
	const scopes = ['organization', 'tenant'] as const;
	const scope = readChoice(parameter('scope', 'organization'), scopes, 'Scope');
	if (scope === 'organization') return { scope };
	const tenant = readText(parameter('tenant', ''), 'Tenant');
	if (tenant === '') {
		throw new InputError(
			'Tenant',
			"'Tenant' is empty",
			"Enter the tenant's name as it appears in the portal's address, or its ID. For the organization's own events, set 'Scope' to Organization.",
		);
	}
	if (/[/\\?#%\p{Cc}]/u.test(tenant) || /^\.+$/.test(tenant)) {
		throw new InputError(
			'Tenant',
			`'Tenant' is not a valid tenant name or ID: ${quote(tenant)}`,
			'Enter only the name or the ID of the tenant, without slashes.',
		);
	}
	return { scope, tenant };
}

/** Which of the logs it is, as items tell it. */
export function describePlace(place: UnifiedPlace): { scope: string; tenant?: string } {
	return place.scope === 'tenant' ? { scope: place.scope, tenant: place.tenant } : { ...place };
}
