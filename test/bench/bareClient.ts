import { Pool } from 'undici';
import { CONCURRENCY, type Scenario } from './scenarios.ts';
import type { SimulatorProcess } from './simulatorProcess.ts';

interface Answer {
	results: Record<string, unknown>[];
}

/** Entries as the bare client got them, and how long that took. */
export interface BareRead {
	entries: Record<string, unknown>[];
	ms: number;
}

/**
 * The physical limit: undici with connections that stay open, as many pages under way as the node
 * has, JSON parsed and nothing else done. It is told beforehand how many pages there are, which no
 * real client can know.
 */
export async function readWithUndici(
	simulator: SimulatorProcess,
	{ entries: total, pageSize }: Scenario,
): Promise<BareRead> {
	const { origin, organization, token } = simulator;
	const pool = new Pool(origin, { connections: CONCURRENCY, pipelining: 1 });
	const headers = { authorization: `Bearer ${token}`, accept: 'application/json' };
	const starts = Array.from({ length: Math.ceil(total / pageSize) }, (_, page) => page * pageSize);
	const read = async (skip: number): Promise<Answer> => {
		const query = `top=${pageSize}&skip=${skip}&sortBy=createdOn&sortOrder=desc`;
		const path = `/${organization}/audit_/api/auditlogs?${query}`;
		const { statusCode, body } = await pool.request({ method: 'GET', path, headers });
		if (statusCode !== 200) throw new Error(`undici: status ${statusCode}`);
		return (await body.json()) as Answer;
	};
	try {
		const start = performance.now();
		const pages = await Promise.all(starts.map(read));
		const entries = pages.flatMap(({ results }) => results);
		return { entries, ms: performance.now() - start };
	} finally {
		await pool.close();
	}
}
