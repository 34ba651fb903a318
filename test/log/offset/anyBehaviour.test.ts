import fc from 'fast-check';
import { LogError } from '../../../nodes/UiPathAudit/log/logError';
import { anyBehaviour, makeLog, type AnyBehaviour } from './anyBehaviour';
import { readOrRefuse } from './hostileLog';

const RUNS = Number(process.env.PROPERTY_RUNS ?? 1_500);

const wanted = fc.record({
	order: fc.constantFrom<'asc' | 'desc'>('asc', 'desc'),
	limit: fc.constantFrom(Infinity, Infinity, 10_000),
	pageSize: fc.integer({ min: 1, max: 20 }),
	concurrency: fc.integer({ min: 1, max: 6 }),
});

/** A group that is known as a whole before it is read, on a server whose pages shrink to one entry. */
const limitsThatFall: AnyBehaviour = {
	...{ salt: 868_761, order: 'steady', replicas: 2, texts: 2, pairs: 0, delay: 2, total: 'right' },
	groups: [
		{ before: 1, size: 16 },
		{ before: 6, size: 26 },
		{ before: 7, size: 18 },
	],
	...{ limits: [12, 1, 3], limitPhase: 17, emptyEvery: 0, shortEvery: 0 },
	movement: { arrivals: 0, late: 0, lateInGroup: 0, retention: 0, every: 8 },
};
const oneByOne = { order: 'asc' as const, limit: Infinity, pageSize: 20, concurrency: 1 };

describe('a server that may do anything', () => {
	it('gives the whole of a quiet log, each entry once, without a refusal', async () => {
		await fc.assert(
			fc.asyncProperty(anyBehaviour(true), wanted, async (behaviour, chosen) => {
				const log = makeLog(behaviour);
				const output = await readOrRefuse(log, chosen);
				if (output instanceof LogError) throw output;
				expect(log.findWrong(output)).toBeUndefined();
			}),
			{ numRuns: RUNS, endOnFailure: true, examples: [[limitsThatFall, oneByOne]] },
		);
	}, 600_000);

	it('gives each entry once or none, whatever moves, lies and falters', async () => {
		const refusals = new Map<string, number>();
		await fc.assert(
			fc.asyncProperty(anyBehaviour(false), wanted, async (behaviour, chosen) => {
				const log = makeLog(behaviour);
				const output = await readOrRefuse(log, chosen);
				if (output instanceof LogError) {
					refusals.set(output.kind, 1 + (refusals.get(output.kind) ?? 0));
				} else expect(log.findWrong(output)).toBeUndefined();
			}),
			{ numRuns: RUNS, endOnFailure: true },
		);
		const refused = [...refusals.values()].reduce((sum, count) => sum + count, 0);
		process.stdout.write(`Refused ${refused} of ${RUNS}: ${JSON.stringify([...refusals])}\n`);
		expect(refused).toBeLessThan(RUNS / 2);
	}, 600_000);
});
