import type { Instant } from '../log/instant';
import type { Scan } from '../log/stretch';

/** A log at a connection. */
export interface LogSource {
	scan: Scan;
	/** The same of all entries, where the server leaves out of `scan` what does not pass its filters. */
	scanAll?: Scan;
	/** The time of the newest entry as it is written; an empty text where there is none. */
	readNewestTime(): Promise<string>;
	/**
	 * Looks for an entry from before a time, whether the server's filters let it through or not.
	 *
	 * @returns its time as it is written; an empty text where the log has none
	 */
	findOlder(than: Instant): Promise<string>;
	/**
	 * The time of the entry that has so many before it; an empty text where there is none. Not for logs
	 * that do not count their entries.
	 */
	readTimeAt?(place: number): Promise<string>;
}
