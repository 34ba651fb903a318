import { ALL_TIME, type TimeWindow } from '../../../nodes/UiPathAudit/log/timeWindow';
import { parseInstant } from '../../../nodes/UiPathAudit/log/instant';
import { LogError } from '../../../nodes/UiPathAudit/log/logError';
import type { Selection } from '../../../nodes/UiPathAudit/log/select';
import { everySoMany, HostileLog, readOrRefuse, type Behaviour } from './hostileLog';

const SECOND = 10_000_000;

/** A log written as `second:text`, oldest first. */
function written(entries: string, behaviour: Behaviour): HostileLog {
	const parts = entries.split(' ').map((part) => part.split(':'));
	const texts = parts.map(([, text = '']) => text);
	const times = parts.map(([second]) => Number(second) * SECOND);
	return new HostileLog(times, behaviour, (id) => texts[id] ?? `entry ${id}`);
}

async function outcome(log: HostileLog, chosen: Partial<Selection>): Promise<string> {
	const output = await readOrRefuse(log, { concurrency: 1, ...chosen });
	if (output instanceof LogError) return output.kind;
	return log.findWrong(output) ?? 'whole';
}

const turned = ({ id }: { id: number }) => (id < 5 ? 4 - id : id);

describe('what a second attack found', () => {
	it('retention does not put an entry that is gone in the place of one that was not seen', async () => {
		for (let moment = 1; moment < 20; moment++) {
			for (const replicas of [1, 2]) {
				const log = written('1:m0 1:m1 1:m2 1:m3 1:m4 2:u0', {
					limit: () => 3,
					orderKey: (row, _request, number) => (number % replicas === 0 ? turned(row) : row.id),
					move: (moving, number) => {
						if (number !== moment) return;
						moving.expire(1);
						moving.add(0, 'late');
					},
				});
				expect(await outcome(log, { order: 'asc', pageSize: 3 })).toBe('whole');
			}
		}
	});

	it('retention alone does not hide one of several equal entries', async () => {
		for (let moment = 1; moment < 20; moment++) {
			const log = written('1:m0 1:d 1:d 1:m3 1:d 2:u0', {
				limit: () => 3,
				move: (moving, number) => {
					if (number === moment) moving.expire(1);
				},
			});
			expect(await outcome(log, { pageSize: 3 })).toBe('whole');
		}
	});

	it('the rhythm of two replicas does not pass for one order', async () => {
		for (const rhythm of ['010', '01', '0110', '001', '01011']) {
			const log = written('1:m0 1:d 1:d 1:m3 1:d 2:u0 3:u1', {
				limit: () => 3,
				orderKey: (row, _request, number) =>
					rhythm[number % rhythm.length] === '1' ? turned(row) : row.id,
			});
			expect(['whole', 'unstable-ties']).toContain(await outcome(log, { pageSize: 3 }));
		}
	});

	it('an order that is ignored is found out though one time only was seen', async () => {
		const window: TimeWindow = {
			from: parseInstant('2024-01-01T00:00:02Z') ?? '',
			to: ALL_TIME.to,
		};
		const log = written('1:a 1:b 2:c 3:d', { limit: () => 2 });
		const alwaysOldestFirst = {
			timeProperty: log.timeProperty,
			read: async (request: Parameters<HostileLog['read']>[0]) =>
				await log.read({ ...request, order: 'asc' }),
		};
		expect(await readOrRefuse(alwaysOldestFirst, { window, pageSize: 2 })).toMatchObject({
			kind: 'wrong-order',
		});
	});

	it('a log of one time is no sign of an order that is ignored', async () => {
		for (const order of ['asc', 'desc'] as const) {
			const log = written('1:a 1:b 1:c 1:d 1:e', { limit: () => 2 });
			expect(await outcome(log, { order, pageSize: 2 })).toBe('whole');
		}
	});

	it('no rows and a total too low do not end a log of which the other end shows more', async () => {
		const log = written('1:a 1:b 1:c 1:d 1:e 1:f 1:g 1:h 1:i', {
			limit: () => 3,
			lastPlace: 7,
			total: () => 6,
		});
		expect(await outcome(log, { order: 'asc', pageSize: 6 })).toBe('counted-not-given');
	});

	it('no rows and a total of 0 are not believed after entries have come', async () => {
		for (const order of ['asc', 'desc'] as const) {
			const log = new HostileLog(everySoMany(40, 7), { limit: () => 6 });
			let mistakes = 0;
			const forgetful = {
				timeProperty: log.timeProperty,
				read: async (request: Parameters<HostileLog['read']>[0]) => {
					const isMistake = log.requests > 0 && request.skip === 0 && mistakes++ < 3;
					const answer = await log.read(request);
					return isMistake ? { entries: [], totalCount: 0 } : answer;
				},
			};
			const output = await readOrRefuse(forgetful, { order, limit: 10_000, pageSize: 6 });
			if (output instanceof LogError) throw output;
			expect(log.findWrong(output)).toBeUndefined();
			expect(mistakes).toBeGreaterThan(0);
		}
	});

	it.each([3, 4])(
		'an entry that arrives while the order is looked at accuses nobody (%i)',
		async (when) => {
			const log = written('1:a 1:b 1:c', {
				limit: () => 2,
				move: (moving, request) => {
					if (request === when) moving.add(moving.ticksAt(moving.size - 1) + 10_000_000, 'newer');
				},
			});
			const output = await readOrRefuse(log, { order: 'asc', pageSize: 2 });
			if (output instanceof LogError) throw output;
			expect(log.findWrong(output)).toBeUndefined();
		},
	);

	it('entries are the same however the properties within them are ordered', async () => {
		const log = written('1:s0 1:s0 1:s0 1:s0 1:s1', { limit: () => 2 });
		const nested = {
			timeProperty: log.timeProperty,
			read: async (request: Parameters<HostileLog['read']>[0]) => {
				const number = log.requests;
				const answer = await log.read(request);
				const details = number % 4 === 1 ? { a: 1, b: 2 } : { b: 2, a: 1 };
				const entries = answer.entries.map((entry) => ({ ...entry, details }));
				return { ...answer, entries };
			},
		};
		const output = await readOrRefuse(nested, { pageSize: 2, concurrency: 1 });
		if (output instanceof LogError) throw output;
		expect(log.findWrong(output)).toBeUndefined();
	});

	it('a group that grows for ever is not read for ever', async () => {
		const log = written('1:a 1:b 1:c 1:d 1:e 1:f 1:g 1:h 2:z', {
			limit: () => 1,
			move: (moving, number) => {
				if (number % 10 === 9) moving.add(SECOND);
			},
		});
		expect(await outcome(log, { order: 'asc', limit: 5, pageSize: 1 })).not.toMatch(
			/missing|double/,
		);
		expect(log.requests).toBeLessThan(5_000);
	});
});
