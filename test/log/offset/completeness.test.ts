import fc from 'fast-check';
import { LogError } from '../../../nodes/UiPathAudit/log/logError';
import { parseInstant } from '../../../nodes/UiPathAudit/log/instant';
import type { Selection } from '../../../nodes/UiPathAudit/log/select';
import { readEntries } from './readEntries';
import { selectionOf } from './hostileLog';
import { findLossOrDouble, MovingLog } from './movingLog';

const RUNS = Number(process.env.PROPERTY_RUNS ?? 2_500);

const fraction = fc.double({ min: 0, max: 0.999, noNaN: true });

const movement = (most: {
	arrivals: number;
	late: number;
	retention: number;
	leastClamp: number;
}) =>
	fc.record({
		arrivals: fc.nat(most.arrivals),
		late: fc.array(fraction, { maxLength: most.late }),
		retention: fc.nat(most.retention),
		clamp: fc.integer({ min: most.leastClamp, max: 12 }),
		delay: fc.nat(6),
	});

const selection = fc.record({
	order: fc.constantFrom<'asc' | 'desc'>('asc', 'desc'),
	sortBy: fc.constantFrom(undefined, undefined, 'message'),
	pageSize: fc.integer({ min: 1, max: 15 }),
	concurrency: fc.integer({ min: 1, max: 6 }),
});

const everything = (chosen: Partial<Selection>) =>
	selectionOf({ pageSize: 5, concurrency: 3, ...chosen });

async function readOrRefuse(log: MovingLog, chosen: Selection) {
	try {
		return await readEntries(log, chosen);
	} catch (error) {
		if (error instanceof LogError) return undefined;
		throw error;
	}
}

describe('a log that moves while it is read', () => {
	it('comes out whole or not at all, whatever happens', async () => {
		await fc.assert(
			fc.asyncProperty(
				fc.array(fc.nat(40), { maxLength: 60, size: 'max' }),
				fc.nat(3),
				fc.array(movement({ arrivals: 3, late: 3, retention: 3, leastClamp: 1 }), {
					minLength: 1,
					maxLength: 8,
				}),
				fc.boolean(),
				selection,
				async (times, twinEvery, script, shuffles, chosen) => {
					const log = new MovingLog(times, twinEvery, script, shuffles);
					const output = await readOrRefuse(log, everything(chosen));
					if (output) expect(findLossOrDouble(log, output)).toBeUndefined();
				},
			),
			{ numRuns: RUNS, endOnFailure: true },
		);
	});

	it('comes out whole where it moves less than a page at a time', async () => {
		await fc.assert(
			fc.asyncProperty(
				fc.array(fc.nat(5_000), { maxLength: 120, size: 'max' }),
				fc.array(movement({ arrivals: 2, late: 1, retention: 1, leastClamp: 8 }), {
					minLength: 1,
					maxLength: 8,
				}),
				fc.boolean(),
				selection,
				async (times, script, shuffles, chosen) => {
					const log = new MovingLog(times, 5, script, shuffles);
					const output = await readEntries(log, everything({ ...chosen, pageSize: 12 }));
					expect(findLossOrDouble(log, output)).toBeUndefined();
				},
			),
			{ numRuns: RUNS, endOnFailure: true },
		);
	});

	it('gives the first so many of the order', async () => {
		await fc.assert(
			fc.asyncProperty(
				fc.array(fc.nat(5_000), { maxLength: 120, size: 'max' }),
				fc.array(movement({ arrivals: 2, late: 0, retention: 0, leastClamp: 6 }), {
					minLength: 1,
					maxLength: 8,
				}),
				selection,
				fc.integer({ min: 1, max: 130 }),
				fc.nat(20),
				async (times, script, chosen, limit, skip) => {
					const log = new MovingLog(times, 0, script, false);
					const output = await readEntries(
						log,
						everything({ ...chosen, pageSize: 12, limit, skip }),
					);
					const due = Math.max(0, Math.min(limit, times.length - skip));
					expect(output.length).toBeGreaterThanOrEqual(due);
					expect(output.length).toBeLessThanOrEqual(limit);
					const texts = output.map((entry) => JSON.stringify(entry));
					expect(new Set(texts).size).toBe(output.length);
				},
			),
			{ numRuns: RUNS, endOnFailure: true },
		);
	});

	it('comes out in the order of time', async () => {
		await fc.assert(
			fc.asyncProperty(
				fc.array(fc.nat(300), { maxLength: 80, size: 'max' }),
				fc.array(movement({ arrivals: 1, late: 1, retention: 1, leastClamp: 8 }), {
					minLength: 1,
					maxLength: 8,
				}),
				selection,
				async (times, script, chosen) => {
					const log = new MovingLog(times, 0, script, true);
					const query = everything({ ...chosen, pageSize: 12, sortBy: undefined });
					const output = await readOrRefuse(log, query);
					const instants = (output ?? []).map(({ happened }) => parseInstant(String(happened)));
					const sorted = instants.slice().sort();
					if (chosen.order === 'desc') sorted.reverse();
					expect(instants).toEqual(sorted);
				},
			),
			{ numRuns: RUNS, endOnFailure: true },
		);
	});
});
