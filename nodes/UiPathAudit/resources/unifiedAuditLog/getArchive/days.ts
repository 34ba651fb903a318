import { toInstantOfMs } from '../../../log/instant';
import { InputError } from '../../../shared/inputError';
import { quote } from '../../../shared/parameters';
import { readTimeBound } from '../../../shared/timeBound';

const DAY_MS = 24 * 60 * 60_000;

/** UiPath keeps two years; a longer range is a slip of the pen. */
const MAX_DAYS = 3 * 366;

/** How far the store trails the log at most (documented by UiPath). */
const MAX_TRAILING_MS = 48 * 60 * 60_000;

/** A day of the long-term store. */
export interface ArchiveDay {
	/** In UTC, `YYYY-MM-DD`. */
	day: string;
	/** Whether events of it may not be in the store yet. */
	mayBeIncomplete: boolean;
	/** Whether it has not begun. */
	isAhead: boolean;
}

/**
 * Reads From Date and To Date: days in UTC, both inclusive. A time with a UTC offset means the UTC day
 * that it falls in.
 *
 * @param now milliseconds since 1970
 * @throws InputError where they are no range of days
 */
export function readDays(fromDate: unknown, toDate: unknown, now: number): ArchiveDay[] {
	const first = readDay(fromDate, 'From Date');
	const last = readDay(toDate, 'To Date');
	if (first > last) {
		throw new InputError(
			'From Date',
			`'From Date' (${quote(fromDate)}) is after 'To Date' (${quote(toDate)})`,
			"Correct one of the two: the result begins with 'From Date' and ends with 'To Date'.",
		);
	}
	const count = (last - first) / DAY_MS + 1;
	if (count > MAX_DAYS) {
		throw new InputError(
			'From Date',
			`There are ${count} days from 'From Date' to 'To Date', which is more than UiPath keeps`,
			`Correct 'From Date' or 'To Date', so that there are at most ${MAX_DAYS} days.`,
		);
	}
	return Array.from({ length: count }, (_, index) => {
		const midnight = first + index * DAY_MS;
		const mayBeIncomplete = midnight + DAY_MS > now - MAX_TRAILING_MS;
		const day = toInstantOfMs(midnight).slice(0, 10);
		return { day, mayBeIncomplete, isAhead: midnight > now };
	});
}

/** @returns the beginning of the day in milliseconds since 1970 */
function readDay(value: unknown, field: string): number {
	const instant = readTimeBound(value, field, 'utc');
	const midnight = Date.parse(`${instant?.slice(0, 10)}T00:00:00Z`);
	if (!Number.isNaN(midnight)) return midnight;
	throw new InputError(
		field,
		instant === undefined ? `'${field}' is empty` : `'${field}' is not a day: ${quote(value)}`,
		`Enter '${field}' as a day such as 2026-01-31, or as an expression such as {{ $now.minus({ days: 3 }) }}.`,
	);
}
