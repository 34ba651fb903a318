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
		meanwhile: fc.array(event(early), { maxLength: 6 }),
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

describe('what an attack found', () => {
	const arrive = (count: number) => ({ kind: 'arrive' as const, count, tied: false, twins: false });
	const late = (count: number, minutes: number) => ({
		...{ kind: 'late' as const, count, minutes, twins: false },
	});

	function following(options: ConstructorParameters<typeof Poller>[1] = {}) {
		const log = new LivingLog(LATE_MINUTES);
		const poller = new Poller(log, { lateMinutes: LATE_MINUTES, ...options });
		poller.startAt('');
		log.watch();
		return { log, poller };
	}

	async function drain(log: LivingLog, poller: Poller): Promise<void> {
		for (let polls = 0; polls < 60; polls++) {
			if ((await poller.poll()) === 0 && !poller.hasMore) break;
		}
		expect(log.findWrong(poller.told)).toBeUndefined();
	}

	it.each([3, 4, 5, 6])(
		'a late entry that comes after request %i of a slow poll, on an n8n whose clock is ahead',
		async (request) => {
			const { log, poller } = following({ pageSize: 100, concurrency: 1 });
			poller.skew = 180_000;
			for (let each = 0; each < 600; each++) {
				log.happen(arrive(1));
				log.clock += 1_200;
			}
			let requests = 0;
			log.onRequest = () => {
				log.clock += 4_000;
				log.happen(arrive(1));
				if (++requests === request) log.happen(late(1, LATE_MINUTES));
			};
			await poller.poll();
			log.onRequest = undefined;
			await drain(log, poller);
		},
	);

	it.each([
		['after the newest was told', arrive(1)],
		['beside one of the future', { kind: 'early' as const, minutes: 1_440 }],
	])('many late entries at once, %s', async (_name, first) => {
		const { log, poller } = following();
		log.happen({ kind: 'wait', minutes: 60 });
		log.happen(first);
		await poller.poll();
		log.happen(late(11_000, 1));
		await drain(log, poller);
	});

	it('many entries beside one of the future, while more keep coming', async () => {
		const { log, poller } = following();
		log.happen({ kind: 'early', minutes: 1_440 });
		await poller.poll();
		for (let minutes = 0; minutes < 5; minutes++) {
			log.happen(arrive(2_200));
			log.happen({ kind: 'wait', minutes: 1 });
			await poller.poll();
		}
		await drain(log, poller);
	});

	it('more late entries than can be told apart: told again, at most once, and to the end', async () => {
		const { log, poller } = following({ maxEntries: Infinity });
		log.happen(arrive(6_000));
		await poller.poll();
		log.happen(late(6_000, 1));
		poller.options.maxEntries = 1_000;
		for (let polls = 0; polls < 20 && (polls === 0 || poller.hasMore); polls++) await poller.poll();
		expect(poller.hasMore).toBe(false);
		const counts = new Map<unknown, number>();
		for (const { text } of poller.told) counts.set(text, (counts.get(text) ?? 0) + 1);
		expect(counts.size).toBe(12_000);
		expect(Math.max(...counts.values())).toBe(2);
	});

	it('a total that is too low for a log of one page', async () => {
		const { log, poller } = following();
		await poller.poll();
		for (let hours = 0; hours < 102; hours++) {
			log.happen(arrive(1));
			log.happen({ kind: 'wait', minutes: 20 });
		}
		log.counts = (truth) => truth - 2;
		await poller.poll();
		log.counts = (truth) => truth;
		await drain(log, poller);
	});

	it('a beginning for which there is no time, or too much in the late window', async () => {
		for (const changes of [{ isOver: () => true, pageSize: 50 }, {}]) {
			const log = new LivingLog(LATE_MINUTES);
			log.happen(arrive(5_000));
			const poller = new Poller(log, { lateMinutes: LATE_MINUTES, ...changes });
			await poller.startNow();
			log.watch();
			Object.assign(poller.options, { isOver: () => false, pageSize: 1_000 });
			expect(poller.saved.length).toBeLessThan(30_000);
			log.happen(arrive(20));
			await drain(log, poller);
		}
	});
});
