import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';

/** A server that keeps what it is sent, and now and then is down. */
export interface Counterpart {
	url: string;
	received: Array<{ path: string; body: string }>;
	headers: Array<Record<string, unknown>>;
	/** Refuses this many requests first. */
	refuses: number;
	close(): Promise<void>;
}

/** Starts one. */
export async function startCounterpart(): Promise<Counterpart> {
	const server: Server = createServer((request, response) => {
		void text(request).then((body) => {
			counterpart.headers.push(request.headers);
			if (counterpart.refuses > 0) {
				counterpart.refuses -= 1;
				response.statusCode = 503;
				response.end('busy');
				return;
			}
			counterpart.received.push({ path: request.url ?? '', body });
			response.end('{"text":"Success","code":0}');
		});
	});
	await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready));
	const counterpart: Counterpart = {
		url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`,
		...{ received: [], headers: [], refuses: 0 },
		close: async () => {
			server.closeAllConnections();
			await new Promise((done) => server.close(done));
		},
	};
	return counterpart;
}
