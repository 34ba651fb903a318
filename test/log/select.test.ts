import type { TimedEntry } from '../../nodes/UiPathAudit/log/entry';
import { select, type Selection } from '../../nodes/UiPathAudit/log/select';
import type { ScanQuery, Stretch } from '../../nodes/UiPathAudit/log/stretch';
import { ALL_TIME } from '../../nodes/UiPathAudit/log/timeWindow';

const everything: Selection = {
	...{ sortBy: undefined, order: 'desc', window: ALL_TIME, filter: undefined },
	...{ skip: 0, limit: Infinity, pageSize: 10, concurrency: 1 },
};

function timed(...ids: number[]): TimedEntry[] {
	return ids.map((id) => ({ at: String(100 - id), entry: { id, isOdd: id % 2 === 1 } }));
}

function stretch(settled: TimedEntry[], more: Partial<Stretch> = {}): Stretch {
	const known = {
		place: 0,
		skipped: 0,
		isOrderShown: true,
		isLast: false,
		counted: 0,
		hasMoved: false,
	};
	return { settled, edge: [], ...known, ...more };
}

/** Selects from these stretches, and tells how many of them were asked for. */
async function selectFrom(stretches: Stretch[], changes: Partial<Selection>) {
	let given = 0;
	const queries: ScanQuery[] = [];
	const { entries, ...rest } = await select(
		async function* (query) {
			queries.push(query);
			for (const each of stretches) {
				given++;
				yield await Promise.resolve(each);
			}
		},
		{ ...everything, ...changes },
	);
	return { ids: entries.map(({ id }) => id), given, query: queries[0], ...rest };
}

describe('a selection', () => {
	it('takes no more stretches than it needs, and says that the limit cut it', async () => {
		const stretches = [stretch(timed(0, 1, 2)), stretch(timed(3, 4, 5)), stretch(timed(6))];
		expect(await selectFrom(stretches, { limit: 4 })).toMatchObject({
			...{ ids: [0, 1, 2, 3], given: 2, isCut: true },
		});
	});

	it('is not cut where the log ends with the limit', async () => {
		const last = stretch(timed(0, 1), { isLast: true });
		expect(await selectFrom([last], { limit: 2 })).toMatchObject({ isCut: false });
		expect(await selectFrom([last], { limit: 1 })).toMatchObject({ ids: [0], isCut: true });
		expect(await selectFrom([last], { limit: 9 })).toMatchObject({ ids: [0, 1], isCut: false });
	});

	it('takes from the edge what is missing, if the order is known to be kept', async () => {
		const edge = timed(1, 2);
		const sure = [stretch(timed(0), { edge }), stretch(edge)];
		expect(await selectFrom(sure, { limit: 2 })).toMatchObject({ ids: [0, 1], given: 1 });
		const unsure = [stretch(timed(0), { edge, isOrderShown: false }), stretch(edge)];
		expect(await selectFrom(unsure, { limit: 2 })).toMatchObject({ ids: [0, 1], given: 2 });
	});

	it('skips what the scan has not passed over itself', async () => {
		const wanted = { skip: 3, limit: 2 };
		const passedOver = [stretch(timed(3, 4, 5), { skipped: 3 })];
		expect((await selectFrom(passedOver, wanted)).ids).toEqual([3, 4]);
		const read = [stretch(timed(0, 1)), stretch(timed(2, 3, 4, 5))];
		expect((await selectFrom(read, wanted)).ids).toEqual([3, 4]);
		// The place was within a group, so the scan began anew from the first entry.
		const begunAnew = [stretch([], { skipped: 3 }), ...read];
		expect((await selectFrom(begunAnew, wanted)).ids).toEqual([3, 4]);
	});

	it('lets entries be passed over unread only where places in log and result are the same', async () => {
		const one = [stretch(timed(0), { isLast: true })];
		const wanted = { skip: 3, limit: 2 };
		expect((await selectFrom(one, wanted)).query?.skip).toBe(3);
		const filter = () => true;
		expect((await selectFrom(one, { ...wanted, filter })).query?.skip).toBe(0);
		const window = { from: '1', to: '2' };
		expect((await selectFrom(one, { ...wanted, window })).query?.skip).toBe(0);
	});

	it('filters, counting what passes', async () => {
		const filter = ({ isOdd }: Record<string, unknown>) => isOdd === true;
		const stretches = [stretch(timed(0, 1, 2, 3)), stretch(timed(4, 5, 6, 7))];
		const wanted = { filter, skip: 1, limit: 2 };
		expect((await selectFrom(stretches, wanted)).ids).toEqual([3, 5]);
	});

	it('sorts by a property, and says whether the limit left some out', async () => {
		const stretches = [stretch(timed(2, 0)), stretch(timed(1, 3), { hasMoved: true })];
		const wanted = { sortBy: 'id', order: 'asc' as const };
		expect(await selectFrom(stretches, { ...wanted, skip: 1, limit: 2 })).toMatchObject({
			...{ ids: [1, 2], isCut: true, hasMoved: true },
		});
		expect((await selectFrom(stretches, { ...wanted, limit: 4 })).isCut).toBe(false);
	});
});
