import type { Instant } from './instant';

/** One audit entry as the server sent it, untouched. */
export type AuditEntry = Record<string, unknown>;

/** An entry with its place in time, worked out once. */
export interface TimedEntry {
	at: Instant;
	entry: AuditEntry;
}

/** Newest first (`desc`) or oldest first (`asc`). */
export type SortOrder = 'asc' | 'desc';
