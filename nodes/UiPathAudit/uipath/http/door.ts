/** One request as a door sends it. */
export interface OutgoingRequest {
	url: string;
	accept: string;
	/** Milliseconds for a whole text, or until a stream begins. */
	timeoutMs: number;
	/** What is wanted of the body in the end. */
	body: 'text' | 'stream';
}

/** What came back, whatever the status. */
export interface Answer {
	status: number;
	/** Names in lower case. */
	headers: Record<string, unknown>;
	/** A stream or, from some doors, a text. */
	body: unknown;
}

/**
 * A way out to the network: signs the request in and sends it once, follows no redirect, and
 * throws only where there is no answer or the sign-in failed.
 */
export type Door = (request: OutgoingRequest) => Promise<Answer>;
