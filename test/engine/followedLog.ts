import type { AuditEntry, Simulator, SimulatorOptions } from '../simulator/index';
import {
	n8n,
	simulatorWith,
	tokenCredential,
	TriggerUnderTest,
	type TriggerOptions,
} from './harness';

/** A trigger on a log that ended a minute ago, and what it has told. */
export async function follow(
	server: SimulatorOptions = {},
	parameters: TriggerOptions['parameters'] = {},
) {
	const newest = new Date(Date.now() - 60_000).toISOString();
	const simulator = await simulatorWith({ entries: 500, newest, ...server });
	const trigger = new TriggerUnderTest({ parameters, credential: tokenCredential(simulator) });
	const told: unknown[] = [];
	const poll = async (options = {}) => {
		const items = await trigger.poll(options);
		told.push(...(items ?? []));
		return items;
	};
	return { simulator, trigger, poll, told };
}

/** The entries that have come since the log had so many, oldest first. */
export function since(simulator: Simulator, before: AuditEntry[]): AuditEntry[] {
	const known = new Map<string, number>();
	for (const entry of before) {
		const text = JSON.stringify(entry);
		known.set(text, (known.get(text) ?? 0) + 1);
	}
	return simulator.log.snapshot().filter((entry) => {
		const text = JSON.stringify(entry);
		const left = known.get(text) ?? 0;
		known.set(text, left - 1);
		return left <= 0;
	});
}

/** What n8n's log warns of. */
export async function warnings(): Promise<string[]> {
	return (await n8n()).logLines.filter((line) => line.startsWith('warn'));
}
