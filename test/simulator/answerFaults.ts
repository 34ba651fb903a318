import {
	collect,
	jsonAnswer,
	loginPage,
	problem,
	redirectAnswer,
	textAnswer,
	wholeBody,
} from './answer.ts';
import type { Fault } from './fault.ts';
import type { RequestInfo } from './request.ts';

/** What a `status` answer looks like. */
export interface StatusOptions {
	headers?: Readonly<Record<string, string>>;
	/** `json` `{ "message": … }` (default), `problem` RFC 9457, `html` a gateway's page, `text`, or `empty`. */
	body?: 'json' | 'problem' | 'html' | 'text' | 'empty';
	/** The words of the error. Default: `Simulated error N`. */
	message?: string;
}

/** Answers with that status instead of the log. */
export function status(
	code: number,
	{ headers = {}, body = 'json', message = `Simulated error ${code}` }: StatusOptions = {},
): Fault {
	const bodies = {
		json: () => jsonAnswer(code, { message, errorCode: 0, resourceIds: null }, headers),
		problem: () => problem(code, message, headers),
		html: () =>
			textAnswer(
				code,
				'text/html',
				`<html><head><title>${message}</title></head><body><h1>${message}</h1></body></html>`,
				headers,
			),
		text: () => textAnswer(code, 'text/plain', message, headers),
		empty: () => ({ status: code, headers, body: wholeBody('') }),
	};
	return { name: `status ${code}`, answer: bodies[body] };
}

/** How a throttling server says when to come back. UiPath's services differ; some say nothing (facts, section 1). */
export interface ThrottleOptions {
	/** `Retry-After`: this many seconds. */
	retryAfter?: number;
	/** `Retry-After`: the HTTP date that lies this many seconds from now, rounded up to the next whole second. */
	retryAfterDate?: number;
	/** `RateLimit-Reset`: this many seconds. */
	rateLimitReset?: number;
	/** Default 429. */
	status?: number;
}

/** 429 Too Many Requests. */
export function throttled({
	retryAfter,
	retryAfterDate,
	rateLimitReset,
	status: code = 429,
}: ThrottleOptions = {}): Fault {
	return {
		name: `throttled ${code}`,
		answer: () => {
			const headers: Record<string, string> = {};
			if (retryAfter !== undefined) headers['Retry-After'] = String(retryAfter);
			if (retryAfterDate !== undefined) {
				const wholeSeconds = Math.ceil(Date.now() / 1_000 + retryAfterDate);
				headers['Retry-After'] = new Date(wholeSeconds * 1_000).toUTCString();
			}
			if (rateLimitReset !== undefined) headers['RateLimit-Reset'] = String(rateLimitReset);
			return jsonAnswer(code, { message: 'Too many requests' }, headers);
		},
	};
}

/** The log-in page with status 200, as for an expired session. */
export function loginPageInstead(): Fault {
	return { name: 'log-in page', answer: loginPage };
}

/** Redirects. @param location an address, a path, or a function of the request */
export function redirect(
	code: 301 | 302 | 303 | 307 | 308,
	location: string | ((request: RequestInfo) => string),
): Fault {
	return {
		name: `redirect ${code}`,
		answer: (_regular, request) =>
			redirectAnswer(code, typeof location === 'string' ? location : location(request)),
	};
}

/** 401: the token is refused, whatever it is. */
export function tokenRefused(): Fault {
	const headers = { 'WWW-Authenticate': 'Bearer error="invalid_token"' };
	return { ...status(401, { headers, body: 'empty' }), name: 'token refused' };
}

/** An error whose body repeats the request's Authorization header: an attack on whoever shows or logs it. */
export function echoesAuthorization(code = 400): Fault {
	return {
		name: `echoes authorization ${code}`,
		answer: (_regular, request) =>
			jsonAnswer(code, {
				message: `Cannot serve a request with ${request.authorization ?? 'no token'}`,
			}),
	};
}

/** Status 204 and nothing else. */
export function noContent(): Fault {
	return { name: 'no content', answer: () => ({ status: 204, headers: {}, body: wholeBody('') }) };
}

/** Status 200 with a body of no bytes. */
export function emptyBody(): Fault {
	return { name: 'empty body', answer: (regular) => ({ ...regular, body: wholeBody('') }) };
}

/** The body ends at that share of its length, though the HTTP message is complete: JSON cut short. */
export function cutShort(share = 0.5): Fault {
	return {
		name: 'cut short',
		answer: async (regular) => {
			const whole = await collect(regular.body);
			return { ...regular, body: wholeBody(whole.subarray(0, Math.floor(whole.length * share))) };
		},
	};
}

/** Takes no notice of `sortOrder`: the simulator's `defaultOrder` holds. */
export function ignoresSortOrder(): Fault {
	return {
		name: 'ignores sortOrder',
		query: (query) =>
			Object.fromEntries(Object.entries(query).filter(([name]) => name !== 'sortOrder')),
	};
}

/** Sends that `Content-Disposition`. */
export function contentDisposition(value: string): Fault {
	return {
		name: `Content-Disposition: ${value.slice(0, 60)}`,
		answer: (regular) => ({
			...regular,
			headers: { ...regular.headers, 'Content-Disposition': value },
		}),
	};
}
