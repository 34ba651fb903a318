import type { TimeWindow } from './offset/direction';
import type { AuditEntry, EntryProperty, SortOrder, TimedEntry } from './entry';
import type { EntryFilter } from './filter';
import { BEGINNING_OF_TIME, END_OF_TIME } from './instant';
import type { LogReader } from './offset/page';
import { MIN_PAGE } from './offset/pageSource';
import { scan, type ScanQuery } from './offset/scan';
import { byProperty } from './sorting';

/** Which entries of a log are wanted, and in which order. */
export interface Selection {
	sortBy: EntryProperty;
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

/**
 * Reads the selected entries of a log, each exactly once, in the order asked for.
 *
 * @throws LogError where the log moves too fast to be read as a whole; nothing is handed on then
 */
export async function select(reader: LogReader, selection: Selection): Promise<AuditEntry[]> {
	if (selection.window.from >= selection.window.to) return [];
	if (selection.sortBy !== 'createdOn') return await selectSorted(reader, selection);
	return selection.limit === Infinity
		? await selectAll(reader, selection)
		: await selectFirst(reader, selection);
}

/** Pages sorted by any other property are not stable on the server, so it is sorted here. */
async function selectSorted(reader: LogReader, selection: Selection): Promise<AuditEntry[]> {
	const { skip, limit, order, sortBy } = selection;
	const compare = byProperty(sortBy, order);
	const most = skip + limit;
	let kept: TimedEntry[] = [];
	for await (const timed of passing(reader, selection)) {
		for (const each of timed) kept.push(each);
		// Only the first of the order can be in the result, so memory need not hold the rest.
		if (kept.length > 2 * most + 1_000) kept = kept.sort(compare).slice(0, most);
	}
	return kept
		.sort(compare)
		.slice(skip, most)
		.map(({ entry }) => entry);
}

/** The whole window is read newest first, where it is found at once, and turned round if need be. */
async function selectAll(reader: LogReader, selection: Selection): Promise<AuditEntry[]> {
	const { order, skip } = selection;
	const all: AuditEntry[] = [];
	for await (const timed of passing(reader, selection)) append(all, timed);
	if (order === 'asc') all.reverse();
	return skip > 0 ? all.slice(skip) : all;
}

/** All that passes the filter, newest first. */
async function* passing(reader: LogReader, selection: Selection): AsyncGenerator<TimedEntry[]> {
	const { filter } = selection;
	const query = scanQuery({ ...selection, order: 'desc' }, 0, () => Infinity);
	for await (const { settled } of scan(reader, query)) {
		yield filter ? settled.filter(({ entry }) => filter(entry)) : settled;
	}
}

/** Stops as soon as there is enough. */
async function selectFirst(
	reader: LogReader,
	selection: Selection,
	// Places in the log and places in the result are the same only if everything passes.
	countsPlaces = !selection.filter && isAllTime(selection.window),
): Promise<AuditEntry[]> {
	const { filter, limit } = selection;
	const most = countsPlaces ? limit : selection.skip + limit;
	const chosen: AuditEntry[] = [];
	let seen = 0;
	const passes = (timed: TimedEntry) => !filter || filter(timed.entry);
	const missing = () => most - chosen.length;
	const query = scanQuery(selection, countsPlaces ? selection.skip : 0, missing, () =>
		filter ? (missing() * (seen + 1)) / (chosen.length + 1) : missing(),
	);
	for await (const { settled, edge, isOrderShown } of scan(reader, query)) {
		seen += settled.length;
		append(chosen, settled.filter(passes));
		// Entries of one time are first in the order only if the server keeps to it.
		const onEdge = chosen.length < most && isOrderShown ? edge.filter(passes) : [];
		if (chosen.length + onEdge.length >= most) {
			append(chosen, onEdge);
			break;
		}
		// The place that the skip leads to is within a group of one time that goes on beyond the
		// page. That group is read as a whole, so its entries have to be skipped here.
		if (countsPlaces && selection.skip > 0 && chosen.length === 0) {
			return await selectFirst(reader, selection, false);
		}
	}
	return chosen.slice(countsPlaces ? 0 : selection.skip, most);
}

/**
 * Adds entries without their times, so that memory holds the result only. Spreading a large page
 * into the arguments of `push` would overflow the stack.
 */
function append(target: AuditEntry[], entries: TimedEntry[]): void {
	for (const { entry } of entries) target.push(entry);
}

function scanQuery(
	{ order, window, filter, pageSize, concurrency }: Selection,
	skip: number,
	missing: () => number,
	needed = missing,
): ScanQuery {
	const most = filter ? () => Infinity : missing;
	const firstTop = isAllTime(window) ? Math.max(MIN_PAGE, Math.min(pageSize, most())) : pageSize;
	return { order, window, skip, firstTop, pageSize, concurrency, needed, most };
}

function isAllTime(window: TimeWindow): boolean {
	return window.from === BEGINNING_OF_TIME && window.to === END_OF_TIME;
}
