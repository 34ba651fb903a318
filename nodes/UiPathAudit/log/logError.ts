/** Why a log could not be read as a whole. */
export type LogErrorKind =
	/** Pages kept moving under the reader for longer than it may try. */
	| 'moving'
	/** Entries of one time that are too many for a page could not be told apart for certain. */
	| 'unstable-ties'
	/** An entry's time is missing or is no date-time. */
	| 'bad-time'
	/** Entries are counted, but none is given. */
	| 'counted-not-given'
	/** A page did not come in the order that was asked for. */
	| 'wrong-order'
	/** An entry has no id, in a log whose entries have one. */
	| 'no-id'
	/** Page cursors lead back to where they came from, or nowhere. */
	| 'circling'
	/** Page cursors lead on, but to no entry. */
	| 'endless'
	/** The answer for a window of time has nothing but entries after it. */
	| 'outside-window';

/** What is known of the failure; which of it depends on the reason. */
export interface LogErrorFacts {
	/** The text that is no date-time, or the time that the entries share. */
	time?: string;
	/** The property of an entry that should hold its time, or its id. */
	property?: string;
	/** Entries: of one time, or in the whole log as the server says; or answers without any. */
	count?: number;
	/** The place from which on no entry is given, counted from 0 in the order that was asked for. */
	place?: number;
	/** The most entries that the server has given in one answer of late. */
	limit?: number;
}

/** Raised by the log floor; the floor above puts it into the user's words. */
export class LogError extends Error {
	/**
	 * @param kind what happened
	 * @param facts for the message
	 */
	constructor(
		readonly kind: LogErrorKind,
		readonly facts: LogErrorFacts = {},
	) {
		super(kind);
		this.name = 'LogError';
	}
}
