import { expectDefined } from './expectDefined.ts';
import type { SimulatorOptions, UnifiedTenantOptions } from '../index.ts';
import { eventsOf, idsOf, TestClient } from './testClient.ts';

describe('pages of the unified log', () => {
	let client: TestClient;

	async function start(
		tenant: Omit<UnifiedTenantOptions, 'name'> = {},
		unified: SimulatorOptions['unified'] = {},
	): Promise<void> {
		client = await TestClient.start({
			unified: { ...unified, tenants: [{ name: 'T1', ...tenant }] },
		});
	}

	afterEach(async () => {
		await client.close();
	});

	it('lead from the newest event to the oldest, and back', async () => {
		await start({ events: 95 });
		const truth = client.tenant.snapshot().reverse();
		const pages = await client.walk('maxCount=20');
		expect(pages.map(({ auditEvents }) => auditEvents.length)).toEqual([20, 20, 20, 20, 15]);
		expect(eventsOf(pages)).toEqual(truth);
		expect(pages.map(({ next }) => next === null)).toEqual([true, false, false, false, false]);
		expect((await client.page(expectDefined(pages[2]?.next))).auditEvents).toEqual(
			truth.slice(20, 40),
		);
		expect(
			client.simulator.requests.map(({ route, routeIndex, entries }) => [
				route,
				routeIndex,
				entries,
			]),
		).toEqual([20, 20, 20, 20, 15, 20].map((entries, index) => ['events', index, entries]));
	});

	it('hold as many events as the clamp allows', async () => {
		await start({ events: 300 });
		const lengthOf = async (query: string) => (await client.tenantPage(query)).auditEvents.length;
		expect(await lengthOf('maxCount=1')).toBe(10);
		expect(await lengthOf('maxCount=1000')).toBe(200);
		expect(await lengthOf('')).toBe(100);
		client.simulator.set({ unified: { maxCount: { min: 1, max: 3 }, defaultMaxCount: 2 } });
		expect(await lengthOf('maxCount=0')).toBe(1);
		expect(await lengthOf('maxCount=5')).toBe(3);
		expect(await lengthOf('')).toBe(2);
	});

	it.each(['ascending', 'descending'] as const)('order ties %s by id', async (tieOrder) => {
		await start({ events: 100, ties: 25 }, { tieOrder });
		const events = eventsOf(await client.walk('maxCount=10'));
		const inOrder = client.tenant.snapshot().sort((a, b) => {
			if (a.createdOn !== b.createdOn) return a.createdOn < b.createdOn ? 1 : -1;
			return (a.id < b.id ? -1 : 1) * (tieOrder === 'ascending' ? 1 : -1);
		});
		expect(new Set(events.map(({ createdOn }) => createdOn)).size).toBe(4);
		expect(idsOf(events)).toEqual(idsOf(inOrder));
	});

	it('shuffle ties at each request', async () => {
		await start({ events: 30, ties: 30 }, { tieOrder: 'shuffled' });
		const first = await client.tenantPage('maxCount=50');
		const second = await client.tenantPage('maxCount=50');
		expect(idsOf(second.auditEvents)).not.toEqual(idsOf(first.auditEvents));
		expect(idsOf(second.auditEvents).sort()).toEqual(idsOf(first.auditEvents).sort());
		const walked = idsOf(eventsOf(await client.walk('maxCount=10')));
		// A cursor goes on in the new order: who follows it passes some twice or never.
		expect(new Set(walked).size).toBeLessThan(30);
	});

	it('go on behind an event that retention has removed, and never change what was passed', async () => {
		await start({ events: 60, ties: 7 }, { movement: { arrivals: 1, late: 1 } });
		const before = idsOf(client.tenant.snapshot());
		const ids = idsOf(eventsOf(await client.walk('maxCount=10')));
		expect(new Set(ids).size).toBe(ids.length);
		expect(before.filter((id) => !ids.includes(id))).toEqual([]);
		const { previous } = await client.tenantPage('maxCount=10');
		client.tenant.retain(5);
		expect((await client.page(expectDefined(previous))).auditEvents).toEqual([]);
	});

	it('have cursors that want their extra parameter unchanged', async () => {
		await start({ events: 50 }, { extraParameter: 'qw' });
		expect(eventsOf(await client.walk('maxCount=10'))).toHaveLength(50);
		const { previous } = await client.tenantPage('maxCount=10');
		const link = new URL(expectDefined(previous), client.simulator.origin);
		expect(link.searchParams.get('maxCount')).toBe('10');
		link.searchParams.set('qw', 'x');
		expect((await client.ask(link.href)).status).toBe(400);
		link.searchParams.delete('qw');
		expect((await client.ask(link.href)).status).toBe(400);
	});

	it('always have a previous where that is asked for, until one is empty', async () => {
		await start({ events: 20 }, { alwaysPrevious: true });
		const pages = await client.walk('maxCount=10');
		expect(pages.map(({ auditEvents }) => auditEvents.length)).toEqual([10, 10, 0]);
	});

	it('have gaps that go on', async () => {
		await start({ events: 60, ties: 15 }, { emptyPages: 2 });
		const pages = await client.walk('maxCount=10');
		expect(pages.filter(({ auditEvents }) => auditEvents.length === 0).length).toBeGreaterThan(2);
		expect(idsOf(eventsOf(pages)).sort()).toEqual(idsOf(client.tenant.snapshot()).sort());
		expect(new Set(pages.map(({ previous }) => previous)).size).toBe(pages.length);
	});

	it('lead to another host, or in a circle', async () => {
		await start({ events: 100 }, { cursorHost: 'https://evil.example' });
		const { previous } = await client.tenantPage('maxCount=10');
		expect(previous).toMatch(
			/^https:\/\/evil\.example\/acme\/T1\/tenantaudit_\/api\/query\/events\?/,
		);
		client.simulator.set({ unified: { cursorHost: false, cursorCircle: 3 } });
		const pages = await client.walk('maxCount=10', 8);
		expect(pages).toHaveLength(8);
		expect(pages[2]?.previous).toBe(pages[0]?.previous);
	});

	it('refuse parameters that are out of range', async () => {
		await start();
		const bad = ['maxCount=x', 'from=yesterday', 'to=2026-13-01', 'status=2', 'before=2026-11-01'];
		for (const query of [...bad, 'before=2026-11-01&beforeId=1'])
			expect([query, (await client.askTenant(`events?${query}`)).status]).toEqual([query, 400]);
	});

	it('meet the faults of the simulator', async () => {
		await start();
		client.simulator.setFaults({ name: 'none', query: () => ({ maxCount: '10' }) });
		expect((await client.tenantPage('maxCount=50')).auditEvents).toHaveLength(10);
		expect(client.simulator.requests[0]?.fault).toBe('none');
	});

	it('come at once from a log of a million', async () => {
		await start({ events: 1_000_000, ties: (eventNumber) => eventNumber - (eventNumber % 50) });
		const started = performance.now();
		const { auditEvents } = await client.tenantPage('to=2025-06-01&maxCount=200');
		expect(auditEvents).toHaveLength(200);
		expect(performance.now() - started).toBeLessThan(1_000);
		expect(() => client.tenant.snapshot()).toThrow(RangeError);
	});
});
