import { simulatorWith } from '../harness';
import type { SimulatorOptions } from '../../simulator/index';
import type { UnifiedOptions } from '../../simulator/unified/options';
import { newestFirst, readEvents } from './reading';

const EVENTS = 20_000;

async function simulatorOf(unified: UnifiedOptions, ties?: number, rest: SimulatorOptions = {}) {
	const log = ties === undefined ? {} : { ties };
	const tenants = [{ name: 'DefaultTenant', events: EVENTS, ...log }];
	return await simulatorWith({ ...rest, unified: { tenants, ...unified } });
}

describe('Return All of 20,000 events', () => {
	it.each<[string, UnifiedOptions, number | undefined]>([
		['arrive, come late and age out', { movement: { arrivals: 3, late: 2, retention: 4 } }, 1],
		['arrive in bursts', { movement: { arrivals: 60 } }, 3],
		['come late into ties', { movement: { late: 5 } }, 40],
		['age out fast', { movement: { retention: 50 } }, 7],
		['move, with cursors in full', { movement: { arrivals: 2, late: 1 }, extraParameter: 'qw' }, 2],
	])('gives each that was there once, while events %s', async (_name, unified, ties) => {
		const simulator = await simulatorOf(unified, ties);
		const log = simulator.unified.tenant('DefaultTenant');
		const before = new Set([...log.view].map((identity) => log.id(identity)));
		const { events, error } = await readEvents(simulator, { returnAll: true });
		expect(error).toBeUndefined();
		const ids = events.map(({ id }) => id as string);
		expect(new Set(ids).size).toBe(ids.length);
		const given = new Set(ids);
		// What retention has taken while it was read may or may not have come in time.
		const kept = [...log.view].map((identity) => log.id(identity)).filter((id) => before.has(id));
		expect(kept.filter((id) => !given.has(id))).toEqual([]);
		const times = events.map(({ createdOn }) => log.parse(createdOn as string) ?? NaN);
		expect(times.every((time, at) => at === 0 || time <= (times[at - 1] ?? NaN))).toBe(true);
		const sent = new Map(log.snapshot().map((event) => [event.id, event]));
		for (const event of events) {
			const truth = sent.get(event.id as string);
			if (truth) expect(event).toEqual(truth);
		}
	});

	it.each<[string, UnifiedOptions, number]>([
		['in ascending ids', { tieOrder: 'ascending' }, 150],
		['in descending ids', { tieOrder: 'descending' }, 150],
		['shuffled', { tieOrder: 'shuffled' }, 150],
		['more than a page, in ascending ids', { tieOrder: 'ascending' }, 730],
		['more than a page, in descending ids', { tieOrder: 'descending' }, 730],
		['more than a page, with qw', { extraParameter: 'qw' }, 450],
		['with a previous on every page', { alwaysPrevious: true }, 3],
		['more than a page, with a previous on every page', { alwaysPrevious: true }, 450],
		['with empty pages in between', { emptyPages: 2 }, 450],
		['with everything at once', { emptyPages: 3, alwaysPrevious: true, extraParameter: 'qw' }, 620],
	])('has each once where ties are %s', async (_name, unified, ties) => {
		const simulator = await simulatorOf(unified, ties);
		const truth = newestFirst(simulator);
		const { events, error } = await readEvents(simulator, { returnAll: true });
		expect(error).toBeUndefined();
		const ids = (list: ReadonlyArray<{ id?: unknown }>) =>
			list.map(({ id }) => id as string).sort();
		expect(ids(events)).toEqual(ids(truth));
		const times = (list: ReadonlyArray<{ createdOn?: unknown }>) =>
			list.map((one) => one.createdOn);
		expect(times(events)).toEqual(times(truth));
	});

	it.each(['millisecond', 'second'] as const)(
		'has each once where ties are shuffled and bounds are cut off to the %s',
		async (rounding) => {
			for (const ties of [2, 7, 60]) {
				const simulator = await simulatorOf({ tieOrder: 'shuffled', rounding }, ties);
				const { events, error } = await readEvents(simulator, { limit: 3_000 });
				expect(error).toBeUndefined();
				const truth = newestFirst(simulator);
				const times = (list: ReadonlyArray<{ createdOn?: unknown }>) =>
					list.map((one) => one.createdOn);
				expect(times(events)).toEqual(times(truth.slice(0, 3_000)));
				expect(new Set(events.map(({ id }) => id)).size).toBe(3_000);
			}
		},
	);

	it('fails rather than leave out what no page and no cursor can show for certain', async () => {
		const simulator = await simulatorOf({ tieOrder: 'shuffled' }, 730);
		const { events, error } = await readEvents(simulator, { returnAll: true });
		if (error) expect(events).toEqual([]);
		else expect(new Set(events.map(({ id }) => id)).size).toBe(EVENTS);
	});

	it.each([1, 3, 20])('has no more than %i pages under way where that is wanted', async (most) => {
		const simulator = await simulatorOf({}, 1, { latencyMs: 50 });
		const { events } = await readEvents(simulator, {
			...{ limit: 6_000, options: { maxConcurrency: most } },
		});
		expect(events).toEqual(newestFirst(simulator).slice(0, 6_000));
		expect(simulator.maxInFlight).toBeLessThanOrEqual(most);
		expect(simulator.maxInFlight).toBeGreaterThanOrEqual(Math.min(most, 2));
	});
});
