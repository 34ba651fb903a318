import { InputError } from './auditError';

/** Where the audit log of one organization is served. */
export interface AuditAddress {
	/** Scheme, host and port: the only place that a token may be sent to. */
	origin: string;
	organization: string;
	/** `{origin}/{organization}`, without a slash at the end. */
	baseUrl: string;
}

/** One slash too few is a slip of the pen, not a host that has the name of a scheme. */
const SCHEME = /^[a-z][a-z0-9+.-]*:\/+/i;
const LOOPBACK = /^(localhost|127(\.\d{1,3}){3}|\[::1\])$/;
const ORGANIZATION = /^[\p{L}\p{N}_-][\p{L}\p{N}_.-]*$/u;

/**
 * Works out the address from the credential's fields. `domain` may be a host name with or without
 * scheme and port, or the whole address of UiPath's portal, from which the organization is taken
 * where `org` is empty.
 *
 * @throws InputError that names the field and the remedy
 */
export function auditAddress(domain: string, org: string): AuditAddress {
	const url = parseDomain(domain);
	const fromAddress = organizationIn(url);
	const fromField = parseOrganization(org);
	if (fromField && fromAddress && fromField.toLowerCase() !== fromAddress.toLowerCase()) {
		throw new InputError(
			'Organization',
			`The credential names two organizations: '${fromField}' in the field Organization, '${fromAddress}' in the field Domain`,
			'Correct the field Organization in the credential, or leave only the host name in the field Domain.',
		);
	}
	const organization = fromField || fromAddress;
	if (!organization) {
		throw new InputError(
			'Organization',
			'The credential names no organization',
			'Fill in the field Organization: in the address of the UiPath portal it is the part right after the domain, e.g. acme in https://cloud.uipath.com/acme/portal_.',
		);
	}
	const baseUrl = `${url.origin}/${encodeURIComponent(organization)}`;
	return { origin: url.origin, organization, baseUrl };
}

function parseDomain(domain: string): URL {
	const text = domain.trim();
	if (!text) {
		throw new InputError(
			'Domain',
			'The credential names no domain',
			'Fill in the field Domain, e.g. cloud.uipath.com or the host name of your own UiPath server.',
		);
	}
	const url = URL.canParse(withScheme(text)) ? new URL(withScheme(text)) : undefined;
	if (!url || !url.hostname || /[\s\\\p{Cc}]/u.test(text)) {
		throw new InputError(
			'Domain',
			'The domain in the credential is no address',
			'Enter a host name such as cloud.uipath.com, or paste the address of the UiPath portal into the field Domain.',
		);
	}
	if (url.username || url.password) {
		throw new InputError(
			'Domain',
			'The domain in the credential holds a user name or password',
			'Remove everything up to the @ from the field Domain. UiPath is signed in to with the token alone.',
		);
	}
	if (!isProtected(url)) {
		throw new InputError(
			'Domain',
			`The domain in the credential begins with ${url.protocol}//, which is not encrypted`,
			'Use https:// in the field Domain: over an open connection anybody on the way could read the token. Plain http:// is accepted for this computer (localhost) only.',
		);
	}
	return url;
}

/**
 * Checks the address that an OAuth2 credential of a custom deployment gets its tokens from.
 *
 * @throws InputError where the client secret would go nowhere, or over an open connection
 */
export function assertTokenUrl(tokenUrl: string): void {
	const url = URL.canParse(tokenUrl.trim()) ? new URL(tokenUrl.trim()) : undefined;
	if (url?.hostname && !url.username && !url.password && isProtected(url)) return;
	throw new InputError(
		'Token URL',
		'The Token URL in the credential is not valid',
		'Enter the whole https:// address at which the identity server issues tokens, e.g. https://uipath.example.com/identity/connect/token.',
	);
}

function isProtected({ protocol, hostname }: URL): boolean {
	return protocol === 'https:' || (protocol === 'http:' && LOOPBACK.test(hostname));
}

function withScheme(text: string): string {
	return SCHEME.test(text) ? text : `https://${text}`;
}

/** Segments that end with an underscore are UiPath's services, not organizations. */
function organizationIn(url: URL): string {
	const segment = url.pathname.split('/').find((part) => part !== '') ?? '';
	return segment.endsWith('_') ? '' : parseOrganization(decoded(segment), 'Domain');
}

function decoded(segment: string): string {
	try {
		return decodeURIComponent(segment);
	} catch {
		return segment;
	}
}

function parseOrganization(org: string, field = 'Organization'): string {
	const text = org.trim().replace(/^\/+|\/+$/g, '');
	if (text !== '' && !ORGANIZATION.test(text)) {
		throw new InputError(
			field,
			`The organization in the field ${field} of the credential is not valid`,
			'Enter only its name as the address of the UiPath portal shows it right after the domain: letters, digits, hyphens, underscores and dots.',
		);
	}
	return text;
}
