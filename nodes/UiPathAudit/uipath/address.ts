import { CredentialError } from './uiPathError';

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
 * @throws CredentialError where they do not lead to one
 */
export function readAddress(domain: string, org: string): AuditAddress {
	const url = parseDomain(domain);
	const fromAddress = findOrganization(url);
	const fromField = parseOrganization(org);
	if (fromField && fromAddress && fromField.toLowerCase() !== fromAddress.toLowerCase()) {
		const facts = { organization: fromField, domainOrganization: fromAddress };
		throw new CredentialError('two-organizations', facts);
	}
	const organization = fromField || fromAddress;
	if (!organization) throw new CredentialError('no-organization');
	const baseUrl = `${url.origin}/${encodeURIComponent(organization)}`;
	return { origin: url.origin, organization, baseUrl };
}

function parseDomain(domain: string): URL {
	const text = domain.trim();
	if (!text) throw new CredentialError('no-domain');
	const url = URL.canParse(addScheme(text)) ? new URL(addScheme(text)) : undefined;
	if (!url || !url.hostname || /[\s\\\p{Cc}]/u.test(text)) throw new CredentialError('bad-domain');
	if (url.username || url.password) throw new CredentialError('domain-with-user');
	if (!isProtected(url)) throw new CredentialError('open-domain', { scheme: url.protocol });
	return url;
}

/**
 * Checks the address that an OAuth2 credential of a custom deployment gets its tokens from.
 *
 * @throws CredentialError where the client secret would go nowhere, or over an open connection
 */
export function assertTokenUrl(tokenUrl: string): void {
	const url = URL.canParse(tokenUrl.trim()) ? new URL(tokenUrl.trim()) : undefined;
	if (url?.hostname && !url.username && !url.password && isProtected(url)) return;
	throw new CredentialError('bad-token-url');
}

function isProtected({ protocol, hostname }: URL): boolean {
	return protocol === 'https:' || (protocol === 'http:' && LOOPBACK.test(hostname));
}

function addScheme(text: string): string {
	return SCHEME.test(text) ? text : `https://${text}`;
}

/** Segments that end with an underscore are UiPath's services, not organizations. */
function findOrganization(url: URL): string {
	const segment = url.pathname.split('/').find((part) => part !== '') ?? '';
	return segment.endsWith('_') ? '' : parseOrganization(decode(segment), true);
}

function decode(segment: string): string {
	try {
		return decodeURIComponent(segment);
	} catch {
		return segment;
	}
}

function parseOrganization(org: string, isInDomain = false): string {
	const text = org.trim().replace(/^\/+|\/+$/g, '');
	if (text === '' || ORGANIZATION.test(text)) return text;
	throw new CredentialError('bad-organization', { isInDomain });
}
