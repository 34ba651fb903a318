import { DateTime } from 'luxon';
import { simulatorWith } from '../harness';
import { getArchive, simulatorOfMonth } from './archived';

async function daysAsked(fromDate: string, toDate: string, timezone = 'UTC') {
	const simulator = await simulatorOfMonth();
	const { items, error } = await getArchive(
		simulator,
		{ fromDate, toDate, output: 'files' },
		{ timezone },
	);
	expect(error).toBeUndefined();
	const asked = simulator.requests.map(({ query }) => [query.from, query.to]);
	const days = items.map(({ json }) => json.day as string);
	expect(asked.sort()).toEqual(days.map((day) => [`${day}T00:00:00Z`, `${day}T00:00:00Z`]));
	return days;
}

describe('the days of Get Archive', () => {
	it.each([
		['2025-06-09', '2025-06-10', ['2025-06-09', '2025-06-10']],
		['2025-06-09T00:00:00', '2025-06-09T23:59:59', ['2025-06-09']],
		['2025-06-09T23:00:00Z', '2025-06-10T01:00:00Z', ['2025-06-09', '2025-06-10']],
		// 08:59 in Tokyo is still the day before in UTC.
		['2025-06-10T08:59:59+09:00', '2025-06-10T09:00:00+09:00', ['2025-06-09', '2025-06-10']],
		[
			"={{ DateTime.fromISO('2025-06-30').minus({ days: 1 }) }}",
			"={{ DateTime.fromISO('2025-06-30') }}",
			['2025-06-29', '2025-06-30'],
		],
		["={{ new Date('2025-06-30T05:00:00Z') }}", '={{ "2025-06-30" }}', ['2025-06-30']],
	])('from %s to %s are days in UTC', async (fromDate, toDate, days) => {
		expect(await daysAsked(fromDate, toDate)).toEqual(days);
	});

	it("do not depend on the workflow's time zone where they are written as days", async () => {
		for (const timezone of ['Asia/Tokyo', 'America/Los_Angeles']) {
			const days = await daysAsked('2025-06-09T00:00:00', '2025-06-10', timezone);
			expect(days).toEqual(['2025-06-09', '2025-06-10']);
		}
	});

	it('go over the ends of months and leap days', async () => {
		const days = ['2024-02-28', '2024-02-29', '2024-03-01'];
		expect(await daysAsked('2024-02-28', '2024-03-01')).toEqual(days);
	});
});

it('says so where days are still to come', async () => {
	const simulator = await simulatorOfMonth();
	const days = { fromDate: '2999-06-29', toDate: '2999-06-30' };
	const { hints } = await getArchive(simulator, days);
	expect(hints.map(({ message }) => message)).toEqual([
		'2 days are in the future.',
		"No events from 2999-06-29 until 2999-06-30 (UTC) in UiPath's long-term store.",
	]);
});

describe('days that ended less than 48 hours ago', () => {
	it('are marked, and the editor tells of them', async () => {
		const now = DateTime.utc();
		const simulator = await simulatorWith({
			unified: { tenants: [{ name: 'DefaultTenant', newest: now.toISO(), spacingMs: 600_000 }] },
		});
		const [fromDate, toDate] = [now.minus({ days: 4 }).toISODate(), now.toISODate()];
		const run = async (parameters = {}) =>
			await getArchive(simulator, { fromDate, toDate, ...parameters });
		const young = [2, 1, 0].map((days) => now.minus({ days }).toISODate());

		const files = await run({ output: 'files' });
		const marked = files.items.filter(({ json }) => json.mayBeIncomplete === true);
		expect(files.items).toHaveLength(5);
		expect(marked.map(({ json }) => json.day)).toEqual(young);
		expect(files.hints).toEqual([
			{
				type: 'info',
				location: 'outputPane',
				message: `3 days may be incomplete (${young.join(', ')}), because UiPath's long-term store is up to 48 hours behind.`,
			},
		]);

		const simplified = await run({ simplify: true });
		const isYoung = (time: unknown) => young.includes(String(time).slice(0, 10));
		expect(simplified.items.length).toBeGreaterThan(400);
		for (const { json } of simplified.items) {
			expect(json.mayBeIncomplete).toBe(isYoung(json.time) ? true : undefined);
		}
		const raw = await run();
		expect(raw.items.some(({ json }) => 'mayBeIncomplete' in json)).toBe(false);
		expect(raw.hints).toEqual(files.hints);
	});
});
