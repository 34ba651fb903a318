import { ALL_TIME } from '../../../nodes/UiPathAudit/log/timeWindow';
import { parseInstant } from '../../../nodes/UiPathAudit/log/instant';
import { LogError } from '../../../nodes/UiPathAudit/log/logError';
import type { LogReader } from '../../../nodes/UiPathAudit/log/offset/page';
import { allAt, everySoMany, HostileLog, mixed, readOrRefuse, type Behaviour } from './hostileLog';

const SECOND = 10_000_000;

/** Reads the log and demands all of it. */
async function readWhole(log: HostileLog, chosen: Parameters<typeof readOrRefuse>[1] = {}) {
	const output = await readOrRefuse(log, chosen);
	if (output instanceof LogError) throw output;
	expect(log.findWrong(output)).toBeUndefined();
	return output;
}

/** Reads the log and demands all of it, or a refusal for one of these reasons. */
async function readWholeOrRefuse(
	log: HostileLog,
	reasons: Array<LogError['kind']>,
	chosen: Parameters<typeof readOrRefuse>[1] = {},
) {
	const output = await readOrRefuse(log, chosen);
	if (output instanceof LogError) expect(reasons).toContain(output.kind);
	else expect(log.findWrong(output)).toBeUndefined();
}

describe('what an attack found: silent loss', () => {
	it.each([1, 2])('1: a limit that falls from 100 to %i, with distinct times', async (least) => {
		const log = new HostileLog(everySoMany(2_500, 7), {
			limit: (request) => (request < 9 ? 100 : least),
		});
		await readWhole(log, { concurrency: 1 });
	});

	it.each([
		['newest first', {}],
		['oldest first, limited', { order: 'asc', limit: 20_000 }],
		['oldest first, from a time on', { order: 'asc', window: { ...ALL_TIME, from: '2024' } }],
	] as const)('2: no rows beyond place 10,000 of 12,000: %s', async (_name, chosen) => {
		const log = new HostileLog(everySoMany(12_000, 7), { limit: () => 100, lastPlace: 10_000 });
		await readWholeOrRefuse(log, ['counted-not-given'], chosen);
	});

	it('2: answers that are empty now and then, with groups larger than a page', async () => {
		for (let salt = 0; salt < 200; salt++) {
			const log = new HostileLog(
				[...everySoMany(20, 7), ...allAt(1_000, 30), ...everySoMany(20, 7, 2_000)],
				{ limit: () => 7, isEmpty: (request) => request > 0 && mixed(request, salt) % 5 === 0 },
			);
			await readWhole(log, { order: salt % 2 ? 'asc' : 'desc' });
		}
	});

	it('3: a total that stays the same although the log moved', async () => {
		for (let at = 1; at < 40; at++) {
			const twins = (id: number) => (id === 12 || id === 31 ? 'twin' : `entry ${id}`);
			const log = new HostileLog(
				[...everySoMany(10, 7), ...allAt(1_000, 40), ...everySoMany(10, 7, 2_000)],
				{
					limit: () => 10,
					move: (moving, request) => {
						if (request !== at) return;
						moving.expire(1);
						moving.add(1_000, 'twin');
					},
				},
				twins,
			);
			await readWholeOrRefuse(log, ['moving', 'unstable-ties'], { concurrency: 1 });
		}
	});

	it.each(['in turn', 'by the request', 'at random'])(
		'4: two replicas whose orders differ in two places far apart, asked %s',
		async (how) => {
			for (let salt = 0; salt < 150; salt++) {
				const [a, b] = [10 + (mixed(salt, 1) % 18), 31 + (mixed(salt, 2) % 18)];
				const replica = (request: number, skip: number, top: number) =>
					how === 'in turn'
						? request % 2
						: how === 'by the request'
							? mixed(skip, top, salt) % 2
							: mixed(request, salt) % 2;
				const log = new HostileLog(
					[...everySoMany(10, 7), ...allAt(1_000, 40), ...everySoMany(10, 7, 2_000)],
					{
						limit: () => 10,
						orderKey: ({ id }, { skip, top }, request) =>
							replica(request, skip, top) === 1 && (id === a || id === b) ? a + b - id : id,
					},
				);
				await readWhole(log, { order: salt % 3 ? 'desc' : 'asc' });
			}
		},
	);

	it('5: a bound after the year 9999 lies after everything', () => {
		const instant = parseInstant('9999-12-31T23:59:59-08:00') ?? '';
		expect(instant > (parseInstant('9999-12-31T23:59:59.9999999Z') ?? '')).toBe(true);
		expect(instant < ALL_TIME.to).toBe(true);
		const before = parseInstant('0000-01-01T00:00:00+08:00') ?? '';
		expect(before < (parseInstant('0000-01-01T00:00:00Z') ?? '')).toBe(true);
		expect(before > ALL_TIME.from).toBe(true);
	});
});

