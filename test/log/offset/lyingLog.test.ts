import fc from 'fast-check';
import { ALL_TIME } from '../../../nodes/UiPathAudit/log/timeWindow';
import { LogError } from '../../../nodes/UiPathAudit/log/logError';
import type {
	LogReader,
	PageAnswer,
	PageRequest,
} from '../../../nodes/UiPathAudit/log/offset/page';
import { readEntries } from './readEntries';
import { findLossOrDouble, MovingLog } from './movingLog';

/** A log whose answers are falsified on their way. */
class Falsified implements LogReader {
	readonly timeProperty = 'happened';
	constructor(
		readonly log: MovingLog,
		private readonly falsify: (answer: PageAnswer, request: PageRequest) => PageAnswer,
	) {}

	async read(request: PageRequest): Promise<PageAnswer> {
		return this.falsify(await this.log.read(request), request);
	}
}

const RUNS = 400;
const times = fc.array(fc.nat(2_000), { minLength: 1, maxLength: 80, size: 'max' });
const order = fc.constantFrom<'asc' | 'desc'>('asc', 'desc');
const rest = (clamp: number) => [{ arrivals: 0, late: [], retention: 0, clamp, delay: 1 }];
const all = { sortBy: undefined, window: ALL_TIME, filter: undefined, skip: 0 };

async function outcome(reader: LogReader, chosen: { order: 'asc' | 'desc'; limit?: number }) {
	try {
		return await readEntries(reader, {
			...all,
			limit: Infinity,
			pageSize: 9,
			concurrency: 3,
			...chosen,
		});
	} catch (error) {
		if (error instanceof LogError) return error;
		throw error;
	}
}

describe('a server that lies', () => {
	it('does not lead to loss by a count that is too high', async () => {
		await fc.assert(
			fc.asyncProperty(times, order, fc.integer({ min: 1, max: 300 }), async (ticks, by, extra) => {
				const log = new MovingLog(ticks, 0, rest(7), false);
				const output = await outcome(
					new Falsified(log, (answer) => ({ ...answer, totalCount: answer.totalCount + extra })),
					{ order: by },
				);
				if (!(output instanceof LogError)) expect(findLossOrDouble(log, output)).toBeUndefined();
			}),
			{ numRuns: RUNS },
		);
	});

	it('does not lead to loss by a count that is too low, unless the first page seems all', async () => {
		await fc.assert(
			fc.asyncProperty(
				times,
				order,
				fc.integer({ min: 1, max: 60 }),
				async (ticks, by, missing) => {
					const log = new MovingLog(ticks, 0, rest(7), false);
					fc.pre(ticks.length - missing > 7);
					const output = await outcome(
						new Falsified(log, (answer) => ({
							...answer,
							totalCount: answer.totalCount - missing,
						})),
						{ order: by },
					);
					if (!(output instanceof LogError)) expect(findLossOrDouble(log, output)).toBeUndefined();
				},
			),
			{ numRuns: RUNS },
		);
	});

	it('is found out where it does not sort, skip or give what it counts', async () => {
		const log = () =>
			new MovingLog(
				Array.from({ length: 50 }, (_, i) => i * 3),
				0,
				rest(7),
				false,
			);
		const reversed = new Falsified(log(), (answer, { order: by }) =>
			by === 'asc' ? { ...answer, entries: answer.entries.reverse() } : answer,
		);
		expect(await outcome(reversed, { order: 'desc' })).toMatchObject({ kind: 'wrong-order' });

		const nothing = new Falsified(log(), (answer) => ({ ...answer, entries: [] }));
		expect(await outcome(nothing, { order: 'desc' })).toMatchObject({
			kind: 'counted-not-given',
		});

		const first = log();
		const noSkip: LogReader = {
			timeProperty: 'happened',
			read: async (request) => await first.read({ ...request, skip: 0 }),
		};
		expect(await outcome(noSkip, { order: 'desc' })).toMatchObject({ kind: 'moving' });

		const timeless = new Falsified(log(), (answer) => ({
			...answer,
			entries: answer.entries.map(() => ({ happened: 'soon' })),
		}));
		expect(await outcome(timeless, { order: 'desc' })).toMatchObject({ kind: 'bad-time' });
	});

	it('loses nothing by giving more than it was asked for', async () => {
		const log = new MovingLog(
			Array.from({ length: 50 }, (_, i) => i * 3),
			0,
			rest(7),
			false,
		);
		const generous: LogReader = {
			timeProperty: 'happened',
			read: async (request) => await log.read({ ...request, top: request.top + 5 }),
		};
		const output = await outcome(generous, { order: 'desc' });
		expect(findLossOrDouble(log, output instanceof LogError ? [] : output)).toBeUndefined();
	});
});
