import { returnAll, saveCredential } from '../n8n/auditRun.ts';
import { step } from '../n8n/progress.ts';
import { credentialInput } from '../n8n/workflows.ts';
import { startSimulator, throttled, type FaultRule } from '../simulator/index.ts';
import { callWorkflow, publishCalled } from './calledWorkflow.ts';
import type { Cluster } from './cluster.ts';
import { executionsOf, isSettled, waitForExecutions } from './executions.ts';

/** Executions for one organization, and the requests per second that it has for all of them. */
export const EXECUTIONS = 10;
export const REQUESTS_PER_SECOND = 5;

/** How often that is tried. */
export const TRIALS = 3;

/** Executions at once, and Max Concurrency; 6 is its default. */
const SETTINGS: ReadonlyArray<[number, number]> = [
	[10, 20],
	[10, 6],
	[10, 2],
	[10, 1],
	[5, 1],
	[2, 2],
];

/** What came of all trials together. */
export interface ThrottledRun {
	/** Executions that are begun together; when they have ended, the next are. */
	atOnce: number;
	maxConcurrency: number;
	/** Until the last one ended, the mean of the trials. */
	seconds: number;
	requests: number;
	refused: number;
	/** Executions that ended as an error. */
	failed: number;
}

/** Allows so many requests a second for all that ask together, and refuses the others with 429. */
function allowance(perSecond: number): FaultRule {
	const refusal = throttled({ retryAfter: 1 });
	let left = perSecond;
	let last = performance.now();
	return () => {
		const now = performance.now();
		left = Math.min(perSecond, left + ((now - last) / 1_000) * perSecond);
		last = now;
		if (left < 1) return refusal;
		left -= 1;
		return undefined;
	};
}

async function measureOne(
	cluster: Cluster,
	atOnce: number,
	maxConcurrency: number,
): Promise<ThrottledRun> {
	const server = await startSimulator({ entries: 1_000, pageLimit: 100, latencyMs: 100 });
	try {
		const id = `queueThrottled${atOnce}x${maxConcurrency}`;
		const credential = await saveCredential(cluster.api, credentialInput(server, id));
		await publishCalled(cluster, { id, credential, parameters: returnAll({ maxConcurrency }) });
		let seconds = 0;
		for (let trial = 1; trial <= TRIALS; trial += 1) {
			server.setFaults(allowance(REQUESTS_PER_SECOND));
			const began = performance.now();
			for (let begun = 0; begun < EXECUTIONS; begun += atOnce) {
				await Promise.all(Array.from({ length: atOnce }, () => callWorkflow(cluster, id)));
				await waitForExecutions(cluster, isSettled, 600);
			}
			seconds += (performance.now() - began) / 1_000 / TRIALS;
		}
		let failed = 0;
		for await (const { status } of executionsOf(cluster, id)) if (status !== 'success') failed += 1;
		const refused = server.requests.filter(({ status }) => status === 429).length;
		const requests = server.requests.length;
		return { atOnce, maxConcurrency, seconds, requests, refused, failed };
	} finally {
		await server.close();
	}
}

/** Measures what a throttled organization gives to executions that share it, each allowed to ask for so much at once. */
export async function measureThrottled(cluster: Cluster): Promise<ThrottledRun[]> {
	const runs: ThrottledRun[] = [];
	for (const [atOnce, maxConcurrency] of SETTINGS) {
		const label = `${atOnce} executions at once, Max Concurrency ${maxConcurrency}`;
		runs.push(await step(label, () => measureOne(cluster, atOnce, maxConcurrency)));
	}
	return runs;
}
