import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { track } from '../n8n/processes.ts';
import type { SimulatorAddress } from './logs/benchLog.ts';
import type { Scenario } from './scenarios.ts';

/** What was asked of the simulator. */
export interface Traffic {
	requests: number;
	/** Entries in all answers together. */
	entries: number;
	maxInFlight: number;
}

/** A simulator that runs in another process. */
export interface SimulatorProcess extends SimulatorAddress {
	/** What was asked of it since the last call. */
	takeTraffic(): Promise<Traffic>;
	stop(): Promise<void>;
}

async function nextMessage<T>(child: ChildProcess): Promise<T> {
	const over = new AbortController();
	try {
		return await Promise.race([
			once(child, 'message', { signal: over.signal }).then(([message]) => message as T),
			once(child, 'exit', { signal: over.signal }).then(() => {
				throw new Error('The simulator has ended');
			}),
		]);
	} finally {
		over.abort();
	}
}

/**
 * Starts the simulator of a scenario in a process of its own. That one works out the log itself: the
 * times of all events are too long for an argument.
 */
export async function startSimulatorProcess({ id }: Scenario): Promise<SimulatorProcess> {
	const script = join(import.meta.dirname, 'simulatorChild.ts');
	const child = fork(script, [id], { detached: true });
	track(child);
	const address = await nextMessage<SimulatorAddress>(child);
	return {
		...address,
		takeTraffic: async () => {
			const answer = nextMessage<Traffic>(child);
			child.send('stats');
			return await answer;
		},
		stop: async () => {
			if (!child.connected) return;
			const ended = once(child, 'exit');
			child.disconnect();
			await ended;
		},
	};
}
