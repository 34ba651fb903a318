import { readTimeBound } from '../../nodes/UiPathAudit/shared/timeBound';

describe('a time bound', () => {
	it.each([
		['2026-01-31T08:00:00Z', '2026-01-31T08:00:00.0000000'],
		['2026-01-31T08:00:00.1234567+05:30', '2026-01-31T02:30:00.1234567'],
		['2026-01-31T08:00:00', '2026-01-31T07:00:00.0000000'],
		['2026-07-31T08:00:00', '2026-07-31T06:00:00.0000000'],
		['2026-07-31', '2026-07-30T22:00:00.0000000'],
		['2026-03-29T01:59:59', '2026-03-29T00:59:59.0000000'],
		['2026-03-29T03:00:00', '2026-03-29T01:00:00.0000000'],
		['2026-10-25T03:00:00', '2026-10-25T02:00:00.0000000'],
		[Date.UTC(2026, 0, 1), '2026-01-01T00:00:00.0000000'],
		[new Date(Date.UTC(2026, 0, 1)), '2026-01-01T00:00:00.0000000'],
		[{ toISO: () => '2026-01-01T01:00:00.000+01:00' }, '2026-01-01T00:00:00.0000000'],
		['', undefined],
		[undefined, undefined],
	])('%p in Berlin is %p', (value, instant) => {
		expect(readTimeBound(value, 'From', 'Europe/Berlin')).toBe(instant);
	});

	it.each([1, 1_790_000_000, 99_999_999_999])('%p is in seconds', (value) => {
		expect(() => readTimeBound(value, 'From', 'UTC')).toThrow(
			/'From' must be in milliseconds if it is a number/,
		);
	});

	it.each([
		[{}],
		[NaN],
		[true],
		[new Date(NaN)],
		['now'],
		['2026-01-31T08:00:00+25:00'],
		['2026-01-31T08:00:00+02:60'],
	])('%p is none', (value) => {
		expect(() => readTimeBound(value, 'From', 'UTC')).toThrow(
			/'From' is not a valid date and time/,
		);
	});
});
