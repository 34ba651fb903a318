import type { TimeWindow } from '../../../nodes/UiPathAudit/log/timeWindow';
import { EventLog, makeEvent, type Event } from './eventLog';
import { readAll, type Wanted } from './readAll';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
const PAGE = 200;

/** Numbers that look random, and are the same in every run. */
function makeRandom(seed: number): () => number {
	let state = seed;
	return () => {
		state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
		return state / 2 ** 32;
	};
}

function makeEvents(count: number, span: number, { start = 0, seed = 1 } = {}): Event[] {
	const random = makeRandom(seed);
	return Array.from({ length: count }, (_, number) =>
		makeEvent(start + Math.floor(random() * span), `${seed}-${number}`, Math.floor(random() * 1e4)),
	);
}

function makeWindow(from: number, to: number): TimeWindow {
	return { from: makeEvent(from, '').at, to: makeEvent(to, '').at };
}

async function read(events: Event[], wanted: Wanted): Promise<EventLog & { found: number }> {
	const log = new EventLog(events);
	const { entries } = await readAll(log, wanted);
	expect(new Set(entries.map(({ id }) => id)).size).toBe(entries.length);
	return Object.assign(log, { found: entries.length });
}

describe('what reading a log with ids costs', () => {
	it.each([1, 2, 3, 4, 5])(
		'of 20,000 events about as many requests as the chain: %d',
		async (seed) => {
			const events = makeEvents(20_000, 10 * HOUR, { seed });
			const chain = events.length / PAGE;
			// Six at a time take 17 rounds where every page is known beforehand. Where no bound says when
			// the log begins, that has to be found out first.
			const cases: Array<[window: TimeWindow | undefined, mostRounds: number]> = [
				[makeWindow(0, 10 * HOUR), 19],
				[undefined, 21],
			];
			for (const [window, mostRounds] of cases) {
				const { found, requests, rounds } = await read(events.slice(), { window });
				expect(found).toBe(events.length);
				expect(requests).toBeLessThanOrEqual(1.2 * chain);
				expect(rounds).toBeLessThanOrEqual(mostRounds);
			}
		},
	);

	it('of a year with nothing in it one request', async () => {
		const elsewhere = makeEvents(3_000, HOUR, { start: -DAY });
		const { found, requests } = await read(elsewhere, { window: makeWindow(0, 365 * DAY) });
		expect([found, requests]).toEqual([0, 1]);
	});

	it.each([0.001, 0.3, 13.4, 29.99])(
		'of a busy minute in a quiet month less than half of the time of the chain: day %d',
		async (day) => {
			const quiet = makeEvents(700, 30 * DAY, { seed: 7 });
			const busy = makeEvents(20_000, MINUTE, { start: day * DAY, seed: 8 });
			const events = [...quiet, ...busy];
			const { found, requests, rounds } = await read(events, {
				window: makeWindow(0, 31 * DAY),
			});
			expect(found).toBe(20_700);
			expect(2 * rounds).toBeLessThanOrEqual(20_700 / PAGE);
			expect(requests).toBeLessThanOrEqual((1.2 * 20_700) / PAGE);
		},
	);

	it.each([3, 114, 199, 200, 201, 600, 1_000, 3_600, 20_000])(
		'of an hour with %d events little more than its pages',
		async (count) => {
			const events = [
				...makeEvents(count, HOUR, { start: 5 * HOUR }),
				...makeEvents(5_000, 5 * HOUR, { seed: 2 }),
			];
			const window = makeWindow(5 * HOUR, 6 * HOUR);
			const { found, requests } = await read(events, { window });
			expect(found).toBe(count);
			expect(requests).toBeLessThanOrEqual(1 + (1.2 * count) / PAGE + 6);
			if (count < PAGE) expect(requests).toBe(1);
		},
	);

	it.each([
		[1, 1],
		[50, 1],
		[200, 1],
		[400, 3],
		[1_000, 6],
		[5_000, 33],
	])('up to a limit of %d at most %d requests', async (limit, most) => {
		const events = makeEvents(20_000, 30 * DAY);
		for (const window of [undefined, makeWindow(0, 30 * DAY)]) {
			const { found, requests } = await read(events.slice(), { limit, window });
			expect(found).toBe(limit);
			expect(requests).toBeLessThanOrEqual(most);
		}
	});

	it('oldest first, up to a limit, a few requests', async () => {
		const events = [
			...makeEvents(7_000, 30 * DAY),
			...makeEvents(20_000, MINUTE, { start: 29.9 * DAY, seed: 2 }),
		];
		for (const window of [undefined, makeWindow(0, 30 * DAY)]) {
			for (const limit of [50, 1_000]) {
				const wanted: Wanted = { limit, window, order: 'asc' };
				const { found, requests } = await read(events.slice(), wanted);
				expect(found).toBe(limit);
				expect(requests).toBeLessThanOrEqual(40);
			}
		}
	});

	it('keeps to as many requests at once as it may have', async () => {
		const log = new EventLog(makeEvents(5_000, DAY));
		await readAll(log, { concurrency: 1 });
		expect(log.requests).toBe(log.rounds);
	});
});
