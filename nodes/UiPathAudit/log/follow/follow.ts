import type { AuditEntry } from '../entry';
import type { EntryFilter } from '../filter';
import { addMinutes, END_OF_TIME, toInstantOfMs, type Instant } from '../instant';
import type { Scan, ScanQuery, Stretch } from '../stretch';
import { ALL_TIME } from '../timeWindow';
import { isUpTo, startAt, type Cursor } from './cursor';
import { digestEntries, type DigestedEntry } from './digest';
import { judge } from './judge';

/** Entries to ask for beyond those that are known, so that a few new ones cost no further request. */
const SPARE_ENTRIES = 100;

/** Entries to ask for where only the newest counts. */
const MIN_ENTRIES = 3;

/** New entries to read in one poll at most where few of them pass the filter: memory holds them all. */
const MAX_READ = 20_000;

/** Entries of the late window that are looked through when a log begins to be followed. */
const MAX_FIRST_TOLD = 3_000;

/** What a poll is to do. */
export interface FollowOptions {
	/** Milliseconds since 1970. */
	now: number;
	/** Minutes for which an entry may be late and is told all the same. */
	lateMinutes: number;
	/** Entries to tell at most; the others are left for the next poll. */
	maxEntries: number;
	/** The entries to tell; all where undefined. What does not pass is settled, too. */
	filter: EntryFilter | undefined;
	/** Entries to ask for in a page. */
	pageSize: number;
	/** Pages under way at once. */
	concurrency: number;
	/** Whether reading has to come to an end. */
	isOver: () => boolean;
	/** Entries before this time are settled, but not told; told are all where undefined. */
	notBefore?: Instant;
	/** For how long the log could not be read that is only now begun to be followed. */
	missedMs?: number;
}

/** What has come of a poll. */
export interface Followed {
	/** New entries, oldest first, each once. */
	entries: AuditEntry[];
	/** The cursor that goes with them. */
	cursor: Cursor;
	/** Whether there may be more to tell already. */
	hasMore: boolean;
	/** Whether so many came late at once that all of the late window is told again. */
	isToldAgain: boolean;
	/** Whether there was no time to read as far as the log has been told, so nothing could be told. */
	isOutOfTime: boolean;
	/** Entries that seem to have come later than the late window allows, and are not told. */
	tooLate: number;
}

/** What comes of a poll that finds nothing. */
export const NOTHING: Omit<Followed, 'cursor'> = {
	...{ entries: [], hasMore: false, isToldAgain: false, isOutOfTime: false, tooLate: 0 },
};

/** What was read: all entries from the cursor on, oldest first, perhaps not up to the newest. */
export interface Reading {
	entries: DigestedEntry[];
	/** Entries of the log before the first that was read, where that is known. */
	place: number | undefined;
	/** Entries in the whole log. */
	counted: number;
	/** Whether nothing comes after the entries. */
	isWhole: boolean;
	/** Whether the log changed while it was read, so that the count may be of more than was read. */
	hasMoved: boolean;
	/** The time of the newest entry in the first answer of the poll; the latest time where it has none. */
	newestAtFirst: Instant;
}

/**
 * Finds what is new in a log since a cursor, each entry once. The cursor that comes back is to be kept
 * if and only if the entries are handed on.
 *
 * @throws LogError where the log cannot be read, or as its reader does
 */
export async function follow(
	scan: Scan,
	cursor: Cursor,
	options: FollowOptions,
): Promise<Followed> {
	const newest = await readNewest(scan, cursor, options);
	if (!newest.isWhole && isAsBefore(newest, cursor)) {
		return { ...NOTHING, cursor };
	}
	if (newest.isWhole) return judge(newest, cursor, options);
	const { newestAtFirst, counted } = newest;
	const reading = await readFromCursor(scan, cursor, options);
	const hasMoved = reading.hasMoved || reading.counted !== counted;
	// What comes late while the rest is read was not there yet when the newest entry was.
	return judge({ ...reading, newestAtFirst, hasMoved }, cursor, options);
}

/**
 * Begins to follow a log: only what comes from now on is new, or what has come since `notBefore`. What
 * may come late counts as new as well, so what there is of the late window is taken for told.
 *
 * @throws as {@link follow} does
 */
export async function begin(scan: Scan, options: FollowOptions): Promise<Followed> {
	const newest = await readNewestTime(scan, options);
	if (newest === undefined) return { ...NOTHING, cursor: startAt(ALL_TIME.from) };
	const settled = settle(newest, options);
	const notBefore = findBeginning(settled, options);
	if (notBefore !== undefined && notBefore <= newest) {
		const from = notBefore < settled ? notBefore : settled;
		return await follow(scan, startAt(from), { ...options, notBefore });
	}
	const all = { ...options, maxEntries: Infinity, notBefore: END_OF_TIME };
	const followed = await follow(scan, startAt(settled), all);
	const isSmall = !followed.hasMore && followed.cursor.told.count <= MAX_FIRST_TOLD;
	// Where so much is in the late window, it begins now.
	return isSmall ? followed : await follow(scan, startAt(newest), all);
}

