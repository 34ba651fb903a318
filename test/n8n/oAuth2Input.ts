import type { Simulator } from '../simulator/options.ts';
import type { CredentialInput } from './n8nApi.ts';

/** Fields of the OAuth2 credential, as far as tests change them. */
export type OAuth2Fields = Partial<
	Record<
		'deployment' | 'domain' | 'org' | 'tokenUrl' | 'clientId' | 'clientSecret' | 'scope',
		string
	>
>;

/** What a user would fill in for this simulator, with the fields changed that are given. */
export function oAuth2Input(
	{ origin: domain, organization: org, clientId, clientSecret }: Simulator,
	changes: OAuth2Fields = {},
	name = 'UiPath external application',
): CredentialInput {
	const fields = { deployment: 'cloud', domain, org, clientId, clientSecret };
	return { name, type: 'uiPathAuditOAuth2Api', data: { ...fields, ...changes } };
}
