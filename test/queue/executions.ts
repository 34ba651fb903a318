import { readFile } from 'node:fs/promises';
import { setTimeout as wait } from 'node:timers/promises';
import type { Execution } from '../n8n/execution.ts';
import type { N8nServer } from '../n8n/n8nServer.ts';
import type { Cluster } from './cluster.ts';

/** How many executions there are, by status. */
export async function countExecutions({ postgres }: Cluster): Promise<Record<string, number>> {
	const rows = await postgres.query(
		'SELECT status, count(*)::int AS count FROM execution_entity GROUP BY status',
	);
	return Object.fromEntries(rows.map(({ status, count }) => [String(status), Number(count)]));
}

/** Waits until the executions are as they should be. */
export async function waitForExecutions(
	cluster: Cluster,
	isEnough: (counts: Record<string, number>) => boolean,
	seconds = 180,
): Promise<Record<string, number>> {
	for (const giveUp = Date.now() + seconds * 1_000; ; await wait(200)) {
		const counts = await countExecutions(cluster);
		if (isEnough(counts)) return counts;
		if (Date.now() > giveUp) throw new Error(`Executions: ${JSON.stringify(counts)}`);
	}
}

/** Whether n8n has brought everything to an end that it had to do. */
export function isSettled({ new: queued = 0, running = 0 }: Record<string, number>): boolean {
	return queued + running === 0;
}

/** All executions of a workflow, one after the other, so that not all have to be held. */
export async function* executionsOf(
	{ postgres, api }: Cluster,
	workflowId: string,
): AsyncGenerator<Execution> {
	const rows = await postgres.query(
		`SELECT id FROM execution_entity WHERE "workflowId" = '${workflowId}' ORDER BY id`,
	);
	for (const { id } of rows) yield await api.getExecution(String(id));
}

/** The ids of the executions that a worker has begun, by its log. */
export async function startedBy(worker: N8nServer): Promise<Set<string>> {
	const log = await readFile(worker.log, 'utf8');
	return new Set([...log.matchAll(/Worker started execution (\d+)/g)].map(([, id = '']) => id));
}
