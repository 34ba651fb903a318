import type { CredentialErrorFacts, CredentialErrorKind } from '../../uipath/uiPathError';
import type { Words } from './situation';

/** What a user reads of each kind of credential that cannot be used. */
export const CREDENTIAL_WORDS: Record<CredentialErrorKind, (facts: CredentialErrorFacts) => Words> =
	{
		'no-domain': () => ({
			message: 'The credential has no domain',
			remedy: 'Fill in Domain, e.g. cloud.uipath.com or the host name of your own UiPath server.',
		}),
		'bad-domain': () => ({
			message: 'The domain in the credential is not a valid address',
			remedy:
				'Enter a host name such as cloud.uipath.com as Domain, or paste the address of the UiPath portal there.',
		}),
		'domain-with-user': () => ({
			message: 'The domain in the credential contains a user name or password',
			remedy:
				'Remove everything up to and including the @ from Domain. The node signs in with the token only.',
		}),
		'open-domain': ({ scheme }) => ({
			message: `The domain in the credential begins with ${scheme}//, which is not encrypted`,
			remedy:
				'Use https:// in Domain: over an unencrypted connection, anyone along the way could read the token. Plain http:// is accepted only for localhost.',
		}),
		'no-organization': () => ({
			message: 'The credential has no organization',
			remedy:
				'Fill in Organization: in the address of the UiPath portal, it is the part right after the domain, e.g. acme in https://cloud.uipath.com/acme/portal_.',
		}),
		'bad-organization': ({ isInDomain }) => ({
			message: isInDomain
				? 'The organization in the Domain of the credential is not valid'
				: 'The Organization in the credential is not valid',
			remedy: isInDomain
				? 'Enter only the host name as Domain, and the name of the organization as Organization.'
				: 'Enter only its name, as shown right after the domain in the address of the UiPath portal: letters, digits, hyphens, underscores and dots.',
		}),
		'two-organizations': ({ organization, domainOrganization }) => ({
			message: `The credential names two organizations: '${organization}' in Organization and '${domainOrganization}' in Domain`,
			remedy: 'Correct Organization in the credential, or leave only the host name in Domain.',
		}),
		'bad-organization-id': () => ({
			message: 'The organization ID in the credential is not valid',
			remedy:
				'Enter the Organization ID as UiPath shows it, e.g. 1a2b3c4d-0000-4000-8000-1234567890ab, or leave it empty.',
		}),
		'no-token': () => ({
			message: 'The credential has no token',
			remedy: PASTE_TOKEN,
		}),
		'bad-token': () => ({
			message: 'The token in the credential is not valid',
			remedy: PASTE_TOKEN,
		}),
		'no-client-id': () => ({
			message: 'The credential has no client ID',
			remedy: 'Enter the App ID of the external application as Client ID.',
		}),
		'no-client-secret': () => ({
			message: 'The credential has no client secret',
			remedy: 'Enter the App Secret of the external application as Client Secret.',
		}),
		'bad-token-url': () => ({
			message: 'The Token URL in the credential is not valid',
			remedy:
				'Enter the full https:// address where the identity server issues tokens, e.g. https://uipath.example.com/identity/connect/token.',
		}),
	};

const PASTE_TOKEN =
	'Paste only the token into Token in the credential, without "Bearer", spaces or line breaks.';
