import { setTimeout as wait } from 'node:timers/promises';
import { saveCredential } from '../n8n/auditRun.ts';
import type { FoundExecution } from '../n8n/execution.ts';
import { POLL_SECONDS, publishTrigger, saveTrigger } from '../n8n/polling.ts';
import { countEqual, excess } from '../n8n/tally.ts';
import { credentialInput } from '../n8n/workflows.ts';
import { startSimulator } from '../simulator/index.ts';
import type { AuditEntry, Simulator } from '../simulator/options.ts';
import { startCluster, type Cluster } from './cluster.ts';
import { startedBy } from './executions.ts';

const WORKFLOW = 'queueTrigger0001';
const SECONDS = 16;

let cluster: Cluster;
let simulator: Simulator;
let before: AuditEntry[];

beforeAll(async () => {
	const newest = new Date(Date.now() - 1_000).toISOString();
	simulator = await startSimulator({ entries: 500, newest, spacingMs: 100, ties: 3, twins: 7 });
	cluster = await startCluster('queue-trigger');
	const credential = await saveCredential(cluster.api, credentialInput(simulator));
	await saveTrigger(cluster.api, WORKFLOW, credential);
	await publishTrigger(cluster.api, WORKFLOW, simulator);
	before = simulator.log.snapshot();
});

afterAll(async () => {
	await cluster.close();
	await simulator.close();
});

/** Entries arrive, some of them late, for a while. */
async function grow(): Promise<void> {
	for (const end = Date.now() + SECONDS * 1_000; Date.now() < end; await wait(150)) {
		simulator.log.arrive(3);
		simulator.log.arriveLate(1, { atFraction: 0.99 });
	}
}

/** Waits until all that arrived has been told, and then for two more polls. */
async function told(): Promise<FoundExecution[]> {
	const due = countEqual(simulator.log.snapshot());
	for (const [text, times] of countEqual(before)) due.set(text, (due.get(text) ?? 0) - times);
	let found = await cluster.api.findExecutions(WORKFLOW);
	const missing = () => excess(due, countEqual(jsonOf(found)));
	for (const giveUp = Date.now() + 30_000; Date.now() < giveUp && missing().length > 0; ) {
		await wait(1_000);
		found = await cluster.api.findExecutions(WORKFLOW);
	}
	await wait(POLL_SECONDS * 2_000);
	found = await cluster.api.findExecutions(WORKFLOW);
	expect(missing()).toEqual([]);
	expect(excess(countEqual(jsonOf(found)), due)).toEqual([]);
	expect(found.filter(({ status }) => status !== 'success')).toEqual([]);
	return found;
}

function jsonOf(found: FoundExecution[]): unknown[] {
	return found.flatMap(({ items }) => items.map(({ json }) => json));
}

describe('the trigger, with a main process and two workers', () => {
	test('tells each entry once, and both workers do what follows', async () => {
		await grow();
		const found = await told();
		const [first, second] = await Promise.all(cluster.workers.map(startedBy));
		expect((first?.size ?? 0) + (second?.size ?? 0)).toBe(found.length);
		process.stdout.write(
			`${jsonOf(found).length} entries in ${found.length} executions: ${first?.size} and ${second?.size}\n`,
		);
		expect(Math.min(first?.size ?? 0, second?.size ?? 0)).toBeGreaterThan(0);
	});

	test('goes on where it was when the main process is started again', async () => {
		const growing = grow();
		await wait(POLL_SECONDS * 1_000);
		await cluster.restartMain();
		await growing;
		await told();
	});
});
