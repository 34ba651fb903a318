/** Why a log could not be read as a whole. */
export type LogErrorReason =
	/** Pages kept moving under the reader for longer than it may try. */
	| 'moving'
	/** A group of entries with one time is larger than a page and comes in a new order each time. */
	| 'unstable-ties'
	/** An entry's `createdOn` is missing or is no date-time. */
	| 'bad-time'
	/** Entries are counted, but none is given. */
	| 'counted-not-given'
	/** A page did not come in the order that was asked for. */
	| 'wrong-order';

/** Raised by the log floor; the floor above puts it into the user's words. */
export class LogError extends Error {
	/**
	 * @param reason what happened
	 * @param detail facts for the message, such as the text that is no date
	 */
	constructor(
		readonly reason: LogErrorReason,
		readonly detail = '',
	) {
		super(detail ? `${reason}: ${detail}` : reason);
		this.name = 'LogError';
	}
}
