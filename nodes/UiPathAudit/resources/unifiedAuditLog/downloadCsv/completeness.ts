import { toInstantOfMs } from '../../../log/instant';
import type { TimeWindow } from '../../../log/timeWindow';
import type { StoredCsv } from '../../../uipath/csvFile';
import type { FileLimit } from '../../../uipath/uiPathError';

/** The most rows in a file (documented by UiPath). */
const MAX_ROWS = 100_000;

/** How far back a file goes (documented by UiPath). */
const MAX_AGE_MS = 90 * 24 * 60 * 60_000;

/**
 * Which limit of UiPath's a file reaches, so that it may not have all that was asked for.
 *
 * @param now milliseconds since 1970
 * @returns undefined where the file is whole
 */
export function findLimit(
	{ entries, endsInQuotes }: Pick<StoredCsv<unknown>, 'entries' | 'endsInQuotes'>,
	{ from }: TimeWindow,
	now: number,
): FileLimit | undefined {
	if (endsInQuotes) return 'quotes';
	if (entries >= MAX_ROWS) return 'rows';
	return from < toInstantOfMs(now - MAX_AGE_MS) ? 'days' : undefined;
}
