import type { CredentialErrorFacts, CredentialErrorKind } from '../../uipath/uiPathError';
import type { Words } from './situation';

/** What a user reads of each kind of credential that cannot be used. */
export const CREDENTIAL_WORDS: Record<CredentialErrorKind, (facts: CredentialErrorFacts) => Words> =
	{
		'no-domain': () => ({
			message: 'The credential has no domain',
			remedy:
				'Fill in the field Domain, e.g. cloud.uipath.com or the host name of your own UiPath server.',
		}),
		'bad-domain': () => ({
			message: 'The domain in the credential is not a valid address',
			remedy:
				'Enter a host name such as cloud.uipath.com, or paste the address of the UiPath portal, in the field Domain.',
		}),
		'domain-with-user': () => ({
			message: 'The domain in the credential contains a user name or password',
			remedy:
				'Remove everything up to the @ from the field Domain. The node signs in with the token alone.',
		}),
		'open-domain': ({ scheme }) => ({
			message: `The domain in the credential begins with ${scheme}//, which is not encrypted`,
			remedy:
				'Use https:// in the field Domain: over an unencrypted connection, anyone on the way could read the token. Plain http:// is accepted for this computer (localhost) only.',
		}),
		'ambiguous-domain': () => ({
			message: 'The field Domain of the credential can be read in two ways',
			remedy: 'Enter the plain host name, such as cloud.uipath.com, in the field Domain.',
		}),
		'no-organization': () => ({
			message: 'The credential has no organization',
			remedy:
				'Fill in the field Organization: in the address of the UiPath portal, it is the part right after the domain, e.g. acme in https://cloud.uipath.com/acme/portal_.',
		}),
		'bad-organization': ({ isInDomain }) => ({
			message: `The organization in the field ${isInDomain ? 'Domain' : 'Organization'} of the credential is not valid`,
			remedy:
				'Enter only its name, as the address of the UiPath portal shows it right after the domain: letters, digits, hyphens, underscores and dots.',
		}),
		'two-organizations': ({ organization, domainOrganization }) => ({
			message: `The credential names two organizations: '${organization}' in the field Organization, '${domainOrganization}' in the field Domain`,
			remedy:
				'Correct the field Organization in the credential, or leave only the host name in the field Domain.',
		}),
		'bad-organization-id': () => ({
			message: 'The organization ID in the credential is not valid',
			remedy:
				'Enter the ID in the field Organization ID as UiPath shows it, e.g. 1a2b3c4d-0000-4000-8000-1234567890ab, or leave the field empty.',
		}),
		'no-token': () => ({
			message: 'The credential has no token',
			remedy: PASTE_TOKEN,
		}),
		'bad-token': () => ({
			message: 'The token in the credential is not valid',
			remedy: PASTE_TOKEN,
		}),
		'bad-token-url': () => ({
			message: 'The Token URL in the credential is not valid',
			remedy:
				'Enter the whole https:// address at which the identity server issues tokens, e.g. https://uipath.example.com/identity/connect/token.',
		}),
	};

const PASTE_TOKEN =
	'Paste the token alone in the field Token of the credential: one word, without "Bearer" and without line breaks.';
