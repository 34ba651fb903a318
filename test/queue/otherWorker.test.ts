import { createHash } from 'node:crypto';
import { Readable } from 'node:stream';
import { auditNode, downloadCsv, saveCredential } from '../n8n/auditRun.ts';
import { csvDifference } from '../n8n/exportedCsv.ts';
import type { Execution } from '../n8n/execution.ts';
import { credentialInput } from '../n8n/workflows.ts';
import { startSimulator } from '../simulator/index.ts';
import type { Simulator } from '../simulator/options.ts';
import { callWorkflow, plainNode, publishCalled } from './calledWorkflow.ts';
import { startCluster, type Cluster } from './cluster.ts';
import { executionsOf, isSettled, startedBy, waitForExecutions } from './executions.ts';

const CSV = 'queueCsvElsewhere';
const EXPORT = 'queueExportElsewhere';

let cluster: Cluster;
let simulator: Simulator;

const exportLogs = {
	...{ operation: 'exportLogs', returnAll: true, timeRange: 'all', format: 'csv' },
	...{ binaryPropertyName: 'data', filters: {}, options: {} },
};

/** The file is made before the wait, and hashed by another node after it. */
const behind = {
	nodes: [
		plainNode('Address', 'set', 3.4, {
			assignments: {
				assignments: [
					{ id: 'a', name: 'resumeUrl', type: 'string', value: '={{ $execution.resumeUrl }}' },
				],
			},
		}),
		{
			...plainNode('Wait', 'wait', 1.1, { resume: 'webhook', httpMethod: 'POST' }),
			webhookId: 'queueWait',
		},
		plainNode('File', 'merge', 3, { mode: 'chooseBranch', useDataOfInput: 1 }),
		plainNode('Hash', 'crypto', 1, {
			...{ action: 'hash', type: 'SHA256', binaryData: true },
			...{ binaryPropertyName: 'data', dataPropertyName: 'sha256Read' },
		}),
	],
	connections: [
		[auditNode, 'File'],
		[auditNode, 'Address'],
		['Address', 'Wait'],
		['Wait', 'File', 1],
		['File', 'Hash'],
	] satisfies Array<[string, string, number?]>,
};

beforeAll(async () => {
	simulator = await startSimulator({ entries: 1_200, pageLimit: 100, twins: 7 });
	cluster = await startCluster('queue-other', { workers: 1 });
	const credential = await saveCredential(cluster.api, credentialInput(simulator));
	await publishCalled(cluster, { id: CSV, credential, parameters: downloadCsv, ...behind });
	await publishCalled(cluster, { id: EXPORT, credential, parameters: exportLogs, ...behind });
});

afterAll(async () => {
	await cluster.close();
	await simulator.close();
});

async function onlyExecutionOf(workflow: string): Promise<Execution> {
	const all: Execution[] = [];
	for await (const execution of executionsOf(cluster, workflow)) all.push(execution);
	expect(all).toHaveLength(1);
	const [execution] = all;
	if (execution === undefined) throw new Error(`${workflow} has not run`);
	return execution;
}

/** What the second worker has read, and what n8n gives to a browser. */
async function readFileOf(workflow: string): Promise<{ sha256: unknown; bytes: Buffer }> {
	const execution = await onlyExecutionOf(workflow);
	expect(execution.error).toBeUndefined();
	const [file] = execution.items('File');
	return {
		sha256: execution.items('Hash')[0]?.json['sha256Read'],
		bytes: await cluster.api.binary(file?.binary?.['data']?.id ?? ''),
	};
}

function sha256(bytes: Buffer): string {
	return createHash('sha256').update(bytes).digest('hex');
}

describe('a file that one worker has made', () => {
	test('goes on to another worker once the first has ended', async () => {
		await callWorkflow(cluster, CSV);
		await callWorkflow(cluster, EXPORT);
		await waitForExecutions(cluster, ({ waiting = 0 }) => waiting === 2);
		await cluster.workers[0]?.stop();
		await cluster.startWorker();
		for (const workflow of [CSV, EXPORT]) {
			const execution = await onlyExecutionOf(workflow);
			// A worker does not know where the main process listens, unless WEBHOOK_URL says so.
			const { resumeUrl } = execution.items('Address')[0]?.json as { resumeUrl: string };
			const { pathname, search } = new URL(resumeUrl);
			const answer = await fetch(cluster.main.origin + pathname + search, { method: 'POST' });
			expect(answer.status).toBe(200);
		}
		await waitForExecutions(cluster, (counts) => isSettled(counts) && !counts['waiting']);
		const [first, second] = await Promise.all(cluster.workers.map(startedBy));
		expect(first?.size).toBe(2);
		expect(second).toEqual(first);
	});

	test('Download CSV: the bytes are those that the simulator serves', async () => {
		const { sha256: read, bytes } = await readFileOf(CSV);
		expect(bytes.equals(await simulator.csv())).toBe(true);
		expect(read).toBe(sha256(bytes));
	});

	test('Export Logs: every entry once, in order', async () => {
		const { sha256: read, bytes } = await readFileOf(EXPORT);
		const due = simulator.log.snapshot();
		expect(await csvDifference(Readable.from([bytes]), due)).toBeUndefined();
		expect(read).toBe(sha256(bytes));
	});
});
