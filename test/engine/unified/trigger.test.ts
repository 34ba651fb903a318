import type { UnifiedOptions, UnifiedTenantOptions } from '../../simulator/unified/options';
import { warnings } from '../followedLog';
import { followUnified } from './followUnified';

/** Late Window where nobody sets it: ten minutes, in ticks. */
const LATE_TICKS = 10 * 60 * 10_000_000;

describe('the trigger on the unified audit log', () => {
	it.each<[string, UnifiedOptions, Partial<UnifiedTenantOptions>]>([
		['by themselves', {}, {}],
		['in ties', {}, { ties: 4 }],
		['in ties in another order each time', { tieOrder: 'shuffled' }, { ties: 9 }],
		['with bounds cut off to seconds', { rounding: 'second' }, { ties: 2, spacingMs: 100 }],
		['with cursors in full', { extraParameter: 'qw', alwaysPrevious: true }, { ties: 3 }],
		['in ties of more than a page', {}, { ties: 300, spacingMs: 10 }],
	])(
		'tells events once each, %s, over polls, late events and restarts',
		async (_name, unified, log) => {
			const { trigger, poll, told, source, ids } = await followUnified(log, {}, unified);
			const before = new Set(ids());
			expect(await poll()).toBeNull();
			expect(await poll()).toBeNull();
			for (let round = 0; round < 4; round++) {
				source.append(37);
				await poll();
				trigger.restart();
				source.insertLate(3, { atFraction: 0.9995 });
				source.append(round);
				await poll();
				source.removeOldest(20);
				expect(await poll()).toBeNull();
			}
			source.append(450);
			await poll();
			expect(await poll()).toBeNull();
			expect(told.slice().sort()).toEqual([...ids()].filter((id) => !before.has(id)).sort());
		},
	);

	it('costs one request where nothing is new', async () => {
		const { simulator, poll, source } = await followUnified({ events: 1_000_000 });
		await poll();
		for (let polls = 1; polls <= 3; polls++) {
			simulator.resetRequests();
			expect(await poll()).toBeNull();
			expect(simulator.requests).toHaveLength(1);
			source.append(5);
			simulator.resetRequests();
			expect(await poll()).toHaveLength(5);
			expect(simulator.requests).toHaveLength(1);
		}
	});

	it('reads no more than the late window where that has more than a page', async () => {
		// 600 events of ten minutes are three pages; nothing but all of them tells that none came late.
		const { simulator, poll } = await followUnified({ events: 100_000, spacingMs: 1_000 });
		await poll();
		simulator.resetRequests();
		expect(await poll()).toBeNull();
		expect(simulator.requests.length).toBeLessThanOrEqual(5);
	});

	it('tells events in order, oldest first, and in short unless Simplify is off', async () => {
		const { poll, source } = await followUnified({}, { simplify: true });
		await poll();
		source.append(3);
		const items = await poll();
		const newest = source.snapshot().slice(-3);
		expect(items?.map(({ id }) => id)).toEqual(newest.map(({ id }) => id));
		expect(items?.[0]).toMatchObject({ time: newest[0]?.createdOn, tenant: 'DefaultTenant' });
	});

	it('begins where it is told to, as many at a time as there may be', async () => {
		const startFrom = new Date(Date.now() - 100.5 * 60_000).toISOString();
		const { trigger, poll, told, ids } = await followUnified(
			{},
			{ options: { startFrom, maxEntries: 40 } },
		);
		expect(await poll()).toHaveLength(40);
		trigger.restart();
		expect(await poll()).toHaveLength(40);
		await poll();
		expect(await poll()).toBeNull();
		expect(told).toEqual(ids().slice(-told.length));
		expect([99, 100]).toContain(told.length);
	});

	it('tells what passes filters by name, and only that', async () => {
		const filters = { source: ['orchestrator'], status: 'succeeded' };
		const { poll, told, source, ids } = await followUnified({}, { filters });
		const before = new Set(ids());
		await poll();
		for (let round = 0; round < 3; round++) {
			source.append(60);
			await poll();
		}
		expect(await poll()).toBeNull();
		const passing = source.snapshot().filter(({ id, eventSource, status }) => {
			return !before.has(id) && eventSource === 'Orchestrator' && status === 0;
		});
		expect(passing.length).toBeGreaterThan(20);
		expect(told).toEqual(passing.map(({ id }) => id));
	});

	it('begins when it is published, also where nothing passes its filters until they change', async () => {
		const { poll, told, source, ids, change } = await followUnified(
			{},
			{ filters: { search: 'nothing has this' } },
		);
		const published = source.newestInstant ?? NaN;
		expect(await poll()).toBeNull();
		source.append(5);
		expect(await poll()).toBeNull();
		change({ filters: {} });
		await poll();
		source.append(4);
		await poll();
		expect(await poll()).toBeNull();
		// What other filters left out of the late window is not known to have been there.
		const settled = published - LATE_TICKS;
		const since = [...source.view].filter((identity) => source.instant(identity) >= settled);
		expect(told).toEqual(since.map((identity) => source.id(identity)));
		expect(told.length).toBeLessThan(9 + 12);
		expect(ids().slice(-9)).toEqual(told.slice(-9));
	});

	it('filters by email itself, and the rest counts as told', async () => {
		const email = 'juergen.gross@example.com';
		const { poll, told, source, ids } = await followUnified({}, { filters: { email } });
		const before = new Set(ids());
		await poll();
		source.append(200);
		await poll();
		expect(await poll()).toBeNull();
		const passing = source
			.snapshot()
			.filter(({ id, actorEmail }) => !before.has(id) && actorEmail === email);
		expect(passing.length).toBeGreaterThan(0);
		expect(told).toEqual(passing.map(({ id }) => id));
	});

	it('starts fresh with another tenant, and with the organization', async () => {
		const { simulator, poll, source, change } = await followUnified();
		await poll();
		source.append(3);
		expect(await poll()).toHaveLength(3);
		const places = [{ scope: 'tenant', tenant: 'Other' }, { scope: 'organization' }];
		for (const place of places) {
			change(place);
			expect(await poll()).toBeNull();
			expect(await warnings()).toContainEqual(expect.stringMatching(/reads a different log/));
			const other =
				place.scope === 'organization'
					? simulator.unified.organization
					: simulator.unified.tenant('Other');
			other.append(2);
			expect((await poll())?.map(({ id }) => id)).toEqual(
				other
					.snapshot()
					.slice(-2)
					.map(({ id }) => id),
			);
		}
	});

	it('shows the newest events in a test and moves nothing', async () => {
		const { simulator, trigger, poll, source, ids } = await followUnified();
		await poll();
		const saved = trigger.staticData;
		source.append(2);
		simulator.resetRequests();
		const shown = await trigger.poll({ mode: 'manual' });
		expect(shown?.at(-1)?.id).toBe(ids().at(-1));
		expect(trigger.staticData).toEqual(saved);
		expect(await poll()).toHaveLength(2);
	});

	it('refuses what cannot be meant before any request', async () => {
		const { simulator, trigger } = await followUnified({}, { tenant: '..' });
		await expect(trigger.poll()).rejects.toMatchObject({
			message: "'Tenant' is not a valid tenant name or ID: '..'",
		});
		expect(simulator.requests).toEqual([]);
	});
});
