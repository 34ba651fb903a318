import { Pool } from 'undici';
import type { BareRequests, BenchLog, Entry, SimulatorAddress } from './logs/benchLog.ts';
import { CONCURRENCY, type BareVariant } from './scenarios.ts';

type Answer = Record<string, unknown>;

/** Entries as the bare client got them, and how long that took. */
export interface BareRead {
	entries: Entry[];
	ms: number;
}

/** The answers along a chain of links; only the first one where there is none. */
async function readOn(
	read: (path: string) => Promise<Answer>,
	first: string,
	next: BareRequests['next'],
): Promise<Answer[]> {
	const answers = [await read(first)];
	for (;;) {
		const link = next === undefined ? undefined : answers.at(-1)?.[next];
		if (typeof link !== 'string') return answers;
		answers.push(await read(link));
	}
}

/**
 * The physical limit: undici with connections that stay open, as many pages under way as the node
 * has, JSON parsed and nothing else done. What it knows beforehand, the variant says.
 */
export async function readWithUndici(
	address: SimulatorAddress,
	log: BenchLog,
	variant: BareVariant,
): Promise<BareRead> {
	const { origin, token } = address;
	const { paths, next } = log.bareRequests(variant, address);
	const pool = new Pool(origin, { connections: CONCURRENCY, pipelining: 1 });
	const headers = { authorization: `Bearer ${token}`, accept: 'application/json' };
	const read = async (path: string): Promise<Answer> => {
		const { statusCode, body } = await pool.request({ method: 'GET', path, headers });
		if (statusCode !== 200) throw new Error(`undici: status ${statusCode}`);
		return (await body.json()) as Answer;
	};
	try {
		const start = performance.now();
		const chains = await Promise.all(paths.map((path) => readOn(read, path, next)));
		const entries = chains.flat().flatMap((answer) => answer[log.entriesIn] as Entry[]);
		return { entries, ms: performance.now() - start };
	} finally {
		await pool.close();
	}
}
