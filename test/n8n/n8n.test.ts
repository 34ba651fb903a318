import { startSimulator } from '../simulator/index.ts';
import type { Simulator } from '../simulator/options.ts';
import { auditNode, downloadCsv, runAudit, saveCredential } from './auditRun.ts';
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

	test('Get Logs, Return All, saved before there were resources: hints tell what it came to', async () => {
		const credential = await saveCredential(n8n.api, credentialInput(simulator));
		const parameters = { operation: 'getLogs', returnAll: true, simplify: false };
		const execution = await runAudit(n8n.api, credential, parameters);
		expect(execution.items(auditNode).map(({ json }) => json)).toEqual(newestFirst(simulator));
		expect(execution.hints(auditNode)).toEqual([
			expect.stringMatching(
				/^2,350 entries read with \d+ requests in \d+\.\d seconds\.$/,
			) as string,
		]);
	});

	test('Get Logs, limit 250: the newest 250', async () => {
		const credential = await saveCredential(n8n.api, credentialInput(simulator));
		const parameters = {
			operation: 'getLogs',
			returnAll: false,
			limit: 250,
			simplify: false,
			options: {},
		};
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

	test('Download CSV of a file that UiPath cuts: says so, and stops where it is to', async () => {
		const long = await startSimulator({ entries: 12_000, csv: { maxEntries: 5_000 } });
		try {
			const credential = await saveCredential(n8n.api, credentialInput(long, 'Long log'));
			const warned = await runAudit(n8n.api, credential, downloadCsv);
			expect(warned.items(auditNode)).toMatchObject([
				{ json: { entries: 5_000, totalEntries: 12_000, isComplete: false } },
			]);
			expect(warned.hints(auditNode)).toEqual([
				expect.stringMatching(/has 5,000 entries of the 12,000 entries in the audit log/) as string,
			]);
			const options = { ifIncomplete: 'error' };
			const stopped = await runAudit(n8n.api, credential, { ...downloadCsv, options });
			expect(stopped.status).toBe('error');
			expect(stopped.error).toMatch(/only 5000 of the 12000 entries/);
			expect(stopped.items(auditNode)).toEqual([]);
		} finally {
			await long.close();
		}
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
