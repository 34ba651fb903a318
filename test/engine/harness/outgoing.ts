import { subscribe, unsubscribe } from 'node:diagnostics_channel';
import { ClientRequest } from 'node:http';

const CHANNEL = 'http.client.request.start';

/** A request that left this process, to wherever. */
export interface OutgoingRequest {
	/** As the request names it: host name and port. */
	host: string;
	/** Path and query, as sent. */
	path: string;
}

/**
 * Listens to every HTTP request that Node.js sends while some work is done, so that none can go by
 * unseen to a server that the test does not know.
 */
export async function requestsDuring(work: () => Promise<unknown>): Promise<OutgoingRequest[]> {
	const seen: OutgoingRequest[] = [];
	const listener = (message: unknown) => {
		const request =
			typeof message === 'object' && message && 'request' in message && message.request;
		if (!(request instanceof ClientRequest)) throw new Error('Node.js tells of no request');
		seen.push({ host: String(request.getHeader('host')), path: request.path });
	};
	subscribe(CHANNEL, listener);
	try {
		await work();
	} finally {
		unsubscribe(CHANNEL, listener);
	}
	return seen;
}
