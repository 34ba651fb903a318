import type { Answer } from './door';
import { HttpError } from './httpError';

/** More hops than a server has reason for. */
export const MAX_REDIRECTS = 5;

const REDIRECTS = new Set([301, 302, 303, 307, 308]);

/** Whether an answer sends the client elsewhere. */
export function isRedirect({ status }: Answer): boolean {
	return REDIRECTS.has(status);
}

/**
 * Where a redirect leads, if it may be followed: only to the same call at the same origin, as a
 * gateway does that mends the spelling of a path.
 *
 * @throws HttpError where it leads to another origin, or to another page such as the log-in
 */
export function findRedirectTarget({ headers, status }: Answer, from: string): string {
	const target = resolve(headers.location, from);
	if (!target) throw new HttpError('wrong-shape', { shape: 'redirect-to-nowhere', status });
	if (target.origin !== new URL(from).origin) {
		// Only the origin is told: the rest of the address may hold a secret.
		const origin = target.origin === 'null' ? target.protocol : target.origin;
		throw new HttpError('redirect-elsewhere', { target: origin });
	}
	if (target.username || target.password || !isSameCall(target, new URL(from))) {
		throw new HttpError('web-page', { status });
	}
	return target.href;
}

function resolve(location: unknown, from: string): URL | undefined {
	const text = String(location ?? '');
	return text && URL.canParse(text, from) ? new URL(text, from) : undefined;
}

/** The same path but for case and a slash at the end, and the same parameters. */
function isSameCall(a: URL, b: URL): boolean {
	const path = (url: URL) => url.pathname.replace(/\/+$/, '').toLowerCase();
	const parameters = (url: URL) => [...url.searchParams].map(String).sort().join('&');
	return path(a) === path(b) && parameters(a) === parameters(b);
}
