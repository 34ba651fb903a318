import type { AuditEntry, SortOrder, TimedEntry } from './entry';
import type { EntryFilter } from './filter';
import { makeComparer } from './sorting';
import type { Scan, ScanQuery, Stretch } from './stretch';
import { isAllTime, type TimeWindow } from './timeWindow';

/** Which entries of a log are wanted, and in which order. */
export interface Selection {
	/** The property to sort by; by time where undefined. */
	sortBy: string | undefined;
	order: SortOrder;
	window: TimeWindow;
	filter: EntryFilter | undefined;
	/** Entries that pass the filter to leave out at the beginning. */
	skip: number;
	/** Entries wanted at most; infinite for all. */
	limit: number;
	/** Entries to ask for in a page. */
	pageSize: number;
	/** Pages under way at once. */
	concurrency: number;
}

/** The selected entries, and what is known of how they came about. */
export interface Selected {
	entries: AuditEntry[];
	/** Entries of the window that were read to find them. */
	read: number;
	/** Whether the limit left out entries, or may have: reading ended before the log did. */
	isCut: boolean;
	/** Whether the log is known to have changed while it was read. */
	hasMoved: boolean;
	/**
	 * Entries that the server counts beyond those that it gave, where all were asked for and each
	 * answer said the same: it may count some that it does not show.
	 */
	notGiven: number;
}

/**
 * Reads the selected entries of a log, each exactly once, in the order asked for.
 *
 * @throws LogError where the log moves too fast to be read as a whole; nothing is handed on then
 */
export async function select(scan: Scan, selection: Selection): Promise<Selected> {
	if (selection.window.from >= selection.window.to) {
		return { entries: [], read: 0, isCut: false, hasMoved: false, notGiven: 0 };
	}
	if (selection.sortBy !== undefined) return await selectSorted(scan, selection, selection.sortBy);
	return selection.limit === Infinity
		? await selectAll(scan, selection)
		: await selectFirst(scan, selection);
}

/** Pages sorted by any other property are not stable on the server, so it is sorted here. */
async function selectSorted(scan: Scan, selection: Selection, property: string): Promise<Selected> {
	const { skip, limit, order } = selection;
	const compare = makeComparer(property, order);
	const most = skip + limit;
	let kept: TimedEntry[] = [];
	let count = 0;
	const { hasMoved, read } = await readPassing(scan, selection, (passing) => {
		count += passing.length;
		for (const timed of passing) kept.push(timed);
		// Only the first of the order can be in the result, so memory need not hold the rest.
		if (kept.length > 2 * most + 1_000) kept = kept.sort(compare).slice(0, most);
	});
	const entries = kept.sort(compare).slice(skip, most);
	const isCut = count > most;
	return { entries: entries.map(({ entry }) => entry), read, isCut, hasMoved, notGiven: 0 };
}

/** The whole window is read newest first, where it is found at once, and turned round if need be. */
async function selectAll(scan: Scan, selection: Selection): Promise<Selected> {
	const { order, skip } = selection;
	const all: AuditEntry[] = [];
	const { hasMoved, counted, read } = await readPassing(scan, selection, (passing) =>
		append(all, passing),
	);
	const isEverything = !selection.filter && isAllTime(selection.window) && !hasMoved;
	const notGiven = isEverything ? Math.max(0, (counted ?? 0) - all.length) : 0;
	if (order === 'asc') all.reverse();
	return { entries: skip > 0 ? all.slice(skip) : all, read, isCut: false, hasMoved, notGiven };
}

/**
 * Hands over all that passes the filter, newest first.
 *
 * @returns what the last stretch says of the log, and how many entries were read
 */
async function readPassing(
	scan: Scan,
	selection: Selection,
	take: (passing: readonly TimedEntry[]) => void,
): Promise<Pick<Stretch, 'hasMoved' | 'counted'> & { read: number }> {
	const query = makeQuery({ ...selection, order: 'desc' }, { needed: () => Infinity });
	let last: Pick<Stretch, 'hasMoved' | 'counted'> = { hasMoved: false };
	let read = 0;
	for await (const stretch of scan(query)) {
		take(filterBy(selection.filter, stretch.settled));
		read += stretch.settled.length;
		last = { hasMoved: stretch.hasMoved, counted: stretch.counted };
	}
	return { ...last, read };
}

/** Stops as soon as there is enough. */
async function selectFirst(scan: Scan, selection: Selection): Promise<Selected> {
	const { filter, limit, skip, window } = selection;
	const chosen: AuditEntry[] = [];
	let seen = 0;
	// Places in the log and places in the result are the same only if everything passes.
	let unread = !filter && isAllTime(window) ? skip : 0;
	let hasMoved = false;
	const missing = () => skip - unread + limit - chosen.length;
	const needed = () => (filter ? (missing() * (seen + 1)) / (chosen.length + 1) : missing());
	const most = filter ? undefined : missing;
	const result = (stretch?: Stretch): Selected => ({
		entries: chosen.slice(skip - unread, skip - unread + limit),
		read: seen,
		isCut: stretch !== undefined && (missing() < 0 || !stretch.isLast),
		hasMoved,
		notGiven: 0,
	});

	for await (const stretch of scan(makeQuery(selection, { skip: unread, needed, most }))) {
		unread = stretch.skipped;
		hasMoved = stretch.hasMoved;
		seen += stretch.settled.length;
		append(chosen, filterBy(filter, stretch.settled));
		if (missing() <= 0) return result(stretch);
		// Entries of one time are first in the order only if the server keeps to it.
		const onEdge = stretch.isOrderShown ? filterBy(filter, stretch.edge) : [];
		if (missing() > onEdge.length) continue;
		append(chosen, onEdge);
		return result(stretch);
	}
	return result();
}

/** Those entries that pass. */
export function filterBy(
	filter: EntryFilter | undefined,
	entries: readonly TimedEntry[],
): readonly TimedEntry[] {
	return filter ? entries.filter(({ entry }) => filter(entry)) : entries;
}

/**
 * Adds entries without their times, so that memory holds the result only. Spreading a large page
 * into the arguments of `push` would overflow the stack.
 */
function append(target: AuditEntry[], entries: readonly TimedEntry[]): void {
	for (const { entry } of entries) target.push(entry);
}

/** What a scan needs to know beyond the selection. */
export interface Wants {
	skip?: number;
	needed: () => number;
	most?: () => number;
}

/** What a scan has to read for a selection. */
export function makeQuery(
	{
		order,
		window,
		pageSize,
		concurrency,
	}: Pick<Selection, 'order' | 'window' | 'pageSize' | 'concurrency'>,
	{ skip = 0, needed, most = () => Infinity }: Wants,
): ScanQuery {
	const firstTop = isAllTime(window) ? Math.min(pageSize, most()) : pageSize;
	return { order, window, skip, firstTop, pageSize, concurrency, needed, most };
}
