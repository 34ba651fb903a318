import type { IDisplayOptions, INodeProperties } from 'n8n-workflow';
import { InputError } from '../../shared/inputError';
import { quote, readChoice, readText } from '../../shared/parameters';
import type { UnifiedPlace } from '../../uipath/unifiedAddress';

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
			description: 'Whose events to read. Each event belongs to one of the two.',
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
 * @param parameter gives a field of the node
 * @throws InputError where they name no log
 */
export function readPlace(parameter: (name: string, fallback: unknown) => unknown): UnifiedPlace {
	const scopes = ['organization', 'tenant'] as const;
	const scope = readChoice(parameter('scope', 'organization'), scopes, 'Scope');
	if (scope === 'organization') return { scope };
	const tenant = readText(parameter('tenant', ''), 'Tenant');
	if (tenant === '') {
		throw new InputError(
			'Tenant',
			"'Tenant' is empty",
			"Enter the name of the tenant as the address of the portal shows it, or its ID; or choose Organization as 'Scope'.",
		);
	}
	if (/[/\\?#%\p{Cc}]/u.test(tenant) || /^\.+$/.test(tenant)) {
		throw new InputError(
			'Tenant',
			`'Tenant' is not the name of a tenant: ${quote(tenant)}`,
			'Enter only the name or the ID of the tenant, without slashes.',
		);
	}
	return { scope, tenant };
}

/** Which of the logs it is, as items tell it. */
export function describePlace(place: UnifiedPlace): { scope: string; tenant?: string } {
	return place.scope === 'tenant' ? { scope: place.scope, tenant: place.tenant } : { ...place };
}
