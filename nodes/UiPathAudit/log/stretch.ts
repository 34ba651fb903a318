import type { SortOrder, TimedEntry } from './entry';
import type { TimeWindow } from './timeWindow';

/** What to read, and how. */
export interface ScanQuery {
	order: SortOrder;
	window: TimeWindow;
	/** Entries of the order that may be passed over unread; only where the window is all of time. */
	skip: number;
	/** Entries to ask for at first; later pages go by `pageSize`. */
	firstTop: number;
	pageSize: number;
	/** Pages under way at once. */
	concurrency: number;
	/** Entries that probably still have to be read for the caller; infinite for all. */
	needed: () => number;
	/** Entries that have to be read for the caller at most. */
	most: () => number;
	/**
	 * Entries that probably lie before the window, where the caller has an idea of it; only with
	 * ascending order.
	 */
	near?: number;
	/**
	 * Entries that may have been read before it is their turn, where the caller keeps none; undefined
	 * where it keeps them all, so that a few more make no difference.
	 */
	mostAhead?: number;
}

/** A stretch of the log, in the order of the scan. */
export interface Stretch {
	/** Each entry of the stretch exactly once. */
	settled: TimedEntry[];
	/**
	 * Entries that follow on `settled`, but perhaps not all of their time. Whoever stops here may
	 * take them; to whoever reads on they come again.
	 */
	edge: TimedEntry[];
	/** Entries of the log before the oldest of `settled`, where its answer says so. */
	place?: number;
	/** Entries of the order that were passed over unread before the first stretch. */
	skipped: number;
	/** Whether an answer has shown by now that the server sorts as it is asked to. */
	isOrderShown: boolean;
	/** Whether nothing that the window wants comes after this stretch. */
	isLast: boolean;
	/** Entries in the whole log, where the latest answer says so. */
	counted?: number;
	/** Whether the log is known to have changed since its first answer. */
	hasMoved: boolean;
}

/** A way to read a log stretch by stretch, each entry once, whatever the log's way of paging. */
export type Scan = (query: ScanQuery) => AsyncIterable<Stretch>;
