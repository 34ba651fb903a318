import type { INodeParameters } from 'n8n-workflow';
import type { Simulator } from '../simulator/index';
import { runNode, simulatorWith, tokenCredential } from './harness';

const NEWEST = Date.parse('2026-11-20T12:00:00Z');
const HOUR = 3_600_000;

/** A wall clock's time without an offset, so many hours ahead of UTC. */
const wallClock = (ms: number, hoursAhead: number) =>
	new Date(ms + hoursAhead * HOUR).toISOString().slice(0, 19);

/** Every entry within a window, by the simulator's own ticks since its newest full second. */
function entriesBetween({ log }: Simulator, from: number, to: number) {
	const ticks = (ms: number) => (ms - NEWEST) * 10_000;
	const inside = [];
	for (let place = Math.round((from - NEWEST) / 1_000) - 1; ; place++) {
		const identity = log.size - 1 + place;
		if (identity >= log.size || log.instant(identity) >= ticks(to)) return inside.reverse();
		if (log.instant(identity) >= ticks(from)) inside.push(log.entry(identity));
	}
}

async function read(
	simulator: Simulator,
	range: INodeParameters,
	timezone = 'UTC',
	changes: INodeParameters = {},
) {
	simulator.resetRequests();
	const { items, error } = await runNode({
		parameters: {
			operation: 'getLogs',
			returnAll: true,
			timeRange: 'custom',
			...range,
			...changes,
		},
		credentials: tokenCredential(simulator),
		timezone,
	});
	expect(error).toBeUndefined();
	return { entries: items.map(({ json }) => json), requests: simulator.requests.length };
}

describe('a window of a log of a million entries', () => {
	let simulator: Simulator;

	beforeEach(async () => {
		simulator = await simulatorWith({
			entries: 1_000_000,
			pageLimit: 1_000,
			createdOnOffset: (entry) => ['+00:00', 'Z', '-03:30', '+05:45'][Math.abs(entry) % 4] ?? 'Z',
		});
	});

	it('costs at most 12 requests for the last hour', async () => {
		const from = NEWEST + 1_000 - HOUR;
		const { entries, requests } = await read(simulator, { from: new Date(from).toISOString() });
		expect(entries).toHaveLength(3_600);
		expect(entries).toEqual(entriesBetween(simulator, from, NEWEST + HOUR));
		expect(requests).toBeLessThanOrEqual(12);
	});

	it('costs at most 50 requests in the middle, and is the same however its times are written', async () => {
		const from = NEWEST - 500_000_000;
		const to = from + HOUR;
		const expected = entriesBetween(simulator, from, to);
		expect(expected.length).toBeGreaterThan(3_590);

		const utc = await read(simulator, {
			from: `=${new Date(from).toISOString()}`,
			to: '={{ DateTime.fromMillis(' + String(to) + ') }}',
		});
		expect(utc.entries).toEqual(expected);
		expect(utc.requests).toBeLessThanOrEqual(50);

		const india = await read(simulator, {
			from: `${wallClock(from, 5.5)}+05:30`,
			to: `={{ '${wallClock(to, 5.5)}.0000000+05:30' }}`,
		});
		expect(india.entries).toEqual(expected);

		const wall = { from: wallClock(from, 1), to: wallClock(to, 1) };
		expect((await read(simulator, wall, 'Europe/Berlin')).entries).toEqual(expected);
	});

	it('includes From and excludes To, to the tick', async () => {
		const place = 990_000;
		const times = [place, place + 1].map((n) => String(simulator.log.entry(n).createdOn));
		const [from = '', to = ''] = times;
		const oldestFirst = { returnAll: false, limit: 5, options: { sortOrder: 'asc' } };
		for (const changes of [{}, oldestFirst]) {
			const { entries } = await read(simulator, { from, to }, 'UTC', changes);
			expect(entries).toEqual([simulator.log.entry(place)]);
		}

		expect((await read(simulator, { from, to: from })).entries).toEqual([]);
	});
});
