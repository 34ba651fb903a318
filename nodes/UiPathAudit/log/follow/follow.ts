import { addMinutes, END_OF_TIME, type Instant } from '../instant';
import type { Scan, ScanQuery, Stretch } from '../stretch';
import { ALL_TIME } from '../timeWindow';
import { isUpTo, startAt, type Cursor } from './cursor';
import { digestEntries } from './digest';
import { judge } from './judge';
import { NOTHING, settle, type Followed, type FollowOptions, type Reading } from './poll';

/** Entries to ask for beyond those that are known, so that a few new ones cost no further request. */
const SPARE_ENTRIES = 100;

/** Entries to ask for where only the newest counts. */
const MIN_ENTRIES = 3;

/** New entries to read in one poll at most where few of them pass the filter: memory holds them all. */
const MAX_READ = 20_000;

/** Entries of the late window that are looked through when a log begins to be followed. */
const MAX_FIRST_TOLD = 3_000;

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
	if (newest.isWhole) return judge(newest, cursor, options);
	if (isAsBefore(newest, cursor)) return { ...NOTHING, cursor };
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
 * @param scanAll reads also what the server's filters leave out: where nothing passes them yet, the log
 *   begins now all the same, and not with its first entry once other filters are set
 * @throws as {@link follow} does
 */
export async function begin(
	scan: Scan,
	options: FollowOptions,
	scanAll: Scan = scan,
): Promise<Followed> {
	const newest = await readNewestTime(scanAll, options);
	if (newest === undefined) return { ...NOTHING, cursor: startAt(ALL_TIME.from) };
	const settled = settle(newest, options);
	const notBefore = findBeginning(settled, options);
	if (notBefore !== undefined && notBefore <= newest) {
		const from = notBefore < settled ? notBefore : settled;
		return await follow(scan, startAt(from), { ...options, notBefore });
	}
	const all = { ...options, maxEntries: Infinity, notBefore: END_OF_TIME };
	const followed = await follow(scanAll, startAt(settled), all);
	const isSmall = !followed.hasMore && followed.cursor.told.count <= MAX_FIRST_TOLD;
	// Where so much is in the late window, it begins now.
	return isSmall ? followed : await follow(scanAll, startAt(newest), all);
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

/** The newest entries: with one request all there are since the cursor, where those are few. */
async function readNewest(scan: Scan, cursor: Cursor, options: FollowOptions): Promise<Reading> {
	const query = makeQuery('desc', cursor, options);
	for await (const stretch of scan(query)) {
		const { settled, edge, isLast } = stretch;
		const newestAtFirst = [...settled, ...edge][0]?.at ?? END_OF_TIME;
		// A full page may be all there is only by a count that is too low.
		const isWhole = isLast && settled.length + edge.length < query.firstTop;
		return { ...toReading([stretch], settled.slice().reverse(), options), newestAtFirst, isWhole };
	}
	return toReading([], [], options);
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
	return counted !== undefined && counted === before && areKnown;
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
		options,
	);
}

function toReading(
	stretches: readonly Stretch[],
	entries: Stretch['settled'],
	{ identify }: FollowOptions,
): Reading {
	const last = stretches.at(-1);
	return {
		entries: digestEntries(entries, identify),
		place: stretches.find(({ settled }) => settled.length > 0)?.place,
		counted: last ? last.counted : 0,
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
