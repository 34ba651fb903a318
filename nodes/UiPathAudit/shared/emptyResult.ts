import { DateTime } from 'luxon';
import { toApproximateMs, type Instant } from '../log/instant';
import { isAllTime, type TimeWindow } from '../log/timeWindow';

const FORMAT = 'yyyy-MM-dd HH:mm:ss';

/** What was asked for and not found. */
export interface EmptyResult {
	/** What the log is called in a sentence: "audit log". */
	log: string;
	window: TimeWindow;
	/** The names of the filters that were set. */
	filters: string[];
	/** Results left out at the beginning. */
	skip: number;
	/** IANA name of the workflow's time zone. */
	timeZone: string;
	/**
	 * The time of the newest entry as it is written, an empty text where the log has none. Not asked
	 * for where nothing was left out.
	 */
	readNewestTime(): Promise<string>;
	/** Says more of why nothing passed the filters. */
	explainMiss?: () => string;
}

/**
 * Says why nothing may have been found: the time range in UTC and in the workflow's time zone, the
 * filters, and the newest entry that there is.
 *
 * @returns sentences for the user
 */
export async function explainEmpty(result: EmptyResult): Promise<string> {
	const { log, window, filters, skip, timeZone } = result;
	const isEverything = isAllTime(window) && filters.length === 0 && skip === 0;
	// The result is right whether or not it can be explained.
	const newest = isEverything ? '' : await result.readNewestTime().catch(() => undefined);
	if (newest === '') return `No entries: the ${log} is empty.`;
	const range = isAllTime(window) ? '' : ` ${describeWindow(window, timeZone)}`;
	const filtered = filters.length > 0 ? ` that match the filters (${filters.join(', ')})` : '';
	const skipped = skip > 0 ? `, after the ${skip} that Skip leaves out` : '';
	const last = newest && ` The newest entry in the ${log} is from ${describe(newest, timeZone)}.`;
	return `No entries${range}${filtered}${skipped}.${result.explainMiss?.() ?? ''}${last ?? ''}`;
}

function describeWindow({ from, to }: TimeWindow, timeZone: string): string {
	const isOpen = (bound: Instant) => Number.isNaN(toApproximateMs(bound));
	if (isOpen(to)) return `since ${describe(from, timeZone)}`;
	const until = describe(to, timeZone);
	return isOpen(from) ? `before ${until}` : `from ${describe(from, timeZone)} until ${until}`;
}

/** A time in UTC and, where that is another, in the workflow's time zone. */
function describe(time: string, timeZone: string): string {
	const utc = DateTime.fromISO(time, { zone: 'utc' });
	const there = utc.setZone(timeZone);
	const inZone = there.offset === 0 ? '' : ` (${there.toFormat(FORMAT)} in ${timeZone})`;
	return `${utc.toFormat(FORMAT)} UTC${inZone}`;
}
