import { BEGINNING_OF_TIME, type Instant } from '../instant';
import { isUpTo, type Cursor, type Position } from './cursor';
import type { DigestedEntry } from './digest';
import { NOTHING, settle, type Followed, type FollowOptions, type Reading } from './poll';
import { Told } from './told';

/**
 * Decides which of the entries that were read are new and to be told, and moves the cursor by as much.
 *
 * @param reading all entries from the cursor on, oldest first
 */
export function judge(reading: Reading, cursor: Cursor, options: FollowOptions): Followed {
	const { entries, isWhole } = reading;
	const { last, told } = cursor;
	const isRead = isWhole || (entries.at(-1)?.at ?? BEGINNING_OF_TIME) > last.at;
	if (!isRead) return { ...NOTHING, cursor, hasMore: true, isOutOfTime: true };

	const known = entries.filter((entry) => isUpTo(entry, last)).map(({ key }) => key);
	const late = told.findUnknown(known);
	const toldKeys = new Set(late ? known.filter((key) => !late.has(key)) : []);
	const fresh = entries.filter(({ key }) => !toldKeys.has(key));
	const lateCount = late?.size ?? known.length;
	const maxEntries = Told.canLeave(lateCount, toldKeys.size, options.maxEntries)
		? options.maxEntries
		: Math.max(options.maxEntries, lateCount);
	const { judged, passing } = takeFirst(fresh, { ...options, maxEntries });
	const unjudged = new Set(
		fresh.length > judged.size ? fresh.filter((one) => !judged.has(one)) : [],
	);

	const reached = findLast(judged, last);
	const settledUntil = moveSettled(cursor, [reached.at, reading.newestAtFirst], unjudged, options);
	const kept = entries.filter(
		(entry) => entry.at >= settledUntil && isUpTo(entry, reached) && !unjudged.has(entry),
	);
	const hasMore = !isWhole || unjudged.size > 0;
	return {
		entries: passing.map(({ entry }) => entry),
		cursor: {
			settledUntil,
			last: reached,
			told: Told.of(kept.map(({ key }) => key)),
			place: countBefore(settledUntil, reading),
			counted: hasMore || reading.hasMoved ? undefined : reading.counted,
		},
		hasMore,
		isToldAgain: late === undefined,
		isOutOfTime: false,
		tooLate: Math.max(
			0,
			(countBefore(cursor.settledUntil, reading) ?? 0) - (cursor.place ?? Infinity),
		),
	};
}

/**
 * The first entries, until as many pass the filter as may be told. Where the entries of one time are
 * too many, they are taken in the order of their digests, so that the next poll knows which are left.
 */
function takeFirst(
	entries: readonly DigestedEntry[],
	{ filter, maxEntries, notBefore }: FollowOptions,
): { judged: Set<DigestedEntry>; passing: DigestedEntry[] } {
	const judged = new Set<DigestedEntry>();
	const passing: DigestedEntry[] = [];
	const passes = ({ at, entry }: DigestedEntry) =>
		(notBefore === undefined || at >= notBefore) && (!filter || filter(entry));
	for (const group of groupByTime(entries)) {
		const wanted = group.filter(passes);
		if (passing.length + wanted.length <= maxEntries) {
			for (const one of group) judged.add(one);
			for (const one of wanted) passing.push(one);
			continue;
		}
		for (const one of group.sort((a, b) => (a.digest < b.digest ? -1 : 1))) {
			if (passes(one) && passing.length >= maxEntries) break;
			judged.add(one);
			if (passes(one)) passing.push(one);
		}
		break;
	}
	return { judged, passing };
}

function* groupByTime(entries: readonly DigestedEntry[]): Generator<DigestedEntry[]> {
	let group: DigestedEntry[] = [];
	for (const one of entries) {
		if (group[0] && group[0].at !== one.at) {
			yield group;
			group = [];
		}
		group.push(one);
	}
	if (group.length > 0) yield group;
}

function findLast(judged: Iterable<DigestedEntry>, from: Position): Position {
	let last = from;
	for (const one of judged) if (!isUpTo(one, last)) last = { at: one.at, digest: one.digest };
	return last;
}

/** As far as can be: late entries that are still to be told must not fall behind. */
function moveSettled(
	{ settledUntil }: Cursor,
	seen: readonly [Instant, Instant],
	unjudged: ReadonlySet<DigestedEntry>,
	options: FollowOptions,
): Instant {
	const [reached, newest] = seen;
	if (reached === BEGINNING_OF_TIME) return settledUntil;
	let bound = settle(reached < newest ? reached : newest, options);
	for (const { at } of unjudged) if (at < bound) bound = at;
	return bound > settledUntil ? bound : settledUntil;
}

/** Entries of the log before a time, where that is known. */
function countBefore(
	time: Instant,
	{ entries, place, counted, isWhole }: Reading,
): number | undefined {
	if (entries.length === 0) return isWhole ? counted : undefined;
	const first = entries.findIndex(({ at }) => at >= time);
	return place === undefined ? undefined : place + (first === -1 ? entries.length : first);
}
