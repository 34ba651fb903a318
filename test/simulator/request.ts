import type { IncomingHttpHeaders } from 'node:http';

/** The verbs of the unified log (facts, section 3); `archive` is its long-term store. */
export type UnifiedRoute = 'sources' | 'events' | 'downloadevents' | 'archive';

/** `other` is everything that is not served: wrong organization, wrong path, log-in page. */
export type Route = 'auditlogs' | 'download' | 'token' | UnifiedRoute | 'other';

/** What is known of a request when it arrives. */
export interface RequestInfo {
	/** Number among all requests, from 0. */
	readonly index: number;
	/** Number among the requests of the same route, from 0. */
	readonly routeIndex: number;
	readonly route: Route;
	readonly method: string;
	/** Path and query, exactly as sent. */
	readonly path: string;
	/** Of a repeated parameter the last value. */
	readonly query: Readonly<Record<string, string>>;
	/** All values of each parameter, as sent. */
	readonly queryAll: Readonly<Record<string, readonly string[]>>;
	readonly headers: IncomingHttpHeaders;
	readonly authorization: string | undefined;
	/** `performance.now()` when its head was read, in milliseconds. */
	readonly receivedAt: number;
	/** Requests in flight at that moment, this one included. */
	readonly inFlight: number;
}

/** A request and what became of it. */
export interface RequestRecord extends RequestInfo {
	/** The status sent, or undefined when none was. */
	readonly status: number | undefined;
	/** Name of the fault that was played. */
	readonly fault: string | undefined;
	/** Entries in the page, the unified log's CSV or the archive that was sent. */
	readonly entries: number | undefined;
	/** Bytes of the body handed to the connection so far. */
	readonly bytesSent: number;
	/** `performance.now()` when the answer was complete or the connection gone. */
	readonly finishedAt: number | undefined;
	/** The connection closed before the answer was complete. */
	readonly closedEarly: boolean;
}
