import fc from 'fast-check';
import { LivingLog, type Event } from './livingLog';
import { Poller } from './poller';

const RUNS = Number(process.env.PROPERTY_RUNS ?? 2_000);
const LATE_MINUTES = 10;

const event = (early: boolean): fc.Arbitrary<Event> =>
	fc.oneof(
		fc.record({
			kind: fc.constant('wait' as const),
			minutes: fc.constantFrom(0, 1, 1, 3, 11, 200),
		}),
		fc.record({
			kind: fc.constant('arrive' as const),
			count: fc.constantFrom(1, 1, 2, 3, 7, 40),
			tied: fc.boolean(),
			twins: fc.boolean(),
		}),
		fc.record({
			kind: fc.constant('late' as const),
			count: fc.constantFrom(1, 2, 5),
			minutes: fc.constantFrom(0, 1, 2, 5, 9, LATE_MINUTES, 11, 60),
			twins: fc.boolean(),
		}),
		...(early
			? [
					fc.record({
						kind: fc.constant('early' as const),
						minutes: fc.constantFrom(1, 30, 500_000),
					}),
				]
			: []),
		fc.record({ kind: fc.constant('retain' as const), count: fc.constantFrom(1, 3, 20) }),
	);

/** What happens before a poll and in the middle of it, and what becomes of it. */
const step = (early: boolean) =>
	fc.record({
		before: fc.array(event(early), { maxLength: 4 }),
		meanwhile: fc.array(event(early), { maxLength: 2 }),
		polls: fc.constantFrom('kept', 'kept', 'kept', 'lost', 'none'),
		limit: fc.constantFrom(Infinity, Infinity, 50, 12, 6),
		maxEntries: fc.constantFrom(1_000, 1_000, 5, 2, 1),
		isOver: fc.constantFrom(false, false, false, true),
	});

const story = fc.boolean().chain((early) =>
	fc.record({
		history: fc.array(event(false), { maxLength: 6 }),
		steps: fc.array(step(early), { minLength: 1, maxLength: 12, size: 'max' }),
		startsWithHistory: fc.boolean(),
		// Where n8n's clock is ahead as well, an entry of the future is taken at its word.
		skewMinutes: fc.constantFrom(0, 0, -7, -300, ...(early ? [] : [7, 300])),
		pageSize: fc.constantFrom(1_000, 100, 20, 5),
		shuffles: fc.boolean(),
	}),
);

describe('a log that is followed', () => {
	it('has each entry told once, whatever happens between polls and during them', async () => {
		let told = 0;
		let failures = 0;
		await fc.assert(
			fc.asyncProperty(story, async (chosen) => {
				const { history, steps, startsWithHistory, skewMinutes, pageSize, shuffles } = chosen;
				const log = new LivingLog(LATE_MINUTES);
				log.shuffles = shuffles;
				for (const each of history) log.happen(each);
				const poller = new Poller(log, { lateMinutes: LATE_MINUTES, pageSize });
				poller.skew = skewMinutes * 60_000;
				if (startsWithHistory) {
					log.watchAll();
					poller.startAt('');
				} else {
					await poller.startNow();
					log.watch();
				}
				for (const { before, meanwhile, polls, limit, maxEntries, isOver } of steps) {
					for (const each of before) log.happen(each);
					log.limit = limit;
					const rest = meanwhile.slice();
					log.onRequest = () => {
						const next = rest.shift();
						if (next) log.happen(next);
					};
					Object.assign(poller.options, { maxEntries, isOver: () => isOver });
					if (polls !== 'none') await poller.poll(polls === 'kept');
				}
				log.onRequest = undefined;
				log.limit = Infinity;
				Object.assign(poller.options, { maxEntries: 1_000, isOver: () => false, pageSize: 1_000 });
				do await poller.poll();
				while (poller.hasMore && poller.failures < 100);
				expect(log.findWrong(poller.told)).toBeUndefined();
				told += poller.told.length;
				failures += poller.failures;
			}),
			{ numRuns: RUNS, endOnFailure: true },
		);
		process.stdout.write(`Told ${told} entries in ${RUNS} stories; ${failures} polls failed\n`);
	}, 600_000);
});
