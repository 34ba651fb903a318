import { startSimulator } from '../simulator/index.ts';
import type { Simulator } from '../simulator/simulator.ts';
import { auditNode, runAudit, saveCredential, type UsableCredential } from './auditRun.ts';
import { startTestServer, type TestServer } from './testServer.ts';
import { credentialInput, readExample } from './workflows.ts';

const tenant = 'DefaultTenant';
const resource = 'unifiedAuditLog';

let simulator: Simulator;
let n8n: TestServer;
let credential: UsableCredential;

beforeAll(async () => {
	simulator = await startSimulator({
		unified: {
			...{ extraParameter: 'qw', tieOrder: 'ascending' },
			tenants: [{ name: tenant, events: 5_000, spacingMs: 60_000, ties: 3 }],
			store: { nested: ['2026-11-18'], failingDays: ['2026-11-17'] },
		},
	});
	n8n = await startTestServer('unified-home');
	credential = await saveCredential(n8n.api, credentialInput(simulator));
});

afterAll(async () => {
	await n8n.close();
	await simulator.close();
});

describe('the unified audit log in a real n8n', () => {
	test('the example brings every event of the tenant, simplified', async () => {
		const example = await readExample({ file: 'get-unified-logs.json' }, credential);
		await n8n.api.saveWorkflow('unifiedLogs00001', example);
		const execution = await n8n.api.runWorkflow('unifiedLogs00001', 'Run by hand');
		expect(execution.error).toBeUndefined();
		const got = execution.items('Get unified audit logs').map(({ json }) => json['id']);
		const newestFirst = simulator.unified.tenant(tenant).snapshot().reverse();
		// The order among events of one time is the server's own.
		expect(new Set(got)).toEqual(new Set(newestFirst.map(({ id }) => id)));
		expect(got).toHaveLength(newestFirst.length);
	});

	test('Get Logs: an hour, with a filter by name, oldest first, untouched', async () => {
		const from = '2026-11-20T10:00:00Z';
		const to = '2026-11-20T11:00:00Z';
		const log = simulator.unified.tenant(tenant);
		const inHour = log
			.snapshot()
			.filter((event) => event.createdOn >= from.slice(0, -1) && event.createdOn < to.slice(0, -1));
		const source = inHour[0]?.eventSource ?? '';
		const execution = await runAudit(n8n.api, credential, {
			...{ resource, operation: 'getLogs', scope: 'tenant', tenant, simplify: false },
			...{ returnAll: true, timeRange: 'custom', from, to },
			...{ filters: { source: [source.toUpperCase()] }, options: { sortOrder: 'asc' } },
		});
		expect(execution.error).toBeUndefined();
		const expected = inHour.filter((event) => event.eventSource === source);
		const byId = (a: { id?: unknown }, b: { id?: unknown }) =>
			String(a.id) < String(b.id) ? -1 : 1;
		const got = execution.items(auditNode).map(({ json }) => json);
		expect(got.toSorted(byId)).toEqual(expected.toSorted(byId));
		const times = got.map(({ createdOn }) => createdOn as string);
		expect(times).toEqual(times.toSorted());
	});

	test('Download CSV: the bytes that UiPath sends', async () => {
		const execution = await runAudit(n8n.api, credential, {
			...{ resource, operation: 'downloadCsv', scope: 'tenant', tenant },
			...{ binaryPropertyName: 'data', filters: {}, options: {} },
		});
		const [item] = execution.items(auditNode);
		expect(item?.json).toMatchObject({ entries: 5_000, isComplete: false, tenant });
		const bytes = await n8n.api.binary(item?.binary?.['data']?.id ?? '');
		const sent = await simulator.unifiedCsv(simulator.unified.tenant(tenant));
		expect(bytes.equals(sent)).toBe(true);
	});

	test('Get Archive: the ZIP of each day as a file, and an error that names the day', async () => {
		const parameters = {
			...{ resource, operation: 'getArchive', scope: 'tenant', tenant, output: 'files' },
			...{ fromDate: '2026-11-18', toDate: '2026-11-19', binaryPropertyName: 'data', options: {} },
		};
		const execution = await runAudit(n8n.api, credential, parameters);
		expect(execution.error).toBeUndefined();
		const log = simulator.unified.tenant(tenant);
		for (const { json, binary } of execution.items(auditNode)) {
			const bytes = await n8n.api.binary(binary?.['data']?.id ?? '');
			expect(bytes.equals(await simulator.archiveDay(log, json['day'] as string))).toBe(true);
		}
		expect(execution.items(auditNode)).toHaveLength(2);
		const failed = await runAudit(n8n.api, credential, {
			...parameters,
			...{ output: 'events', fromDate: '2026-11-17', toDate: '2026-11-17' },
		});
		expect(failed.error).toBe(
			'Could not get the day 2026-11-17: UiPath reported a server error (504)',
		);
	}, 120_000);
});
