/** What can go wrong with a request. */
export type HttpErrorKind =
	/** 400: the server understands the request and does not take it. */
	| 'bad-request'
	/** 401: the server does not take the token. */
	| 'token-refused'
	/** 403: the token is good, but not for this. */
	| 'access-refused'
	/** 404 */
	| 'not-found'
	/** 429: too many requests. */
	| 'throttled'
	/** 408, 500, 502, 503 or 504: the server cannot answer just now. */
	| 'server-fault'
	/** Any other status that is no success. */
	| 'unexpected-status'
	/** The server asks for a wait that is longer than a run may take. */
	| 'wait-too-long'
	/** A page made for people, such as one to log in at, where data should be. */
	| 'web-page'
	/** A redirect that would carry the token to another origin. */
	| 'redirect-elsewhere'
	/** The answer is not what was asked for. */
	| 'wrong-shape'
	/** The answer ended before it was whole. */
	| 'cut-short'
	/** No token could be had from the identity server. */
	| 'sign-in-refused'
	/** No host has this name, or none is known at the moment. */
	| 'host-not-found'
	/** Nobody vouches for the server's certificate. */
	| 'certificate-refused'
	/** No answer came in time. */
	| 'too-slow'
	/** No connection could be made. */
	| 'unreachable'
	/** The server, or something in between, closed the connection before there was an answer. */
	| 'closed'
	/** Anything else that kept an answer from coming. */
	| 'connection-failed'
	/** The run that the request belonged to has ended. */
	| 'ended';

/** In which way an answer is not what was asked for. */
export type WrongShape =
	| 'empty'
	| 'no-content'
	| 'partial'
	| 'compressed'
	| 'unknown-length'
	| 'redirect-to-nowhere'
	| 'json'
	| 'neither-json-nor-page'
	| 'not-a-zip';

/** How it was noticed that an answer ended too early. */
export type CutShort = 'json' | 'length' | 'silence' | 'stream' | 'zip';

/** What is known of the failure; which of it depends on the kind. */
export interface HttpErrorFacts {
	/** What was asked, without its query. */
	url?: string;
	/** The origin of the identity server, where it is the one that failed. */
	identityServer?: string;
	/** The status of the answer, where there was one. */
	status?: number;
	/** What the server said, which may hold anything. */
	said?: string;
	/** The code that Node.js or the HTTP client gave, such as `ECONNREFUSED`. */
	code?: string;
	/** Whether the same request may succeed a little later although most of this kind do not. */
	mayPass?: boolean;
	/** The origin that a redirect leads to. */
	target?: string;
	/** Milliseconds that the server asks to wait. */
	waitMs?: number;
	shape?: WrongShape;
	cut?: CutShort;
	/** Bytes that came, and that were to come. */
	received?: number;
	promised?: number;
	/** Milliseconds for which nothing came. */
	silenceMs?: number;
}

/** Raised where a request came to nothing; whoever speaks to the user puts it into words. */
export class HttpError extends Error {
	/**
	 * @param kind what happened
	 * @param facts for the message; they may quote the server, so they may hold secrets
	 */
	constructor(
		readonly kind: HttpErrorKind,
		readonly facts: HttpErrorFacts = {},
	) {
		super(kind);
		this.name = 'HttpError';
	}
}

/** The error for a status that is no success. */
export function makeStatusError(status: number, facts: HttpErrorFacts = {}): HttpError {
	return new HttpError(classifyStatus(status), { ...facts, status });
}

function classifyStatus(status: number): HttpErrorKind {
	switch (status) {
		case 400:
			return 'bad-request';
		case 401:
			return 'token-refused';
		case 403:
			return 'access-refused';
		case 404:
			return 'not-found';
		case 429:
			return 'throttled';
		case 408:
		case 500:
		case 502:
		case 503:
		case 504:
			return 'server-fault';
		default:
			return 'unexpected-status';
	}
}
