import { readFile, readdir, stat } from 'node:fs/promises';
import { join, relative } from 'node:path';
import type { Simulator } from '../simulator/options.ts';
import { startSimulator } from '../simulator/index.ts';
import { newestFirst, runDownloadCsv, runGetLogs } from './demo.ts';
import { startN8nWithNode, type N8nWithNode } from './harness.ts';
import { makeFreshHome, type Home } from './home.ts';
import { installN8n } from './installN8n.ts';
import type { CredentialReference, TestResult, WorkflowFile } from './n8nApi.ts';
import { packNode } from './packNode.ts';
import {
	credentialInput,
	downloadCsvExample,
	getLogsExample,
	importExamples,
	readExample,
} from './workflows.ts';

const goodToken = 'rt_good_7f3a9c1e5b2d4860';
const badToken = 'rt_bad_0d91c7e2ab5f4436';
const narrowToken = 'rt_narrow_52e8d1aa06c94b7f';
const entries = 2_350;
const pageLimit = 100;

let home: Home;
let simulator: Simulator;
let n8n: N8nWithNode;
let credential: CredentialReference;

beforeAll(async () => {
	const installed = await installN8n();
	const tarball = await packNode();
	home = await makeFreshHome('test-home');
	const tokens = [{ value: narrowToken, scopes: ['OR.Default'] }];
	simulator = await startSimulator({ entries, pageLimit, token: goodToken, tokens });
	n8n = await startN8nWithNode(installed, tarball, home.folder, { logLevel: 'debug' });
	credential = await n8n.api.saveCredential(credentialInput(simulator));
	await importExamples(n8n.api, credential);
});

afterAll(async () => {
	await n8n.server.stop();
	await simulator.close();
	await home.release();
});

/** Imports an example with other parameters for its audit node, runs it, and gives the execution. */
async function runChanged(parameters: Record<string, unknown>, use = credential) {
	const workflow: WorkflowFile = await readExample(getLogsExample, use);
	for (const node of workflow.nodes) {
		if (node.name === getLogsExample.audit) Object.assign(node, { parameters });
	}
	const id = 'uipathAuditTest1';
	await n8n.api.saveWorkflow(id, { ...workflow, name: 'Test' });
	return await n8n.api.runWorkflow(id, getLogsExample.trigger);
}

/** The Test button, on a saved credential that differs from the good one as given. */
async function pressTest(
	changes: Partial<Record<'domain' | 'org' | 'token', string>>,
): Promise<TestResult> {
	const input = credentialInput(simulator, 'Tried out');
	const changed = { ...input, data: { ...input.data, ...changes } };
	const { id } = await n8n.api.saveCredential(changed);
	return await n8n.api.testCredential(id, changed);
}

describe('the packed tarball in a real n8n', () => {
	test('Get Logs, Return All: every entry, in order, from pages clamped at 100', async () => {
		simulator.resetRequests();
		const { entries: got, difference } = await runGetLogs(n8n.api, simulator);
		expect(difference).toBeUndefined();
		expect(got).toHaveLength(entries);
		const sizes = simulator.requests.map((request) => request.entries ?? 0);
		expect(Math.max(...sizes)).toBe(pageLimit);
	});

	test('Get Logs, limit 250: the newest 250', async () => {
		const operation = { authentication: 'accessToken', operation: 'getLogs' };
		const execution = await runChanged({ ...operation, returnAll: false, limit: 250, options: {} });
		expect(execution.error).toBeUndefined();
		const got = execution.items(getLogsExample.audit).map(({ json }) => json);
		expect(got).toEqual(newestFirst(simulator).slice(0, 250));
	});

	test('Download CSV: the file on disk is what the simulator serves', async () => {
		const { difference, bytes } = await runDownloadCsv(n8n.api, simulator, n8n.server);
		expect(difference).toBeUndefined();
		expect(bytes).toBe((await simulator.csv()).length);
	});

	test('Download CSV: the binary field holds the same bytes, its item says what they are', async () => {
		const { id, trigger, audit } = downloadCsvExample;
		const execution = await n8n.api.runWorkflow(id, trigger);
		const [item, ...others] = execution.items(audit);
		expect(others).toHaveLength(0);
		expect(item?.json).toMatchObject({
			fileName: expect.stringMatching(/^uipath-audit-.+\.csv$/) as string,
			mimeType: 'text/csv',
			organization: simulator.organization,
		});
		const file = item?.binary?.['data'];
		expect(file?.mimeType).toBe('text/csv');
		expect(file?.fileName).toBe(item?.json['fileName']);
		const bytes = await n8n.api.binary(file?.id ?? '');
		expect(bytes.equals(await simulator.csv())).toBe(true);
	});
});

