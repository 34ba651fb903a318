import type { AuditEntry } from '../entry';
import type { EntryFilter } from '../filter';
import { addMinutes, toInstantOfMs, type Instant } from '../instant';
import type { Cursor } from './cursor';
import type { DigestedEntry } from './digest';

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
	/** What tells an entry from others, where it has an id; else all of its properties do. */
	identify?: (entry: AuditEntry) => string;
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
	/** Whether what is new could not be told from what was told, so that the late window is told again. */
	isToldAgain: boolean;
	/** Whether there was no time to read as far as the log has been told, so nothing could be told. */
	isOutOfTime: boolean;
	/** Entries that seem to have come later than the late window allows, and are not told. */
	tooLate: number;
}

/** What comes of a poll that finds nothing. */
export const NOTHING: Omit<Followed, 'cursor'> = {
	entries: [],
	hasMore: false,
	isToldAgain: false,
	isOutOfTime: false,
	tooLate: 0,
};

/** What was read: all entries from the cursor on, oldest first, perhaps not up to the newest. */
export interface Reading {
	entries: DigestedEntry[];
	/** Entries of the log before the first that was read, where that is known. */
	place: number | undefined;
	/** Entries in the whole log, where that is known. */
	counted: number | undefined;
	/** Whether nothing comes after the entries. */
	isWhole: boolean;
	/** Whether the log changed while it was read, so that the count may be of more than was read. */
	hasMoved: boolean;
	/** The time of the newest entry in the first answer of the poll; the latest time where it has none. */
	newestAtFirst: Instant;
}

/** Every entry before this time is settled once one of this time has been seen. */
export function settle(newest: Instant, { now, lateMinutes }: FollowOptions): Instant {
	// An entry dated ahead of time says nothing of the others.
	const clock = toInstantOfMs(now);
	return addMinutes(newest < clock ? newest : clock, -lateMinutes);
}
