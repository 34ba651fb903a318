import { Buffer } from 'node:buffer';
import { unzipSync } from 'fflate';
import type { Simulator, StoreOptions } from '../index.ts';
import { expectDefined } from './expectDefined.ts';
import { idsOf, TestClient } from './testClient.ts';

const DAY = '2026-11-10';
const QUERY = 'downloadeventsfromlongtermstore';

type Stored = Record<string, unknown>;

/** All events in the `.txt` files of a ZIP, and of those in it. */
function eventsIn(zip: Uint8Array): Stored[] {
	return Object.entries(unzipSync(zip)).flatMap(([name, bytes]) => {
		if (name.endsWith('.zip')) return eventsIn(bytes);
		return JSON.parse(Buffer.from(bytes).toString()) as Stored[];
	});
}

describe('long-term store', () => {
	let client: TestClient;

	beforeEach(async () => {
		const tenants = [{ name: 'T1', events: 3_000, spacingMs: 600_000 }];
		client = await TestClient.start({ unified: { tenants } });
	});

	afterEach(async () => {
		await client.close();
	});

	function set(store: StoreOptions): void {
		client.simulator.set({ unified: { store } });
	}

	async function day(from = DAY, to = from): Promise<Buffer> {
		const response = await client.askTenant(`${QUERY}?from=${from}&to=${to}`);
		expect(response.status).toBe(200);
		return Buffer.from(await response.arrayBuffer());
	}

	function truth(of: string = DAY): ReturnType<Simulator['archivedEvents']> {
		return client.simulator.archivedEvents(client.tenant, of);
	}

	it('gives whole UTC days, as the live log has them', async () => {
		const live = client.tenant.snapshot().filter(({ createdOn }) => createdOn.startsWith(DAY));
		expect(live).toHaveLength(144);
		expect(truth()).toEqual(live);
		const bytes = await day(`${DAY}T13:00:00Z`, `${DAY}T01:00:00Z`);
		expect(bytes).toEqual(await client.simulator.archiveDay(client.tenant, DAY));
		expect(eventsIn(bytes).map(({ Identifier }) => Identifier)).toEqual(idsOf(live));
		expect(eventsIn(await day(DAY, '2026-11-12'))).toHaveLength(3 * 144);
		expect(client.simulator.requests.at(-1)).toMatchObject({ route: 'archive', entries: 432 });
	});

	it('spells the fields in both ways, and keeps what retention removes', async () => {
		client.tenant.retain(10);
		set({ fields: 'older', zone: false, clientInformation: 'text', eventsPerFile: 10 });
		const bytes = await day();
		expect(Object.keys(unzipSync(bytes))).toHaveLength(15);
		const [event] = truth();
		expect(eventsIn(bytes)[0]).toMatchObject({
			Id: event?.id,
			CreatedOn: event?.createdOn.slice(0, -1),
			EventSummary: event?.eventSummary,
		});
	});

	it('has empty days, in both ways', async () => {
		const empty = await day('2026-10-01');
		expect([empty.length, Object.keys(unzipSync(empty))]).toEqual([22, []]);
		set({ emptyDay: 'emptyBody' });
		const response = await client.askTenant(`${QUERY}?from=2026-10-01&to=2026-10-01`);
		expect([response.status, response.headers.get('content-length')]).toEqual([200, '0']);
	});

	it('lags behind', async () => {
		set({ lastDays: 'missing' });
		const lengths = async () =>
			await Promise.all(
				['2026-11-18', '2026-11-19', '2026-11-20'].map(
					async (date) => eventsIn(await day(date)).length,
				),
			);
		expect(await lengths()).toEqual([144, 0, 0]);
		set({ lastDays: 'partial' });
		expect(await lengths()).toEqual([144, 72, truth('2026-11-20').length]);
		set({ days: 1 });
		expect(await lengths()).toEqual([0, 144, 72]);
	});

	it('fails on some days, always or for a time', async () => {
		const statuses = async () => {
			const answers = [DAY, '2026-11-11'].map((date) =>
				client.askTenant(`${QUERY}?from=${date}&to=${date}`),
			);
			return (await Promise.all(answers)).map(({ status }) => status);
		};
		set({ failingDays: { [DAY]: 2 } });
		expect([await statuses(), await statuses(), await statuses()]).toEqual([
			[504, 200],
			[504, 200],
			[200, 200],
		]);
		set({ failingDays: [DAY] });
		expect(await statuses()).toEqual([504, 200]);
		expect((await client.askTenant(`${QUERY}?from=${DAY}`)).status).toBe(400);
	});

	it.each([{ nested: [DAY] }, { deep: true }, { hostileNames: true }, { descriptors: true }])(
		'keeps every event with %j',
		async (store: StoreOptions) => {
			set(store);
			const bytes = await day();
			const [name = ''] = Object.keys(unzipSync(bytes));
			expect(name.endsWith('.zip')).toBe('nested' in store || 'deep' in store);
			if (store.hostileNames !== undefined) {
				expect(name).toBe('../../etc/passwd.txt');
				expect(bytes.toString('latin1')).toContain('C:\\x.txt');
			} else {
				expect(eventsIn(bytes)).toHaveLength(144);
			}
		},
	);

	it('has bombs', async () => {
		set({ bombs: [DAY], bombBytes: 30_000_000 });
		const bytes = await day();
		expect(bytes.length).toBeLessThan(100_000);
		const bomb = expectDefined(unzipSync(bytes)[`${DAY}-bomb.txt`]);
		expect(bomb.length).toBeGreaterThanOrEqual(30_000_000);
		expect(JSON.parse(Buffer.from(bomb).toString())).toEqual([]);
		expect(await day('2026-11-11')).not.toContain('bomb');
	});

	it.each([false, true])('fills a day up, with descriptors: %s', async (descriptors) => {
		set({ bytes: { [DAY]: 3_000_000 }, filling: 'repeated', descriptors });
		const bytes = await day();
		expect(bytes.length).toBeGreaterThanOrEqual(3_000_000);
		const ids = new Set(eventsIn(bytes).map(({ Identifier }) => Identifier));
		expect([...ids].sort()).toEqual(idsOf(truth()).sort());
		expect((await day('2026-11-11')).length).toBeLessThan(100_000);
	});

	it('waits for its reader, and holds nothing', async () => {
		set({ bytes: 300_000_000 });
		const { body } = await client.askTenant(`${QUERY}?from=${DAY}&to=${DAY}`);
		await body?.getReader().read();
		await new Promise((resolve) => setTimeout(resolve, 300));
		expect(client.simulator.requests[0]?.bytesSent).toBeLessThan(50_000_000);
		expect(client.simulator.requests[0]?.finishedAt).toBeUndefined();
	});
});