describe('the credential’s Test button', () => {
	test('is green for a good token', async () => {
		expect(await pressTest({})).toMatchObject({ status: 'OK' });
	});

	test('is red for a bad token, and says to look at the token', async () => {
		const result = await pressTest({ token: badToken });
		expect(result.status).toBe('Error');
		expect(result.message).toMatch(/token/i);
		expect(result.message).not.toContain(badToken);
	});

	test('is red for a token without the scope, and says which it needs', async () => {
		const result = await pressTest({ token: narrowToken });
		expect(result.status).toBe('Error');
		expect(result.message).toContain('PM.Audit.Read');
	});

	test('is red for a wrong organization, and says to look at it', async () => {
		const result = await pressTest({ org: 'somebody-else' });
		expect(result.status).toBe('Error');
		expect(result.message).toMatch(/organization/i);
	});

	test('is red for a host that does not answer, and says to look at the domain', async () => {
		const result = await pressTest({ domain: 'http://127.0.0.1:9' });
		expect(result.status).toBe('Error');
		expect(result.message).toMatch(/domain|reach/i);
	});
});

/** Every file below a folder, the installed package aside. */
async function filesBelow(folder: string): Promise<string[]> {
	const names = await readdir(folder, { recursive: true });
	const paths = names.map((name) => join(folder, name));
	const kept = paths.filter((path) => !relative(folder, path).startsWith(join('.n8n', 'nodes')));
	const stats = await Promise.all(kept.map(async (path) => ({ path, is: await stat(path) })));
	return stats.filter(({ is }) => is.isFile()).map(({ path }) => path);
}

describe('secrets', () => {
	const access = { authentication: 'accessToken' };
	test.each([
		['Get Logs', { ...access, operation: 'getLogs', returnAll: true, options: {} }],
		[
			'Download CSV',
			{ ...access, operation: 'downloadCsv', binaryPropertyName: 'data', options: {} },
		],
	])(
		'%s with a refused token fails, and the error does not quote it',
		async (_name, parameters) => {
			const refused = credentialInput(simulator, 'Refused');
			refused.data = { ...refused.data, token: badToken };
			const execution = await runChanged(parameters, await n8n.api.saveCredential(refused));
			expect(execution.status).toBe('error');
			expect(execution.error).toMatch(/token/i);
			expect(execution.raw).not.toContain(badToken);
		},
	);

	test('no token in anything that n8n keeps: database, executions, binary data, event log, log', async () => {
		// Stopped, n8n has written everything that it ever will.
		await n8n.server.stop();
		const files = await filesBelow(home.folder);
		expect(files.map((file) => relative(home.folder, file))).toEqual(
			expect.arrayContaining([join('.n8n', 'database.sqlite'), 'n8n.log']),
		);
		const found: string[] = [];
		for (const file of files) {
			const bytes = await readFile(file);
			for (const token of [goodToken, badToken, narrowToken]) {
				for (const form of [token, Buffer.from(token).toString('base64')]) {
					if (bytes.includes(form)) found.push(`${relative(home.folder, file)}: ${form}`);
				}
			}
		}
		expect(found).toEqual([]);
		// The search can find what is there: entries are kept as they came.
		const database = await readFile(join(home.folder, '.n8n', 'database.sqlite'));
		expect(database.includes(newestFirst(simulator)[0]?.createdOn ?? 'no entry')).toBe(true);
	});
});
