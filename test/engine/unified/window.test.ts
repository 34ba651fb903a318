import type { INodeParameters } from 'n8n-workflow';
import type { UnifiedOptions } from '../../simulator/unified/options';
import { simulatorWith } from '../harness';
import { newestFirst, readEvents } from './reading';

/** Seven digits, so that each tick between and beside them is one of its own. */
const TIMES = [
	'2026-11-20T09:59:59.9999998Z',
	'2026-11-20T09:59:59.9999999Z',
	'2026-11-20T10:00:00Z',
	'2026-11-20T10:00:00Z',
	'2026-11-20T10:00:00.0000001Z',
	'2026-11-20T10:00:00.5Z',
	'2026-11-20T10:59:59.9999999Z',
	'2026-11-20T11:00:00Z',
	'2026-11-20T11:00:00.0000001Z',
];
const ROUNDINGS = ['none', 'millisecond', 'second'] as const;

async function readWindow(
	unified: UnifiedOptions,
	range: INodeParameters,
	{ timezone = 'UTC', ...parameters }: INodeParameters & { timezone?: string } = {},
) {
	const simulator = await simulatorWith({
		unified: { tenants: [{ name: 'DefaultTenant', times: TIMES }], ...unified },
	});
	const { events, error } = await readEvents(
		simulator,
		{ returnAll: true, timeRange: 'custom', ...range, ...parameters },
		{ timezone },
	);
	expect(error).toBeUndefined();
	return events.map(({ createdOn }) => createdOn).reverse();
}

describe.each(ROUNDINGS)('a window where the server cuts its bounds off to: %s', (rounding) => {
	const unified = { rounding };

	it.each([
		['2026-11-20T10:00:00Z', '2026-11-20T11:00:00Z', 2, 7],
		['2026-11-20T10:00:00.0000001Z', '2026-11-20T10:59:59.9999999Z', 4, 6],
		['2026-11-20T09:59:59.9999999Z', '2026-11-20T10:00:00.0000001Z', 1, 4],
		['2026-11-20T10:00:00Z', '2026-11-20T10:00:00.0000001Z', 2, 4],
		['2026-11-20T10:00:00.4Z', '2026-11-20T10:00:00.5Z', 5, 5],
		['2026-11-20T10:00:00Z', '2026-11-20T10:00:00Z', 2, 2],
	])('has the events from %s until just before %s', async (from, to, first, end) => {
		expect(await readWindow(unified, { from, to })).toEqual(TIMES.slice(first, end));
		const sortOrder = { options: { sortOrder: 'asc' } };
		const ascending = await readWindow(unified, { from, to }, sortOrder);
		expect(ascending.reverse()).toEqual(TIMES.slice(first, end));
	});

	it('has all that is before a time, and all that is from a time on', async () => {
		const bound = '2026-11-20T10:00:00.0000001Z';
		expect(await readWindow(unified, { to: bound })).toEqual(TIMES.slice(0, 4));
		expect(await readWindow(unified, { from: bound })).toEqual(TIMES.slice(4));
	});

	it("takes times without an offset for the workflow's time zone, and lies back by Window Delay", async () => {
		const range = { from: '2026-11-20T19:00:00', to: '2026-11-20T20:00:00' };
		const timezone = 'Asia/Tokyo';
		expect(await readWindow(unified, range, { timezone })).toEqual(TIMES.slice(2, 7));
		const later = { from: '2026-11-20T20:30:00', to: '2026-11-20T21:30:00' };
		const options = { windowDelay: 90 };
		expect(await readWindow(unified, later, { timezone, options })).toEqual(TIMES.slice(2, 7));
	});
});

describe('a limit', () => {
	it.each([
		[50, 1],
		[5, 1],
		[200, 1],
		[1_000, 6],
	])('of %i costs at most %i requests', async (limit, most) => {
		const simulator = await simulatorWith({
			unified: { tenants: [{ name: 'DefaultTenant', events: 20_000 }] },
		});
		const { events, requests } = await readEvents(simulator, { limit });
		expect(events).toEqual(newestFirst(simulator).slice(0, limit));
		expect(requests.length).toBeLessThanOrEqual(most);
	});

	it.each(['asc', 'desc'])('holds within a window, %s', async (sortOrder) => {
		const simulator = await simulatorWith({
			unified: { tenants: [{ name: 'DefaultTenant', events: 5_000 }] },
		});
		const inside = newestFirst(simulator).slice(1_000, 3_000);
		const bounds = { to: inside[0]?.createdOn ?? '', from: inside.at(-1)?.createdOn ?? '' };
		const expected = sortOrder === 'asc' ? inside.slice().reverse() : inside.slice(1);
		const { events, hints } = await readEvents(simulator, {
			...{ limit: 300, timeRange: 'custom', ...bounds, options: { sortOrder } },
		});
		expect(events).toEqual(expected.slice(0, 300));
		expect(hints).toEqual([expect.stringMatching(/^Because of Limit, only 300 entries/)]);
	});
});

describe('a window with nothing in it', () => {
	it.each(['2020-01-01T00:00:00Z', '2026-11-20T11:59:59Z', '2030-01-01T00:00:00Z'])(
		'costs two requests at most and tells where the events are (%s)',
		async (from) => {
			const simulator = await simulatorWith();
			const to = from.replace(':00Z', ':00.001Z').replace(':59Z', ':59.0000001Z');
			for (const wish of [{ returnAll: true }, { limit: 50 }]) {
				const { events, hints, requests } = await readEvents(
					simulator,
					{ ...wish, timeRange: 'custom', from, to },
					{ timezone: 'Asia/Tokyo' },
				);
				expect(events).toEqual([]);
				expect(requests.length).toBeLessThanOrEqual(2);
				expect(hints).toContainEqual(
					expect.stringMatching(
						/^No entries from .* UTC \(.* in Asia\/Tokyo\) until .*\. The newest entry in the unified audit log is from 2026-11-20 1\d:/,
					),
				);
			}
		},
	);

	it('is told of an empty log, and of filters', async () => {
		const empty = await simulatorWith({
			unified: { tenants: [{ name: 'DefaultTenant', events: 0 }] },
		});
		const all = await readEvents(empty, { returnAll: true });
		expect(all.hints).toContain('No entries: the unified audit log is empty.');
		expect(all.requests).toHaveLength(1);
		const filters = { search: 'nothing has this', status: 'failed' };
		const some = await readEvents(await simulatorWith(), { returnAll: true, filters });
		expect(some.events).toEqual([]);
		expect(some.requests).toHaveLength(2);
		expect(some.hints).toContainEqual(
			expect.stringMatching(/^No entries that match the filters \(Search, Status\)\. The newest/),
		);
	});
});
