import fc from 'fast-check';
import { ENTRY_ID, identifyEntries } from '../../nodes/UiPathAudit/log/entryId';
import { makeFilter } from '../../nodes/UiPathAudit/log/filter';
import { scan } from '../../nodes/UiPathAudit/log/offset/scan';
import { select, type Selection } from '../../nodes/UiPathAudit/log/select';
import { selectionOf } from './offset/hostileLog';
import { MovingLog, type Movement } from './offset/movingLog';

const RUNS = Number(process.env.PROPERTY_RUNS ?? 500);
const STILL: Movement = { arrivals: 0, late: [], retention: 0, clamp: 12, delay: 0 };

async function readIds(log: MovingLog, chosen: Partial<Selection>): Promise<string[]> {
	const identified = identifyEntries((query) => scan(log, query));
	const { entries } = await select(identified, selectionOf(chosen));
	return entries.map((entry) => String(entry[ENTRY_ID]));
}

describe('the ids of entries', () => {
	it('are the same whatever the order, pages and window, and differ for all entries', async () => {
		await fc.assert(
			fc.asyncProperty(
				fc.array(fc.nat(30), { minLength: 1, maxLength: 60, size: 'max' }),
				fc.nat(3),
				fc.integer({ min: 3, max: 15 }),
				fc.integer({ min: 4, max: 12 }),
				fc.constantFrom<'asc' | 'desc'>('asc', 'desc'),
				fc.constantFrom(undefined, 'message'),
				fc.nat(10),
				async (times, twinEvery, pageSize, clamp, order, sortBy, skip) => {
					const log = new MovingLog(times, twinEvery, [{ ...STILL, clamp }], false);
					const ids = await readIds(log, {});
					expect(new Set(ids).size).toBe(times.length);

					const others = await readIds(log, { pageSize, order, sortBy, skip });
					expect(others).toHaveLength(Math.max(0, times.length - skip));
					for (const id of others) expect(ids).toContain(id);
					if (!sortBy && skip === 0) {
						expect([...others].sort()).toEqual([...ids].sort());
					}
					const limited = await readIds(log, { order, skip, limit: 5 });
					expect(limited.every((id) => ids.includes(id))).toBe(true);
				},
			),
			{ numRuns: RUNS },
		);
	});

	it('number those that a skip leaves out as well', async () => {
		const log = new MovingLog([1, 2, 2, 2, 2, 3], 1, [STILL], false);
		const pages = [0, 2, 4].map(async (skip) => await readIds(log, { skip, limit: 2 }));
		const ids = await readIds(log, {});
		expect((await Promise.all(pages)).flat().sort()).toEqual(ids.sort());
	});

	it('number equal entries, which a filter lets through all together', async () => {
		const log = new MovingLog([1, 2, 2, 2, 3], 1, [STILL], false);
		const filter = makeFilter([{ property: 'message', contains: 'twin' }]);
		const ids = await readIds(log, { order: 'asc', filter });
		const of = (index: number) => ids[index]?.split('-') ?? [];
		expect([of(1)[0], of(2)[0], of(3)[0]]).toEqual(Array(3).fill(of(1)[0]));
		expect(ids.map((id) => id.split('-')[1]).sort()).toEqual(['1', '1', '1', '2', '3']);
		expect(ids[0]).toMatch(/^[0-9a-f]{32}-1$/);
	});

	it('leave one alone that the server gives', async () => {
		const entry = { happened: '2024-05-06T07:08:09Z', [ENTRY_ID]: 'theirs' };
		const reader = {
			timeProperty: 'happened',
			read: async () => await Promise.resolve({ entries: [entry], totalCount: 1 }),
		};
		const identified = identifyEntries((query) => scan(reader, query));
		expect((await select(identified, selectionOf())).entries).toEqual([entry]);
	});
});
