import type { INodeParameters } from 'n8n-workflow';
import { picker } from '../../simulator/entries';
import { sequence } from '../../simulator/random';
import type { UnifiedEvent, UnifiedOptions } from '../../simulator/unified/options';
import { simulatorWith } from '../harness';
import { followUnified } from './followUnified';
import { newestFirst, readEvents } from './reading';

const STORIES = 60;
/** Each is many polls. */
const FOLLOWED = 20;

/** What a server may be like, other than in the order among events of one time. */
function pickTraits(next: () => number): UnifiedOptions {
	const pick = picker(next);
	return {
		rounding: pick(['none', 'millisecond', 'second'] as const),
		extraParameter: pick([false, 'qw'] as const),
		alwaysPrevious: pick([false, true]),
		emptyPages: pick([0, 0, 2, 3]),
		tieOrder: pick(['ascending', 'descending'] as const),
		maxCount: { min: 10, max: pick([200, 200, 50, 10]) },
	};
}

/** A filter, and what passes it. */
function pickFilter(next: () => number): [INodeParameters, (event: UnifiedEvent) => boolean] {
	const pick = picker(next);
	const email = 'department3.2@example.com';
	return pick<[INodeParameters, (event: UnifiedEvent) => boolean]>([
		[{}, () => true],
		[{}, () => true],
		[{ status: 'failed' }, ({ status }) => status === 1],
		[{ source: ['Apps'] }, ({ eventSource }) => eventSource === 'Apps'],
		[{ email, status: 'succeeded' }, (event) => event.actorEmail === email && event.status === 0],
	]);
}

describe('a log as it may come', () => {
	it(`is read in the order asked for, each event once, in ${STORIES} stories`, async () => {
		for (let story = 0; story < STORIES; story++) {
			const next = sequence(story);
			const pick = picker(next);
			const traits = pickTraits(next);
			const ties = pick([1, 2, 7, 60, 260]);
			const spacingMs = pick([1, 40, 60_000, 3_600_000]);
			const tenants = [{ name: 'DefaultTenant', events: 1_500, ties, spacingMs, seed: story }];
			const simulator = await simulatorWith({ seed: story, unified: { tenants, ...traits } });
			const all = newestFirst(simulator);
			const [filters, passes] = pickFilter(next);
			const from = pick(['', all[next() % 1_500]?.createdOn ?? '']);
			const to = pick(['', all[next() % 1_500]?.createdOn ?? '']);
			const log = simulator.unified.tenant('DefaultTenant');
			const at = (time: string) => log.parse(time) ?? NaN;
			const isTurned = from !== '' && to !== '' && at(from) > at(to);
			const [first, end] = isTurned ? [to, from] : [from, to];
			const inside = all.filter(
				(event) =>
					(first === '' || at(event.createdOn) >= at(first)) &&
					(end === '' || at(event.createdOn) < at(end)) &&
					passes(event),
			);
			const isAscending = pick([false, true]);
			const wanted = isAscending ? inside.slice().reverse() : inside;
			const limit = pick([0, 0, 1, 30, 400]);
			const { events, error } = await readEvents(simulator, {
				...(limit === 0 ? { returnAll: true } : { limit }),
				...{ timeRange: 'custom', from: first, to: end, filters },
				options: { sortOrder: isAscending ? 'asc' : 'desc', maxConcurrency: pick([1, 4, 6]) },
			});
			const told = { story, traits, ties, spacingMs, filters, first, end, limit, error };
			const times = (list: ReadonlyArray<{ createdOn?: unknown }>) =>
				list.map(({ createdOn }) => createdOn);
			expect({ ...told, error: error?.message, times: times(events) }).toEqual({
				...{ ...told, error: undefined },
				times: times(limit === 0 ? wanted : wanted.slice(0, limit)),
			});
			const ids = new Set(events.map(({ id }) => id));
			expect(ids.size).toBe(events.length);
			const truth = new Map(wanted.map((event) => [event.id, event]));
			for (const event of events) expect(event).toEqual(truth.get(event.id as string));
		}
	});
});

describe('a log that is followed as it may come', () => {
	it(`is told once, in ${FOLLOWED} stories`, async () => {
		for (let story = 0; story < FOLLOWED; story++) {
			const next = sequence(story);
			const pick = picker(next);
			const ties = pick([1, 3, 30]);
			const spacingMs = pick([1_000, 60_000]);
			const traits = pickTraits(next);
			// Where a page that is the last says that there are more, another order tells nothing for certain.
			const isCertain = !traits.alwaysPrevious && traits.emptyPages === 0;
			if (isCertain) traits.tieOrder = pick(['ascending', 'shuffled'] as const);
			const [filters, passes] = pickFilter(next);
			const maxEntries = pick([30, 1_000]);
			const { simulator, trigger, poll, told, source } = await followUnified(
				{ ties, spacingMs, seed: story },
				{ filters, options: { maxEntries } },
				{ ...traits, maxCount: { min: 10, max: pick([200, 60]) } },
			);
			const before = new Set(source.snapshot().map(({ id }) => id));
			await poll();
			simulator.set({ unified: { movement: { arrivals: pick([0, 0, 2]) } } });
			for (let step = 0; step < 6; step++) {
				source.append(pick([0, 1, 8, 40]));
				const newest = source.newestInstant ?? 0;
				const late = newest - (next() % 9) * 60 * 10_000_000;
				source.insertLate(pick([0, 0, 3]), { createdOn: source.timeText(late) });
				if (pick([false, true])) trigger.restart();
				await poll();
			}
			simulator.set({ unified: { movement: {} } });
			while ((await poll()) !== null);
			const expected = source
				.snapshot()
				.filter((event) => !before.has(event.id) && passes(event))
				.map(({ id }) => id);
			const about = { story, traits, ties, spacingMs, filters, maxEntries };
			expect({ ...about, ids: told.slice().sort() }).toEqual({ ...about, ids: expected.sort() });
		}
	});
});
