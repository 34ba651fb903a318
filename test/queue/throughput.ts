import { setTimeout as wait } from 'node:timers/promises';
import { downloadCsv, returnAll, saveCredential } from '../n8n/auditRun.ts';
import { step } from '../n8n/progress.ts';
import { credentialInput } from '../n8n/workflows.ts';
import { startSimulator } from '../simulator/index.ts';
import type { SimulatorOptions } from '../simulator/options.ts';
import { callWorkflow, publishCalled } from './calledWorkflow.ts';
import type { Cluster } from './cluster.ts';

/** Work that is done many times at once. */
export interface Load {
	id: string;
	title: string;
	server: SimulatorOptions;
	parameters: Record<string, unknown>;
}

/** Executions per minute, by the number of workers. */
export interface Throughput {
	load: Load;
	one: number;
	two: number;
}

export const EXECUTIONS = 100;
export const ROUNDS = 3;

/** Two workers with ten executions each take part. */
const WARMING = 40;

const log = { entries: 1_000, pageLimit: 100 };

const loads: Load[] = [
	{
		id: 'queueLoadLogs',
		title: 'Get Logs, 1,000 entries in 10 pages, 100 ms per response',
		server: { ...log, latencyMs: 100 },
		parameters: returnAll(),
	},
	{
		id: 'queueLoadCsv',
		title: 'Download CSV, 1,000 entries, 100 ms per response',
		server: { ...log, latencyMs: 100 },
		parameters: downloadCsv,
	},
	{
		id: 'queueLoadSlow',
		title: 'Get Logs, newest 50, 3 s per response',
		server: { ...log, latencyMs: 3_000 },
		parameters: { operation: 'getLogs', returnAll: false, limit: 50, simplify: false, options: {} },
	},
];

async function countDone({ postgres }: Cluster, id: string): Promise<number> {
	const [row] = await postgres.query(
		`SELECT count(*)::int AS done FROM execution_entity WHERE "workflowId" = '${id}' AND status = 'success'`,
	);
	return Number(row?.['done']);
}

/** Starts executions all at once, and gives how many there are in a minute. */
async function perMinute(cluster: Cluster, { id }: Load, executions = EXECUTIONS): Promise<number> {
	const due = (await countDone(cluster, id)) + executions;
	const began = performance.now();
	await Promise.all(Array.from({ length: executions }, () => callWorkflow(cluster, id)));
	while ((await countDone(cluster, id)) < due) await wait(50);
	return (executions * 60_000) / (performance.now() - began);
}

/** What a process does for the first time takes longer: that does not count. */
async function warmUp(cluster: Cluster): Promise<void> {
	for (const load of loads) await perMinute(cluster, load, WARMING);
}

function median(values: number[]): number {
	return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? NaN;
}

/**
 * Measures each load with one and with two workers by turns, so that a machine that grows busy
 * troubles both.
 *
 * @param cluster with one worker
 */
export async function measureThroughput(cluster: Cluster): Promise<Throughput[]> {
	const servers = await Promise.all(loads.map(({ server }) => startSimulator(server)));
	try {
		for (const [index, load] of loads.entries()) {
			const server = servers[index];
			if (server === undefined) continue;
			const credential = await saveCredential(cluster.api, credentialInput(server, load.id));
			await publishCalled(cluster, { ...load, credential });
		}
		await warmUp(cluster);
		const figures = loads.map((load) => ({ load, one: [] as number[], two: [] as number[] }));
		for (let round = 1; round <= ROUNDS; round += 1) {
			await step(`Round ${round} of ${ROUNDS}`, async () => {
				for (const { load, one } of figures) one.push(await perMinute(cluster, load));
				const second = await cluster.startWorker();
				await warmUp(cluster);
				for (const { load, two } of figures) two.push(await perMinute(cluster, load));
				await second.stop();
			});
		}
		return figures.map(({ load, one, two }) => ({ load, one: median(one), two: median(two) }));
	} finally {
		for (const server of servers) await server.close();
	}
}
