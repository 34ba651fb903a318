import { execFile } from 'node:child_process';
import { setTimeout as wait } from 'node:timers/promises';
import { promisify } from 'node:util';
import { saveCredential } from '../n8n/auditRun.ts';
import { saveTrigger } from '../n8n/polling.ts';
import { step } from '../n8n/progress.ts';
import { credentialInput } from '../n8n/workflows.ts';
import { startSimulator } from '../simulator/index.ts';
import type { Simulator } from '../simulator/options.ts';
import type { Cluster } from './cluster.ts';

export const ORGANIZATIONS = 100;

/** New entries that each organization has in a minute. */
export const ENTRIES_PER_MINUTE = 60;

const MINUTES = 2;

/** What triggers take that follow many organizations, each once a minute. */
export interface ManyOrganizations {
	/** Polls in a minute that led to an execution. */
	executions: number;
	requests: number;
	/** Of one core: the main process, and all workers together. */
	mainCpu: number;
	workerCpu: number;
}

/** Seconds of processor time that a process has used. */
async function cpuSeconds(pid: number): Promise<number> {
	const { stdout } = await promisify(execFile)('ps', ['-o', 'cputimes=', '-p', String(pid)]);
	return Number(stdout);
}

async function countExecutions({ postgres }: Cluster): Promise<number> {
	const [row] = await postgres.query(
		"SELECT count(*)::int AS count FROM execution_entity WHERE status = 'success'",
	);
	return Number(row?.['count']);
}

async function readFigures(cluster: Cluster, { requests }: Simulator): Promise<ManyOrganizations> {
	const workers = await Promise.all(
		cluster.workers.map(({ pid }) => cpuSeconds(pid).catch(() => 0)),
	);
	return {
		executions: await countExecutions(cluster),
		requests: requests.length,
		mainCpu: await cpuSeconds(cluster.main.pid),
		workerCpu: workers.reduce((sum, seconds) => sum + seconds, 0),
	};
}

async function publishAll(cluster: Cluster, simulator: Simulator): Promise<void> {
	const times = { item: [{ mode: 'everyMinute' }] };
	for (let number = 1; number <= ORGANIZATIONS; number += 1) {
		const id = `queueOrganization${number}`;
		const credential = await saveCredential(cluster.api, credentialInput(simulator, id));
		await saveTrigger(cluster.api, id, credential, times);
		await cluster.api.publish(id);
	}
}

async function grow(simulator: Simulator, minutes: number): Promise<void> {
	const every = 60_000 / ENTRIES_PER_MINUTE;
	for (const end = Date.now() + minutes * 60_000; Date.now() < end; await wait(every)) {
		simulator.log.arrive(1);
	}
}

/** Publishes a trigger for each organization and takes down what a minute of them costs. */
export async function measureOrganizations(cluster: Cluster): Promise<ManyOrganizations> {
	const newest = new Date(Date.now() - 1_000).toISOString();
	const simulator = await startSimulator({ entries: 500, newest, latencyMs: 100 });
	try {
		await step(`Publishing ${ORGANIZATIONS} triggers`, () => publishAll(cluster, simulator));
		return await step(`${ORGANIZATIONS} triggers, ${MINUTES} minutes`, async () => {
			// Until each of them has polled once more.
			await grow(simulator, 1);
			const before = await readFigures(cluster, simulator);
			await grow(simulator, MINUTES);
			const after = await readFigures(cluster, simulator);
			return {
				executions: (after.executions - before.executions) / MINUTES,
				requests: (after.requests - before.requests) / MINUTES,
				mainCpu: (after.mainCpu - before.mainCpu) / (MINUTES * 60),
				workerCpu: (after.workerCpu - before.workerCpu) / (MINUTES * 60),
			};
		});
	} finally {
		await simulator.close();
	}
}
