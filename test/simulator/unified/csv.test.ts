import { parse } from 'csv-parse/sync';
import { idsOf, TestClient } from './testClient.ts';

describe('CSV of the unified log', () => {
	let client: TestClient;

	async function start(tenant: object): Promise<void> {
		client = await TestClient.start({ unified: { tenants: [{ name: 'T1', ...tenant }] } });
	}

	async function rows(query = ''): Promise<Record<string, string>[]> {
		const response = await client.askTenant(`downloadevents?${query}`);
		expect(response.status).toBe(200);
		return parse(Buffer.from(await response.arrayBuffer()), { columns: true });
	}

	afterEach(async () => {
		await client.close();
	});

	it('holds the selection, newest first', async () => {
		await start({ events: 500 });
		const failed = client.tenant.snapshot().filter(({ status }) => status === 1);
		const file = await rows('status=1&searchTerm=nothing');
		expect(file.map(({ Id }) => Id)).toEqual(idsOf(failed).reverse());
		expect(file.map(({ EventDetails }) => EventDetails)).toEqual(
			failed.map(({ eventDetails }) => eventDetails).reverse(),
		);
		const { entries, route } = client.simulator.requests[0] ?? {};
		expect([entries, route]).toEqual([failed.length, 'downloadevents']);
		const bytes = await (await client.askTenant('downloadevents?status=1')).arrayBuffer();
		expect(Buffer.from(bytes)).toEqual(
			await client.simulator.unifiedCsv(client.tenant, 'status=1'),
		);
	});

	it('is cut by rows and by days', async () => {
		const times = ['2026-07-02T23:59:59.9999999Z', '2026-07-03T00:00:00Z', '2026-10-01T00:00:00Z'];
		await start({ times });
		const newest = idsOf(client.tenant.snapshot()).reverse();
		const ids = async (query = '') => (await rows(query)).map(({ Id }) => Id);
		expect(await ids()).toEqual(newest.slice(0, 2));
		expect(await ids('to=2026-07-02T23:59:59.9999999Z')).toEqual([]);
		client.simulator.set({ unified: { csv: { days: 1_000 } } });
		expect(await ids()).toEqual(newest);
		client.simulator.set({ unified: { csv: { maxRows: 1 } } });
		expect(await ids()).toEqual(newest.slice(0, 1));
	});

	it('stops at 100,000 rows', async () => {
		await start({ events: 100_001, spacingMs: 1 });
		const text = await (await client.askTenant('downloadevents')).text();
		expect(text.split('\r\n')).toHaveLength(1 + 100_000 + 1);
	});
});
