import { ALL_TIME, type TimeWindow } from '../../../nodes/UiPathAudit/log/timeWindow';
import { parseInstant } from '../../../nodes/UiPathAudit/log/instant';
import type {
	LogReader,
	PageAnswer,
	PageRequest,
} from '../../../nodes/UiPathAudit/log/offset/page';
import { readEntries } from './readEntries';
import { selectionOf as selection } from './hostileLog';

const NEWEST = Date.parse('2026-11-20T12:00:00Z');

/** A log at rest with an entry each second, which costs nothing however long it is. */
class RestingLog implements LogReader {
	readonly timeProperty = 'createdOn';
	requests: PageRequest[] = [];

	constructor(
		private readonly size: number,
		private readonly clamp = Infinity,
	) {}

	async read(request: PageRequest): Promise<PageAnswer> {
		this.requests.push(request);
		const { order, skip, top } = request;
		const count = Math.max(0, Math.min(top, this.clamp, this.size - skip));
		const entries = Array.from({ length: count }, (_, index) => {
			const age = order === 'desc' ? skip + index : this.size - 1 - skip - index;
			const createdOn = new Date(NEWEST - age * 1_000).toISOString();
			return { createdOn, category: age % 10 === 0 ? 'Role' : 'User', message: `age ${age}` };
		});
		return Promise.resolve({ entries, totalCount: this.size });
	}
}

function hoursAgo(from: number, to?: number): TimeWindow {
	const at = (hours: number) =>
		parseInstant(new Date(NEWEST - hours * 3_600_000 + 1_000).toISOString()) ?? '';
	return { from: at(from), to: to === undefined ? ALL_TIME.to : at(to) };
}

const ages = (entries: Array<Record<string, unknown>>) =>
	entries.map(({ message }) => Number(String(message).slice(4)));

const range = (first: number, last: number) =>
	Array.from({ length: Math.abs(last - first) + 1 }, (_, i) =>
		first < last ? first + i : first - i,
	);

describe('the number of requests', () => {
	it.each([0, 1, 999, 1_000])('is 1 for a log of %i entries that fits in a page', async (size) => {
		const log = new RestingLog(size);
		expect(await readEntries(log, selection())).toHaveLength(size);
		expect(log.requests).toHaveLength(1);
	});

	it('is 1 for a limit that fits in a page', async () => {
		const log = new RestingLog(1_000_000);
		expect(ages(await readEntries(log, selection({ limit: 50 })))).toEqual(range(0, 49));
		expect(log.requests).toEqual([{ order: 'desc', skip: 0, top: 50 }]);
	});

	it('is hardly more than the pages, for the whole of a log', async () => {
		const log = new RestingLog(10_000, 100);
		expect(ages(await readEntries(log, selection()))).toEqual(range(0, 9_999));
		expect(log.requests.length).toBeLessThanOrEqual(104);
	});

	it('is what the limit needs, from either end', async () => {
		for (const order of ['asc', 'desc'] as const) {
			const log = new RestingLog(10_000, 100);
			const output = ages(await readEntries(log, selection({ order, limit: 250 })));
			expect(output).toEqual(order === 'desc' ? range(0, 249) : range(9_999, 9_750));
			expect(log.requests.length).toBeLessThanOrEqual(3);
		}
	});

	it('does not depend on how much is skipped', async () => {
		const log = new RestingLog(1_000_000);
		const output = await readEntries(log, selection({ skip: 500_000, limit: 1_500 }));
		expect(ages(output)).toEqual(range(500_000, 501_499));
		expect(log.requests).toHaveLength(2);
	});

	it.each(['asc', 'desc'] as const)(
		'is small for the last hour of a million (%s)',
		async (order) => {
			const log = new RestingLog(1_000_000);
			const output = ages(await readEntries(log, selection({ order, window: hoursAgo(1) })));
			expect(output).toEqual(order === 'desc' ? range(0, 3_599) : range(3_599, 0));
			expect(log.requests.length).toBeLessThanOrEqual(6);
		},
	);

	it.each([
		['asc', Infinity],
		['desc', Infinity],
		['asc', 10_000],
	] as const)(
		'is small for an hour in the middle of a million (%s, limit %d)',
		async (order, limit) => {
			const log = new RestingLog(1_000_000);
			const output = await readEntries(
				log,
				selection({ order, limit, window: hoursAgo(139, 138) }),
			);
			expect(ages(output)).toEqual(
				order === 'desc'
					? range(138 * 3_600, 139 * 3_600 - 1)
					: range(139 * 3_600 - 1, 138 * 3_600),
			);
			expect(log.requests.length).toBeLessThanOrEqual(35);
		},
	);

	it('is none for a window that holds nothing by itself', async () => {
		const log = new RestingLog(1_000);
		const { from } = hoursAgo(1);
		expect(await readEntries(log, selection({ window: { from, to: from } }))).toEqual([]);
		expect(log.requests).toHaveLength(0);
	});

	it('stays close to what a filter with a limit needs', async () => {
		const log = new RestingLog(1_000_000);
		const filter = ({ category }: Record<string, unknown>) => category === 'Role';
		const output = ages(await readEntries(log, selection({ filter, limit: 300, skip: 10 })));
		expect(output).toEqual(range(10, 309).map((n) => n * 10));
		expect(log.requests.length).toBeLessThanOrEqual(6);
	});

	it('finds windows before, after and at the ends of the log', async () => {
		for (const order of ['asc', 'desc'] as const) {
			for (const limit of [Infinity, 5_000]) {
				const log = new RestingLog(5_000);
				const get = async (window: TimeWindow) =>
					(await readEntries(log, selection({ order, limit, window }))).length;
				expect(await get(hoursAgo(3, 2))).toBe(0);
				expect(await get(hoursAgo(-1))).toBe(0);
				expect(await get(hoursAgo(2, 1))).toBe(1_400);
				expect(await get({ from: ALL_TIME.from, to: hoursAgo(1).from })).toBe(1_400);
			}
		}
	});
});
