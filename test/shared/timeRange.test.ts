import fc from 'fast-check';
import { DateTime } from 'luxon';
import { parseInstant } from '../../nodes/UiPathAudit/log/instant';
import { readTimeRange } from '../../nodes/UiPathAudit/shared/timeRange';
import { TIME_RANGES } from '../../nodes/UiPathAudit/shared/timeRangeFields';

/** Clocks change by an hour, by half an hour (Lord Howe), at midnight (Beirut), or not at all. */
const ZONES = ['Europe/Berlin', 'America/New_York', 'Australia/Lord_Howe', 'Asia/Beirut', 'UTC'];

const toInstant = (time: DateTime) => parseInstant(time.toUTC().toISO() ?? '');

/** Any moment of two years, more often near a change of clocks. */
const moments = fc
	.tuple(
		fc.constantFrom(
			'2026-03-29T01:00Z',
			'2026-10-25T01:00Z',
			'2026-03-08T07:00Z',
			'2026-07-01T00:00Z',
		),
		fc.integer({ min: -40 * 24 * 3_600_000, max: 40 * 24 * 3_600_000 }),
		fc.boolean(),
	)
	.map(
		([near, distance, isNear]) => Date.parse(near) + Math.trunc(isNear ? distance / 500 : distance),
	);

describe('a range of time by name', () => {
	it('ends now, or is the whole one before, in the zone of the workflow', () => {
		fc.assert(
			fc.property(moments, fc.constantFrom(...ZONES), (ms, timeZone) => {
				const now = DateTime.fromMillis(ms, { zone: timeZone });
				const read = (timeRange: string) => readTimeRange({ timeRange }, { now: ms, timeZone });
				const until = (from: DateTime) => ({ from: toInstant(from), to: toInstant(now) });
				expect(read('lastHour')).toEqual(until(now.minus({ hours: 1 })));
				expect(read('last24Hours')).toEqual(until(now.minus({ hours: 24 })));
				expect(read('last7Days')).toEqual(until(now.minus({ days: 7 })));
				expect(read('last30Days')).toEqual(until(now.minus({ days: 30 })));
				for (const [range, unit] of [
					['previousHour', 'hour'],
					['previousDay', 'day'],
					['previousWeek', 'week'],
					['previousMonth', 'month'],
				] as const) {
					const to = now.startOf(unit);
					const from = to.minus(1).startOf(unit);
					expect(read(range)).toEqual({ from: toInstant(from), to: toInstant(to) });
				}
			}),
			{ numRuns: 3_000 },
		);
	});

	it('knows that a day may have 23 or 25 hours, and a week begins on Monday', () => {
		const read = (timeRange: string, at: string) =>
			readTimeRange({ timeRange }, { now: Date.parse(at), timeZone: 'Europe/Berlin' });
		expect(read('previousDay', '2026-03-30T08:00:00Z')).toEqual({
			from: '2026-03-28T23:00:00.0000000',
			to: '2026-03-29T22:00:00.0000000',
		});
		expect(read('previousDay', '2026-10-26T08:00:00Z')).toEqual({
			from: '2026-10-24T22:00:00.0000000',
			to: '2026-10-25T23:00:00.0000000',
		});
		expect(read('previousWeek', '2026-11-22T23:30:00Z')).toEqual({
			from: '2026-11-15T23:00:00.0000000',
			to: '2026-11-22T23:00:00.0000000',
		});
		expect(read('previousMonth', '2026-01-15T08:00:00Z')).toEqual({
			from: '2025-11-30T23:00:00.0000000',
			to: '2025-12-31T23:00:00.0000000',
		});
	});

	it.each(ZONES)(
		'leaves no gap and no overlap between runs, with a delay or without: %s',
		(zone) => {
			for (const [range, unit] of [
				['previousHour', 'hours'],
				['previousDay', 'days'],
			] as const) {
				for (const windowDelay of [0, 7]) {
					let last: string | undefined;
					const start = DateTime.fromISO('2026-10-20T00:00:20', { zone });
					for (let run = 0; run < (unit === 'hours' ? 24 * 14 : 14); run++) {
						const now = unit === 'hours' ? start.plus({ hours: run }) : start.plus({ days: run });
						const clock = { now: now.toMillis(), timeZone: zone };
						const { from, to } = readTimeRange({ timeRange: range, windowDelay }, clock);
						if (last !== undefined) expect({ run, from }).toEqual({ run, from: last });
						expect(to > from).toBe(true);
						last = to;
					}
				}
			}
		},
	);
});

