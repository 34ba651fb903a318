import type { Instant } from './instant';

/** One audit entry as the server sent it, untouched. */
export type AuditEntry = Record<string, unknown>;

/**
 * An entry with its place in time, worked out once.
 *
 * A class, because of memory: once many copies of an object literal have outlived a few collections of
 * its young generation, V8 makes further ones among the old (allocation-site pretenuring). There they
 * stay until a full collection, which V8 puts off for hundreds of megabytes, and so do all entries that
 * they hold. It does not do so with a class.
 */
export class TimedEntry {
	constructor(
		readonly at: Instant,
		readonly entry: AuditEntry,
	) {}
}

/** Newest first (`desc`) or oldest first (`asc`). */
export type SortOrder = 'asc' | 'desc';
