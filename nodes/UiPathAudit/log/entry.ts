import type { Instant } from './instant';

/** One audit entry as UiPath sent it: `createdOn`, `category`, `action`, … untouched. */
export type AuditEntry = Record<string, unknown>;

/** The properties of an entry that the API documents, in the order of its documentation. */
export const ENTRY_PROPERTIES = [
	'createdOn',
	'category',
	'action',
	'auditLogDetails',
	'userName',
	'email',
	'message',
	'detailsVersion',
	'source',
] as const;

/** The name of a documented property of an entry. */
export type EntryProperty = (typeof ENTRY_PROPERTIES)[number];

/** An entry with its place in time, worked out once. */
export interface TimedEntry {
	at: Instant;
	entry: AuditEntry;
}

/** Newest first (`desc`) or oldest first (`asc`). */
export type SortOrder = 'asc' | 'desc';
