import { createServer } from 'node:net';

async function listenOnce(port: number): Promise<number | undefined> {
	return await new Promise((resolve) => {
		const server = createServer();
		server.once('error', () => {
			resolve(undefined);
		});
		server.listen(port, '127.0.0.1', () => {
			const address = server.address();
			const found = typeof address === 'object' && address !== null ? address.port : undefined;
			server.close(() => {
				resolve(found);
			});
		});
	});
}

/** The preferred port of the loopback interface if it is free, else any other that is. */
export async function freePort(preferred = 0): Promise<number> {
	const port = (await listenOnce(preferred)) ?? (await listenOnce(0));
	if (port === undefined) throw new Error('No free port on 127.0.0.1');
	return port;
}
