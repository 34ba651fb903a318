import { readDays } from '../../../nodes/UiPathAudit/resources/unifiedAuditLog/getArchive/days';

const now = Date.parse('2026-03-10T12:00:00Z');

describe('the days of an archive', () => {
	it('are marked where they ended less than 48 hours ago', () => {
		const marks = (at: string) =>
			readDays('2026-03-06', '2026-03-10', Date.parse(at))
				.filter(({ mayBeIncomplete }) => mayBeIncomplete)
				.map(({ day }) => day.slice(-2));
		expect(marks('2026-03-10T12:00:00Z')).toEqual(['08', '09', '10']);
		expect(marks('2026-03-10T23:59:59.999Z')).toEqual(['08', '09', '10']);
		expect(marks('2026-03-11T00:00:00Z')).toEqual(['09', '10']);
		expect(marks('2026-03-20T00:00:00Z')).toEqual([]);
	});

	it('are those from the first to the last, in UTC, over leap days and the ends of years', () => {
		const list = (from: unknown, to: unknown) => readDays(from, to, now).map(({ day }) => day);
		expect(list('2024-02-28', '2024-03-01')).toEqual(['2024-02-28', '2024-02-29', '2024-03-01']);
		expect(list('2025-12-31', '2026-01-01')).toEqual(['2025-12-31', '2026-01-01']);
		expect(list(new Date('2026-01-01T23:00:00Z'), '2026-01-02T01:00:00+02:00')).toEqual([
			'2026-01-01',
		]);
		expect(list('2024-01-01', '2025-12-31')).toHaveLength(731);
	});

	it.each<[unknown, unknown, string]>([
		['', '2026-01-01', "'From Date' is empty"],
		['2026-01-01', undefined, "'To Date' is empty"],
		[
			'2026-01-01',
			'9999-12-31T23:59:59-14:00',
			"'To Date' is not a day: '9999-12-31T23:59:59-14:00'",
		],
		['2026-01-02', '2026-01-01', "'From Date' ('2026-01-02') is after 'To Date' ('2026-01-01')"],
		['2026-02-30', '2026-03-01', "'From Date' is not a valid date and time: '2026-02-30'"],
		[
			'1926-01-01',
			'2026-01-01',
			"There are 36526 days from 'From Date' to 'To Date', which is more than UiPath keeps",
		],
	])('are refused from %p to %p', (from, to, message) => {
		expect(() => readDays(from, to, now)).toThrow(message);
	});
});
