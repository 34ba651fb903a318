import { startSimulator } from '../simulator/index.ts';
import type { Simulator } from '../simulator/options.ts';
import { auditNode, runAudit, saveCredential } from './auditRun.ts';
import { newestFirst, runDownloadCsv, runGetLogs } from './demo.ts';
import { startTestServer, type TestServer } from './testServer.ts';
import { credentialInput, downloadCsvExample, importExamples } from './workflows.ts';

const entries = 2_350;
const pageLimit = 100;

let simulator: Simulator;
let n8n: TestServer;

beforeAll(async () => {
	simulator = await startSimulator({ entries, pageLimit });
	n8n = await startTestServer('test-home');
	await importExamples(n8n.api, await n8n.api.saveCredential(credentialInput(simulator)));
});

afterAll(async () => {
	await n8n.close();
	await simulator.close();
});

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
		const credential = await saveCredential(n8n.api, credentialInput(simulator));
		const parameters = { operation: 'getLogs', returnAll: false, limit: 250, options: {} };
		const execution = await runAudit(n8n.api, credential, parameters);
		expect(execution.error).toBeUndefined();
		const got = execution.items(auditNode).map(({ json }) => json);
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
