import fc from 'fast-check';
import type { AuditEntry } from '../../nodes/UiPathAudit/log/entry';
import { parseInstant } from '../../nodes/UiPathAudit/log/instant';
import { LogError } from '../../nodes/UiPathAudit/log/logError';
import type { LogReader, PageAnswer, PageRequest } from '../../nodes/UiPathAudit/log/offset/page';
import { scan } from '../../nodes/UiPathAudit/log/offset/scan';
import { readInOrder, type ReadingReport } from '../../nodes/UiPathAudit/log/readInOrder';
import type { Selection } from '../../nodes/UiPathAudit/log/select';
import { selectionOf } from './offset/hostileLog';
import { findLossOrDouble, MovingLog } from './offset/movingLog';

const RUNS = Number(process.env.PROPERTY_RUNS ?? 1_000);

const times = fc.array(fc.nat(60), { maxLength: 80, size: 'max' });
const chosen = fc.record({
	order: fc.constantFrom<'asc' | 'desc'>('asc', 'desc'),
	pageSize: fc.integer({ min: 7, max: 15 }),
	concurrency: fc.integer({ min: 1, max: 6 }),
	limit: fc.oneof(fc.constant(Infinity), fc.integer({ min: 1, max: 90 })),
});
const still = fc
	.integer({ min: 4, max: 12 })
	.map((clamp) => [{ arrivals: 0, late: [], retention: 0, clamp, delay: 0 }]);
const moving = fc.array(
	fc.record({
		arrivals: fc.nat(2),
		late: fc.array(fc.double({ min: 0, max: 0.999, noNaN: true }), { maxLength: 1 }),
		retention: fc.nat(2),
		// A log that has more late entries in each answer than it settles has no end.
		clamp: fc.integer({ min: 7, max: 12 }),
		delay: fc.nat(4),
	}),
	{ minLength: 1, maxLength: 6 },
);

/** More requests than any of these logs can need. */
const MANY_REQUESTS = 1_500;

/** Fails where reading does not come to an end. */
class Finite implements LogReader {
	readonly timeProperty = 'happened';

	constructor(private readonly log: MovingLog) {}

	async read(request: PageRequest): Promise<PageAnswer> {
		if (this.log.requests.length > MANY_REQUESTS) throw new Error('There is no end to it');
		return await this.log.read(request);
	}
}

async function read(log: MovingLog, selection: Partial<Selection>) {
	const newest = parseInstant(String(log.atStart.at(-1)?.entry.happened));
	const entries: AuditEntry[] = [];
	const batches = readInOrder((query) => scan(new Finite(log), query), {
		...selectionOf(selection),
		newest,
	});
	for (;;) {
		const batch = await batches.next();
		if (batch.done) return { entries, report: batch.value satisfies ReadingReport };
		for (const { entry } of batch.value) entries.push(entry);
	}
}

async function readOrRefuse(log: MovingLog, selection: Partial<Selection>) {
	return await read(log, selection).catch((error: unknown) => {
		if (error instanceof LogError) return undefined;
		throw error;
	});
}

describe('entries that come one after the other', () => {
	it('come whole or not at all, in the order of time, while the log moves', async () => {
		await fc.assert(
			fc.asyncProperty(times, fc.nat(3), moving, fc.boolean(), chosen, async (...story) => {
				const [at, twinEvery, script, shuffles, selection] = story;
				const log = new MovingLog(at, twinEvery, script, shuffles);
				const all = await readOrRefuse(log, { ...selection, limit: Infinity });
				if (!all) return;
				expect(findLossOrDouble(log, all.entries)).toBeUndefined();
				const texts = all.entries.map(({ happened }) => String(happened).padEnd(40, '0'));
				const sorted = texts.slice().sort();
				expect(texts).toEqual(selection.order === 'asc' ? sorted : sorted.reverse());
			}),
			{ numRuns: RUNS },
		);
	});

	it('come in one order, however the server puts those of one time and pages', async () => {
		await fc.assert(
			fc.asyncProperty(times, still, still, chosen, async (at, script, otherScript, selection) => {
				const log = new MovingLog(at, 0, script, true);
				const other = new MovingLog(at, 0, otherScript, true);
				const { order, limit } = selection;
				const one = await readOrRefuse(log, selection);
				const two = await readOrRefuse(other, { order, limit, pageSize: 12 });
				if (!one || !two) return;
				expect(one.entries).toEqual(two.entries);
				expect(one.entries).toHaveLength(Math.min(limit, at.length));
				expect(one.report.isCut).toBe(limit < at.length);
			}),
			{ numRuns: RUNS },
		);
	});

	it('come without reading further than a limit needs', async () => {
		const at = Array.from({ length: 5_000 }, (_, index) => index);
		const log = new MovingLog(at, 0, [], false);
		const { entries, report } = await read(log, { order: 'desc', limit: 50, pageSize: 100 });
		expect(entries).toHaveLength(50);
		expect(report).toMatchObject({ isCut: true, hasMoved: false });
		expect(log.requests).toHaveLength(1);
	});

	it('are not read ahead while nobody takes them', async () => {
		const at = Array.from({ length: 5_000 }, (_, index) => index);
		const log = new MovingLog(at, 0, [], false);
		const selection = selectionOf({ order: 'asc', pageSize: 100, concurrency: 3 });
		const batches = readInOrder((query) => scan(log, query), {
			...selection,
			newest: undefined,
		});
		await batches.next();
		await new Promise((resolve) => setTimeout(resolve, 20));
		const before = log.requests.length;
		await new Promise((resolve) => setTimeout(resolve, 20));
		expect(log.requests).toHaveLength(before);
		expect(before).toBeLessThan(10);
		await batches.return({ read: 0, isCut: false, hasMoved: false, notGiven: 0 });
	});
});
