import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, openSync } from 'node:fs';
import { setTimeout as wait } from 'node:timers/promises';
import { tail, track } from '../n8n/processes.ts';

/** What to start, and how to see that it is there. */
export interface ServerCommand {
	file: string;
	args: string[];
	log: string;
	env?: NodeJS.ProcessEnv;
	/** Whom it runs as; by default whoever starts it. */
	user?: { uid: number; gid: number };
	/** Whether it answers; an error counts as no. */
	isReady(): Promise<boolean>;
}

/** A running server that is not n8n. */
export interface ServerProcess {
	/** @param signal what it takes as the wish to end at once, and properly */
	stop(signal: NodeJS.Signals): Promise<void>;
}

const startTimeout = 60_000;

/** Starts a server and waits until it answers; it ends with this process, however that ends. */
export async function startServer(command: ServerCommand): Promise<ServerProcess> {
	const output = openSync(command.log, 'a');
	const child = spawn(command.file, command.args, {
		...command.user,
		env: { ...process.env, ...command.env },
		stdio: ['ignore', output, output],
		detached: true,
	});
	closeSync(output);
	track(child);
	const state = { running: true };
	const ended = once(child, 'exit').then(
		() => undefined,
		() => undefined,
	);
	void ended.then(() => {
		state.running = false;
	});
	const stop = async (signal: NodeJS.Signals): Promise<void> => {
		if (state.running) child.kill(signal);
		await ended;
	};
	const giveUp = Date.now() + startTimeout;
	while (!(await command.isReady().catch(() => false))) {
		if (state.running && Date.now() < giveUp) {
			await wait(50);
			continue;
		}
		await stop('SIGKILL');
		throw new Error(
			`${command.file} did not start. The end of ${command.log}:\n${await tail(command.log)}`,
		);
	}
	return { stop };
}