describe('a custom range', () => {
	const clock = { now: Date.parse('2026-11-22T12:00:00.500Z'), timeZone: 'Europe/Berlin' };
	const read = (from: unknown, to: unknown, windowDelay?: number) =>
		readTimeRange({ timeRange: 'custom', from, to, windowDelay }, clock);

	it('keeps its ticks, and an end that is left out is open', () => {
		expect(read('2026-11-22T08:00:00.1234567Z', '')).toEqual({
			from: '2026-11-22T08:00:00.1234567',
			to: '~',
		});
		expect(read(undefined, '2026-11-22T08:00:00')).toEqual({
			from: '',
			to: '2026-11-22T07:00:00.0000000',
		});
	});

	it('is moved back by a delay, and an open end becomes now', () => {
		expect(read('2026-11-22T08:00:00.1234567Z', '2026-11-22T09:00:00Z', 30)).toEqual({
			from: '2026-11-22T07:30:00.1234567',
			to: '2026-11-22T08:30:00.0000000',
		});
		expect(read('2026-11-22T08:00:00Z', '', 30).to).toBe('2026-11-22T11:30:00.5000000');
		expect(readTimeRange({ timeRange: 'all', windowDelay: 5 }, clock)).toEqual({
			from: '',
			to: '2026-11-22T11:55:00.5000000',
		});
	});

	it('stays within the years that UiPath can write', () => {
		expect(read('0001-01-01T00:00:00Z', '9999-12-31T23:59:59-10:00', 60)).toEqual({
			from: '0001-01-01T00:00:00.0000000',
			to: '9999-12-31T22:59:59.9999999',
		});
	});

	it('is refused where it ends before it begins', () => {
		expect(() => read('2026-11-22T09:00:00Z', '2026-11-22T08:00:00Z')).toThrow(
			/'From'.*after 'To'/,
		);
	});
});

it('has ten names', () => {
	expect(TIME_RANGES).toHaveLength(10);
});

describe('From and To, where they narrow a range', () => {
	const clock = { now: Date.parse('2026-03-30T10:00:00Z'), timeZone: 'Europe/Berlin' };
	const read = (timeRange: string, bounds: { from?: string; to?: string }, isNarrowed = true) =>
		readTimeRange({ timeRange, ...bounds, isNarrowed }, clock);
	const window = (from: string, to: string) => ({ from: parseInstant(from), to: parseInstant(to) });

	it('leave what both have', () => {
		// The day before was one of 23 hours.
		expect(read('previousDay', {})).toEqual(window('2026-03-28T23:00Z', '2026-03-29T22:00Z'));
		expect(read('previousDay', { from: '2026-03-29T12:00' })).toEqual(
			window('2026-03-29T10:00Z', '2026-03-29T22:00Z'),
		);
		expect(read('previousDay', { from: '2026-01-01', to: '2026-03-29T12:00Z' })).toEqual(
			window('2026-03-28T23:00Z', '2026-03-29T12:00Z'),
		);
		expect(read('all', { from: '2026-03-01', to: '2026-04-01' })).toEqual(
			window('2026-02-28T23:00Z', '2026-03-31T22:00Z'),
		);
	});

	it('are refused where both have nothing', () => {
		expect(() => read('previousDay', { to: '2026-03-28' })).toThrow(
			"'From' and 'To' are not within 'Time Range' (previousDay)",
		);
	});

	it('do not count otherwise, whatever they are', () => {
		expect(read('previousDay', { from: 'nonsense' }, false)).toEqual(read('previousDay', {}));
	});
});
