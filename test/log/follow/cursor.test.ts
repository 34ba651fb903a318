import { createHash } from 'node:crypto';
import { readCursor, startAt, writeCursor } from '../../../nodes/UiPathAudit/log/follow/cursor';
import { Sketch } from '../../../nodes/UiPathAudit/log/follow/sketch';
import { Told } from '../../../nodes/UiPathAudit/log/follow/told';
import { LivingLog } from './livingLog';
import { Poller } from './poller';

const MAX_BYTES = 64 * 1024;

/** A log with so many entries in the last ten minutes, all told. */
async function followBusy(entries: number) {
	const log = new LivingLog(10);
	const poller = new Poller(log, { maxEntries: Infinity });
	poller.startAt('');
	log.watch();
	log.happen({ kind: 'arrive', count: entries, tied: false, twins: false });
	await poller.poll();
	expect(log.findWrong(poller.told)).toBeUndefined();
	return { log, poller };
}

describe('a cursor', () => {
	it.each([
		[1_000, 10_000],
		[5_000, 45_000],
		[100_000, MAX_BYTES],
	])('with %i entries in the late window is at most %i bytes', async (entries, bytes) => {
		const { poller } = await followBusy(entries);
		expect(poller.told).toHaveLength(entries);
		expect(Buffer.byteLength(poller.saved)).toBeLessThanOrEqual(bytes);
	});

	it('holds no word of any entry', async () => {
		const { poller } = await followBusy(50);
		expect(poller.saved).not.toMatch(/text|happened|details/);
		expect(Object.keys(JSON.parse(poller.saved) as object)).toEqual([
			...['settledUntil', 'toldUntil', 'lastDigest', 'place', 'counted', 'told', 'digests'],
		]);
	});

	it.each([6_000, 100_000])('tells late entries among %i apart', async (entries) => {
		const { log, poller } = await followBusy(entries);
		// In between, at once, and equal to one another.
		log.happen({ kind: 'late', count: 1_000, minutes: 1, twins: false });
		log.happen({ kind: 'late', count: 700, minutes: 3, twins: true });
		log.happen({ kind: 'arrive', count: 3, tied: true, twins: true });
		expect(await poller.poll()).toBe(1_703);
		expect(log.findWrong(poller.told)).toBeUndefined();
		expect(await poller.poll()).toBe(0);
	});

	it('tells the late window again, rather than nothing, where more than can be told apart come late', async () => {
		const { log, poller } = await followBusy(6_000);
		log.happen({ kind: 'late', count: 6_000, minutes: 1, twins: false });
		expect(await poller.poll()).toBe(12_000);
		expect(poller.isToldAgain).toBe(true);
		expect(await poller.poll()).toBe(0);
	});

	it('is read again as it was written', () => {
		const cursor = { ...startAt('2026-01-31T08:00:00.0000000'), told: Told.of(['abcdefgh']) };
		const read = readCursor({ ...writeCursor(cursor) });
		expect(read?.isWhole).toBe(true);
		expect(read && writeCursor(read.cursor)).toEqual(writeCursor(cursor));
	});

	it.each<[string, object]>([
		['digests cut short', { digests: 'abcdefg' }],
		['digests that are none', { digests: 'abc defg' }],
		['too few digests', { told: 2 }],
		['a sketch cut short', { digests: undefined, sketch: 'abcd' }],
		['no digests', { digests: undefined }],
		['no end', { toldUntil: 'yesterday' }],
		['no count', { told: -1 }],
		['digests of another kind', { digests: 5 }],
	])('with %s begins again where everything before is settled', (_name, damage) => {
		const settledUntil = '2026-01-31T08:00:00.0000000';
		const whole = writeCursor({ ...startAt(settledUntil), told: Told.of(['abcdefgh']) });
		const read = readCursor({ ...whole, ...damage });
		expect(read?.isWhole).toBe(false);
		expect(read && writeCursor(read.cursor)).toEqual(writeCursor(startAt(settledUntil)));
	});

	it('of another kind is none', () => {
		expect(readCursor({})).toBeUndefined();
		expect(readCursor({ settledUntil: 5 })).toBeUndefined();
		expect(readCursor({ settledUntil: 'now' })).toBeUndefined();
	});
});

describe('a sketch', () => {
	const key = (number: number) =>
		createHash('sha256').update(String(number)).digest().subarray(0, 6).toString('base64url');
	const keys = (from: number, to: number) =>
		Array.from({ length: to - from }, (_, index) => key(from + index));

	it('tells what is on one side only, on either', () => {
		const sketch = Sketch.read(Sketch.of(keys(0, 50_000)).write());
		expect(sketch?.findUnknown(keys(0, 50_000))).toEqual(new Set());
		expect(sketch?.findUnknown(keys(1_000, 51_500))).toEqual(new Set(keys(50_000, 51_500)));
	});

	it('says so where it cannot tell', () => {
		expect(Sketch.of(keys(0, 6_000)).findUnknown([])).toBeUndefined();
	});
});
