import { readFile } from 'node:fs/promises';
import { auditNode, downloadCsv, returnAll, saveCredential } from '../n8n/auditRun.ts';
import { newestFirst } from '../n8n/demo.ts';
import type { Execution } from '../n8n/execution.ts';
import { oAuth2Input } from '../n8n/oAuth2Input.ts';
import { firstDifference } from '../n8n/report.ts';
import { findIn } from '../n8n/searchSecrets.ts';
import { credentialInput } from '../n8n/workflows.ts';
import { echoesAuthorization, startSimulator } from '../simulator/index.ts';
import type { Simulator } from '../simulator/options.ts';
import { callNode, callWorkflow, plainNode, publishCalled } from './calledWorkflow.ts';
import { startCluster, type Cluster } from './cluster.ts';
import { executionsOf, isSettled, startedBy, waitForExecutions } from './executions.ts';
import { findInCluster } from './searchCluster.ts';

const CALLS = 200;
const LOGS = 'queueGetLogs0001';
const CSV = 'queueDownloadCsv';
const FAILURES = 'queueFailures001';
const SIGNED_IN = 'queueSignedIn001';

// Of characters that change when they are encoded.
const token = 'rt_good+7f3a/9c1e=5b2d4860';
const clientSecret = 'cs+4d/81=a0&7f3b29e6c5"x';

let cluster: Cluster;
let simulator: Simulator;

/** What the calls came to, each by the number that it was made with. */
interface Outcome {
	whole: number[];
	/** Ids of executions that n8n says have failed. */
	reported: string[];
	/** What is wrong with a result that is there, in words. */
	half: string[];
}

beforeAll(async () => {
	const log = { entries: 1_000, pageLimit: 100, twins: 7, latencyMs: 20 };
	const oauth = { clientSecret, scopes: ['PM.Audit.Read'] };
	simulator = await startSimulator({ ...log, token, oauth });
	cluster = await startCluster('queue-killed', { logLevel: 'debug' });
	await cluster.api.saveWorkflow(FAILURES, {
		name: 'Failures',
		nodes: [plainNode('Failure', 'errorTrigger', 1, {})],
		connections: {},
		settings: { executionOrder: 'v1' },
	});
	await cluster.api.publish(FAILURES);
	const credential = await saveCredential(cluster.api, credentialInput(simulator));
	const signedIn = await saveCredential(cluster.api, oAuth2Input(simulator));
	const errorWorkflow = FAILURES;
	await publishCalled(cluster, { id: LOGS, credential, parameters: returnAll(), errorWorkflow });
	await publishCalled(cluster, { id: CSV, credential, parameters: downloadCsv, errorWorkflow });
	await publishCalled(cluster, { id: SIGNED_IN, credential: signedIn, parameters: returnAll() });
});

afterAll(async () => {
	await cluster.close();
	await simulator.close();
});

/** Both operations by turns, all at once; resolves when n8n has taken all calls. */
async function callAll(numbers: number[]): Promise<void> {
	await Promise.all(
		numbers.map((number) => callWorkflow(cluster, number % 2 === 0 ? LOGS : CSV, { number })),
	);
}

async function differenceOf(execution: Execution, csv: Buffer): Promise<string | undefined> {
	const items = execution.items(auditNode);
	const [file] = items;
	if (file?.binary === undefined) {
		return firstDifference(
			items.map(({ json }) => json),
			newestFirst(simulator),
		);
	}
	const bytes = await cluster.api.binary(file.binary['data']?.id ?? '');
	return items.length === 1 && bytes.equals(csv) ? undefined : 'the file is another';
}

async function takeStock(): Promise<Outcome> {
	const outcome: Outcome = { whole: [], reported: [], half: [] };
	const csv = await simulator.csv();
	for (const workflow of [LOGS, CSV]) {
		for await (const execution of executionsOf(cluster, workflow)) {
			const { id, status } = execution;
			if (status === 'success') {
				const difference = await differenceOf(execution, csv);
				const { number } = execution.items(callNode)[0]?.json['body'] as { number: number };
				if (difference === undefined) outcome.whole.push(number);
				else outcome.half.push(`${id}: ${difference}`);
			} else {
				outcome.reported.push(id);
				if (execution.items(auditNode).length > 0) outcome.half.push(`${id}: ${status}`);
			}
		}
	}
	return outcome;
}

function numbersWithout(done: number[]): number[] {
	const known = new Set(done);
	return Array.from({ length: CALLS }, (_, number) => number).filter((one) => !known.has(one));
}

describe('200 executions at once, one of two workers killed on the way', () => {
	let first: Outcome;

	test('none is lost, none double, none half', async () => {
		const calls = callAll(numbersWithout([]));
		await waitForExecutions(cluster, ({ success = 0 }) => success >= CALLS / 4);
		const [killed, survivor] = cluster.workers;
		await killed?.kill();
		await calls;
		await waitForExecutions(cluster, isSettled);
		first = await takeStock();
		process.stdout.write(
			`${first.whole.length} whole, ${first.reported.length} reported by n8n, ${first.half.length} half\n`,
		);
		expect(first.half).toEqual([]);
		expect(new Set(first.whole).size).toBe(first.whole.length);
		expect(first.whole.length + first.reported.length).toBe(CALLS);
		// Otherwise nothing was under way when it was killed.
		expect(first.reported.length).toBeGreaterThan(0);
		const goneOn = survivor === undefined ? new Set() : await startedBy(survivor);
		expect(first.reported.filter((id) => goneOn.has(id))).toEqual([]);
	});

	test('the error workflow has been told of each that n8n could not bring to an end', async () => {
		const told: unknown[] = [];
		for await (const execution of executionsOf(cluster, FAILURES)) {
			told.push((execution.items('Failure')[0]?.json['execution'] as { id: string }).id);
		}
		expect(told.sort()).toEqual(first.reported.sort());
	});

	test('called again, those come out whole as well', async () => {
		await callAll(numbersWithout(first.whole));
		await waitForExecutions(cluster, isSettled);
		const { whole, half } = await takeStock();
		expect(half).toEqual([]);
		expect(whole.sort((a, b) => a - b)).toEqual(numbersWithout([]));
	});
});

describe('secrets', () => {
	test('none in any table, any log, or anything that Redis was told, also not of refused requests', async () => {
		await callWorkflow(cluster, SIGNED_IN);
		await waitForExecutions(cluster, isSettled);
		simulator.setFaults(echoesAuthorization(403));
		await callAll([0, 1]);
		await callWorkflow(cluster, SIGNED_IN);
		await waitForExecutions(cluster, isSettled);
		const issued = simulator.issuedTokens.map(({ value }) => value);
		expect(issued.length).toBeGreaterThan(0);
		expect(await findInCluster(cluster, [token, clientSecret, ...issued])).toEqual([]);
	});

	test('the search finds what is there', async () => {
		const entry = newestFirst(simulator)[0]?.createdOn ?? 'no entry';
		const places = (await findInCluster(cluster, [entry])).map(({ place }) => place);
		expect(places).toEqual(expect.arrayContaining(['execution_data.data', 'binary_data.data']));
		const commands = await readFile(cluster.redis.commands, 'utf8');
		expect(findIn(commands, 'Redis', ['executionId', 'job-finished'])).toHaveLength(2);
		expect(await readFile(cluster.main.log, 'utf8')).toContain('debug');
	});
});