/** The time from which on entries are new; undefined where none is yet. */
function findBeginning(
	settled: Instant,
	{ notBefore, missedMs }: FollowOptions,
): Instant | undefined {
	if (missedMs === undefined) return notBefore;
	// By the log's clock, whatever n8n's is.
	const missed = addMinutes(settled, -Math.ceil(Math.max(0, missedMs) / 60_000));
	return notBefore !== undefined && notBefore < missed ? notBefore : missed;
}

/** Every entry before this time is settled once one of this time has been seen. */
export function settle(newest: Instant, { now, lateMinutes }: FollowOptions): Instant {
	// An entry dated ahead of time says nothing of the others.
	const clock = toInstantOfMs(now);
	return addMinutes(newest < clock ? newest : clock, -lateMinutes);
}

/** The newest entries: with one request all there are since the cursor, where those are few. */
async function readNewest(scan: Scan, cursor: Cursor, options: FollowOptions): Promise<Reading> {
	const query = makeQuery('desc', cursor, options);
	for await (const stretch of scan(query)) {
		const { settled, edge, isLast } = stretch;
		const newestAtFirst = [...settled, ...edge][0]?.at ?? END_OF_TIME;
		// A full page may be all there is only by a count that is too low.
		const isWhole = isLast && settled.length + edge.length < query.firstTop;
		return { ...toReading([stretch], settled.slice().reverse()), newestAtFirst, isWhole };
	}
	return toReading([], []);
}

/** @returns undefined where the log is empty */
async function readNewestTime(scan: Scan, options: FollowOptions): Promise<Instant | undefined> {
	const query = makeQuery('desc', startAt(ALL_TIME.from), { ...options, pageSize: MIN_ENTRIES });
	for await (const { settled, edge } of scan(query)) return [...settled, ...edge][0]?.at;
	return undefined;
}

/**
 * Whether nothing has happened since all was told: as many entries, and the newest ones are known. A
 * late entry that retention has made up for is found as soon as anything else comes.
 */
function isAsBefore({ entries, counted }: Reading, { last, counted: before }: Cursor): boolean {
	const areKnown = entries.length > 0 && entries.every((entry) => isUpTo(entry, last));
	return counted === before && areKnown;
}

/** What came since the cursor, until there is enough to tell. */
async function readFromCursor(
	scan: Scan,
	cursor: Cursor,
	options: FollowOptions,
): Promise<Reading> {
	const { maxEntries, filter, isOver } = options;
	const { last, told } = cursor;
	const stretches: Stretch[] = [];
	let beyond = 0;
	let passing = 0;
	const missing = () =>
		filter ? ((maxEntries - passing) * (beyond + 1)) / (passing + 1) : maxEntries - beyond;
	const needed = () => Math.max(1, missing() + (stretches.length === 0 ? told.count : 0));
	for await (const stretch of scan({ ...makeQuery('asc', cursor, options), needed })) {
		stretches.push(stretch);
		for (const { at, entry } of stretch.settled) {
			if (at <= last.at) continue;
			beyond++;
			if (!filter || filter(entry)) passing++;
		}
		const isEnough = passing >= maxEntries || beyond >= Math.max(maxEntries, MAX_READ);
		if (stretch.isLast || isEnough || isOver()) break;
	}
	return toReading(
		stretches,
		stretches.flatMap(({ settled }) => settled),
	);
}

function toReading(stretches: readonly Stretch[], entries: Stretch['settled']): Reading {
	const last = stretches.at(-1);
	return {
		entries: digestEntries(entries),
		place: stretches.find(({ settled }) => settled.length > 0)?.place,
		counted: last?.counted ?? 0,
		isWhole: last?.isLast ?? true,
		hasMoved: last?.hasMoved ?? false,
		newestAtFirst: END_OF_TIME,
	};
}

function makeQuery(
	order: ScanQuery['order'],
	{ settledUntil: from, told, place }: Cursor,
	{ pageSize, concurrency }: FollowOptions,
): ScanQuery {
	return {
		order,
		window: { from, to: END_OF_TIME },
		skip: 0,
		firstTop: order === 'desc' ? Math.min(pageSize, told.count + SPARE_ENTRIES) : pageSize,
		pageSize,
		concurrency,
		needed: () => Infinity,
		most: () => Infinity,
		near: order === 'asc' ? place : undefined,
	};
}
