import { TimedEntry, type AuditEntry, type SortOrder } from '../entry';
import {
	BEGINNING_OF_TIME,
	END_OF_TIME,
	makeBoundAfter,
	parseInstant,
	type Instant,
} from '../instant';
import { LogError } from '../logError';

/** A page to ask for, sorted by time. */
export interface PageRequest {
	order: SortOrder;
	/** Entries to pass over, counted from the first of the order. */
	skip: number;
	/** The most entries wanted. */
	top: number;
}

/** What the server answered, in the order it answered. */
export interface PageAnswer {
	entries: AuditEntry[];
	/** The number of entries in the whole log, as the server says. */
	totalCount: number;
}

/** A log that can be read by pages; all that this floor knows of a server. */
export interface LogReader {
	/** The property of an entry that holds its time. */
	readonly timeProperty: string;
	read(request: PageRequest): Promise<PageAnswer>;
}

/**
 * One answer and what it proves. An answer is a picture of the log at one moment, so every time
 * that lies strictly between its first and its last entry is complete in it, however the log
 * moved before or moves afterwards. Its outermost times may go on in the neighbouring pages.
 */
export interface Page {
	/** What was asked; undefined where the page was put together from several answers. */
	request: PageRequest | undefined;
	/** Oldest first. */
	entries: TimedEntry[];
	/** Place of the oldest entry, counted from the log's oldest. */
	rank: number;
	/** The number of entries in the whole log at that moment. */
	total: number;
	/** Complete from here (inclusive) … */
	since: Instant;
	/** … up to here (exclusive). Nothing is proven where this is not after `since`. */
	until: Instant;
}

/**
 * Reads an answer as a {@link Page}.
 *
 * @param timeProperty the property of an entry that holds its time
 * @param isFirstAnswer whether nothing else is known of the log yet
 * @throws LogError where an entry has no time, the order is not the one asked for, or a log that is
 *   said to have entries gives none
 */
export function toPage(
	request: PageRequest,
	answer: PageAnswer,
	timeProperty: string,
	isFirstAnswer: boolean,
): Page {
	const entries = answer.entries.map((entry) => addTime(entry, timeProperty));
	if (request.order === 'desc') entries.reverse();
	assertOldestFirst(entries);

	const count = entries.length;
	const end = request.skip + count;
	// A count taken a moment before the rows may be too small; then it says nothing of the ends.
	const total = Math.max(answer.totalCount, count === 0 ? 0 : end);
	const isFirst = request.skip === 0;
	if (isFirst && count === 0 && answer.totalCount > 0) {
		throw new LogError('counted-not-given', { count: answer.totalCount, place: 0 });
	}
	// The count is taken at its word only where the first answer seems to be the whole log. In later
	// ones one that is too low, or older than the rows, could hide the rest.
	const isLast = isFirst && isFirstAnswer && answer.totalCount === end;
	const ascending = request.order === 'asc';
	const atStart = ascending ? isFirst : isLast;
	const atEnd = ascending ? isLast : isFirst;
	const rank = ascending ? request.skip : Math.max(0, total - end);

	const oldest = entries[0];
	const newest = entries[count - 1];
	if (!oldest || !newest) {
		// No rows and no count prove that there is nothing, as long as there never was anything.
		return {
			request,
			entries,
			rank,
			total,
			since: isLast ? BEGINNING_OF_TIME : END_OF_TIME,
			until: isLast ? END_OF_TIME : BEGINNING_OF_TIME,
		};
	}
	return {
		request,
		entries,
		rank,
		total,
		since: atStart ? BEGINNING_OF_TIME : makeBoundAfter(oldest.at),
		until: atEnd ? END_OF_TIME : newest.at,
	};
}

function addTime(entry: AuditEntry, property: string): TimedEntry {
	const written = entry[property];
	const at = typeof written === 'string' ? parseInstant(written) : undefined;
	if (at === undefined) {
		throw new LogError('bad-time', { property, time: JSON.stringify(written) ?? 'nothing' });
	}
	return new TimedEntry(at, entry);
}

function assertOldestFirst(entries: TimedEntry[]): void {
	let previous = BEGINNING_OF_TIME;
	for (const { at } of entries) {
		if (at < previous) throw new LogError('wrong-order');
		previous = at;
	}
}
