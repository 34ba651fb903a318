import { sortProperties } from './canonical';
import type { SortOrder, TimedEntry } from './entry';
import { END_OF_TIME, type Instant } from './instant';
import { filterBy, makeQuery, type Selected, type Selection } from './select';
import type { Scan, Stretch } from './stretch';
import { isAllTime } from './timeWindow';

/** Which entries of a log are wanted, oldest or newest first. */
export type OrderedSelection = Omit<Selection, 'sortBy' | 'skip'>;

/** How to read them. */
export interface OrderedReading extends OrderedSelection {
	/**
	 * The time of the newest entry when reading began. Where the oldest come first, those that are newer
	 * are left out: a log that grows as fast as it is read would never come to an end.
	 */
	newest: Instant | undefined;
}

/** What is known of how entries came about, once all have come. */
export type ReadingReport = Omit<Selected, 'entries'>;

/**
 * What the last entries of a page may be short of: those of one time may go on beyond it, and a page
 * proves nothing about its own ends.
 */
const ENTRIES_AT_ENDS = 2;

/** Entries that may wait for their turn, in memory: some pages of each part that is being read. */
const ENTRIES_AHEAD = 2_000;

/**
 * Reads the selected entries of a log and hands them on as they come, each exactly once, so that memory
 * does not grow with the log. Entries of one time come in an order of their own, not in the server's,
 * which may be another one each time: so the same entries always come in the same order, and a limit
 * always cuts at the same place.
 *
 * @returns what is known of how they came about
 * @throws LogError where the log cannot be read as a whole
 */
export async function* readInOrder(
	scan: Scan,
	selection: OrderedReading,
): AsyncGenerator<TimedEntry[], ReadingReport> {
	const { window, filter, limit, order, newest = END_OF_TIME } = selection;
	const report: ReadingReport = { read: 0, isCut: false, hasMoved: false, notGiven: 0 };
	if (window.from >= window.to) return report;
	const times = new WholeTimes(order);
	let last: Pick<Stretch, 'counted'> = {};
	let count = 0;
	const missing = () => limit + ENTRIES_AT_ENDS - count;
	const needed = () => (filter ? (missing() * (report.read + 1)) / (count + 1) : missing());
	const query = makeQuery(selection, { needed, most: filter ? undefined : missing });
	for await (const stretch of scan({ ...query, mostAhead: ENTRIES_AHEAD })) {
		report.read += stretch.settled.length;
		report.hasMoved = stretch.hasMoved;
		last = stretch;
		const due = stretch.settled.filter(({ at }) => order === 'desc' || at <= newest);
		const ready = times.add(filterBy(filter, due));
		const isEnough = count + ready.length >= limit;
		const taken = isEnough ? ready.slice(0, limit - count) : ready;
		count += taken.length;
		if (taken.length > 0) yield taken;
		if (isEnough) {
			const isRest = taken.length < ready.length || times.isHolding || !stretch.isLast;
			return { ...report, isCut: isRest };
		}
		if (due.length < stretch.settled.length) break;
	}
	const rest = times.end();
	const taken = rest.slice(0, limit - count);
	if (taken.length > 0) yield taken;
	const isEverything = !filter && isAllTime(window) && !report.hasMoved;
	const notGiven = isEverything ? Math.max(0, (last.counted ?? 0) - report.read) : 0;
	return { ...report, isCut: taken.length < rest.length, notGiven };
}

/** Holds the entries of the time that was reached last until all of them are there. */
class WholeTimes {
	private readonly held: TimedEntry[] = [];

	constructor(private readonly order: SortOrder) {}

	get isHolding(): boolean {
		return this.held.length > 0;
	}

	/** @returns the entries of all times that are whole by now, in their order */
	add(entries: readonly TimedEntry[]): TimedEntry[] {
		const ready: TimedEntry[] = [];
		for (const timed of entries) {
			// One list for all times: most have a single entry, and the garbage would cost memory.
			if (this.held[0] !== undefined && this.held[0].at !== timed.at) this.release(ready);
			this.held.push(timed);
		}
		return ready;
	}

	/** @returns the entries of the last time, in their order */
	end(): TimedEntry[] {
		const rest: TimedEntry[] = [];
		this.release(rest);
		return rest;
	}

	private release(ready: TimedEntry[]): void {
		const { held, order } = this;
		for (const each of held.length > 1 ? sortOneTime(held, order) : held) ready.push(each);
		held.length = 0;
	}
}

/**
 * Entries that are equal in every property may change places: nobody can tell. A missing property is
 * another one than null here, because a file shows which of them it is.
 */
function sortOneTime(entries: readonly TimedEntry[], order: SortOrder): TimedEntry[] {
	const sign = order === 'asc' ? 1 : -1;
	return entries
		.map((timed) => ({ timed, text: JSON.stringify(sortProperties(timed.entry)) }))
		.sort((a, b) => (a.text === b.text ? 0 : a.text < b.text ? -sign : sign))
		.map(({ timed }) => timed);
}