describe('what an attack found: refused or made dear without need', () => {
	const pairApart = (id: number) => (id === 60 || id === 290 ? 'twin' : `entry ${id}`);

	it.each([0, 1])(
		'6: a group larger than a page with one pair far apart, and %i newer entries',
		async (newer) => {
			const log = new HostileLog(
				[...everySoMany(50, 7), ...allAt(1_000, 300), ...everySoMany(newer, 7, 2_000)],
				{ limit: () => 100 },
				pairApart,
			);
			await readWhole(log);
			expect(log.requests).toBeLessThanOrEqual(60);
		},
	);

	it.each([
		['distinct', {}, undefined],
		['one pair', {}, (id: number) => (id === 15_100 || id === 19_000 ? 'twin' : `entry ${id}`)],
		['shuffled', { orderKey: ({ id }, _request, number) => mixed(id, number) }, undefined],
	] satisfies Array<[string, Behaviour, ((id: number) => string) | undefined]>)(
		'7: 5,000 of one millisecond among 20,000 in a growing log: %s',
		async (_name, behaviour, textOf) => {
			for (const [limit, order] of [
				[1_000, 'desc'],
				[1_000, 'asc'],
				[100, 'desc'],
			] as const) {
				const log = new HostileLog(
					[
						...everySoMany(15_000, SECOND),
						...allAt(15_000 * SECOND, 5_000),
						...everySoMany(5_000, SECOND, 15_001 * SECOND),
					],
					{
						...behaviour,
						limit: () => limit,
						move: (moving, request) => {
							if (request % 5 === 4) moving.add(moving.ticksAt(moving.size - 1) + SECOND);
						},
					},
					textOf,
				);
				await readWhole(log, { order });
			}
		},
		120_000,
	);

	it('8: 150 of each second, all identical', async () => {
		const log = new HostileLog(
			everySoMany(30_000, 1).map((index) => Math.floor(index / 150) * SECOND),
			{ limit: () => 100 },
			() => 'all the same',
		);
		const output = await readWhole(log);
		expect(output).toHaveLength(30_000);
		expect(log.requests).toBeLessThanOrEqual(6_000);
	});

	it.each([99, 100, 101, 102])('8: %i of each second', async (perSecond) => {
		for (const order of ['asc', 'desc'] as const) {
			const log = new HostileLog(
				everySoMany(30_000, 1).map((index) => Math.floor(index / perSecond) * SECOND),
				{ limit: () => 100 },
			);
			await readWhole(log, { order });
			expect(log.requests).toBeLessThanOrEqual(4 * 300);
		}
	});

	it.each([10_000_000, 2 ** 31 - 1])('9: 5,000 entries with a total of %i', async (total) => {
		for (const order of ['asc', 'desc'] as const) {
			for (const limit of [Infinity, 20_000]) {
				const log = new HostileLog(everySoMany(5_000, 7), {
					limit: () => 1_000,
					total: () => total,
				});
				const output = await readWhole(log, { order, limit });
				expect(output).toHaveLength(5_000);
				expect(log.requests).toBeLessThanOrEqual(60);
			}
		}
	});

	it.each([1, 2, 2_500, 2 ** 31 - 1])(
		'10: the same single entry for ever, with a total of %i',
		async (totalCount) => {
			for (const order of ['asc', 'desc'] as const) {
				for (const limit of [Infinity, 50]) {
					let requests = 0;
					const log: LogReader = {
						timeProperty: 'createdOn',
						read: async () => {
							requests++;
							const entries = [{ createdOn: '2024-01-01T00:00:00Z', message: 'again' }];
							return await Promise.resolve({ entries, totalCount });
						},
					};
					const output = await readOrRefuse(log, { order, limit });
					if (totalCount === 1) expect(output).toHaveLength(1);
					else if (limit === Infinity) expect(output).toBeInstanceOf(LogError);
					expect(requests).toBeLessThanOrEqual(400);
				}
			}
		},
	);

	it.each([1, 2, 3, 10])('11: a sort order that is ignored, %i asked for', async (limit) => {
		const log = new HostileLog(everySoMany(500, 7), { ignoresOrder: true });
		const output = await readOrRefuse(log, { order: 'asc', limit });
		expect(output).toMatchObject({ kind: 'wrong-order' });
		const tied = new HostileLog([...everySoMany(500, 7), ...allAt(10_000, 20)], {
			ignoresOrder: true,
		});
		expect(await readOrRefuse(tied, { order: 'asc', limit })).toBeInstanceOf(LogError);
	});
});
