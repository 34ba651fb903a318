import { once } from 'node:events';
import { createWriteStream } from 'node:fs';
import { connect } from 'node:net';
import { join } from 'node:path';
import { freePort } from '../n8n/ports.ts';
import { findRedis } from './findRedis.ts';
import { startServer } from './serverProcess.ts';

/** A running Redis that keeps nothing once it has ended. */
export interface Redis {
	port: number;
	/** A file with every command that anybody has sent to it. */
	commands: string;
	stop(): Promise<void>;
}

async function answersPing(port: number): Promise<boolean> {
	const socket = connect(port, '127.0.0.1');
	try {
		socket.write('PING\r\n');
		const [answer] = (await once(socket, 'data')) as [Buffer];
		return answer.toString().startsWith('+PONG');
	} finally {
		socket.destroy();
	}
}

/**
 * Starts Redis on a free port.
 *
 * @param folder for its log, and for that of its commands
 */
export async function startRedis(folder: string): Promise<Redis> {
	const { file, libraries } = await findRedis();
	const port = await freePort();
	const server = await startServer({
		file,
		args: ['--port', String(port), '--bind', '127.0.0.1', '--save', '', '--dir', folder],
		log: join(folder, 'redis.log'),
		...(libraries === undefined ? {} : { env: { LD_LIBRARY_PATH: libraries } }),
		isReady: () => answersPing(port),
	});
	const commands = join(folder, 'redis-commands.log');
	const monitor = connect(port, '127.0.0.1');
	monitor.pipe(createWriteStream(commands));
	monitor.write('MONITOR\r\n');
	await once(monitor, 'data');
	return {
		port,
		commands,
		stop: async () => {
			monitor.destroy();
			await server.stop('SIGTERM');
		},
	};
}
