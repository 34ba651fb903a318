import { DateTime } from 'luxon';
import { readWrittenTime, toInstant, type Instant } from '../log/instant';
import { InputError } from './inputError';
import { quote } from './parameters';

/** The first and the last time that UiPath can write: they are .NET's. */
const MIN_TIME: Instant = '0001-01-01T00:00:00.0000000';
const MAX_TIME: Instant = '9999-12-31T23:59:59.9999999';

/** As milliseconds since 1970 these are in March 1973; as seconds, in the year 5138. */
const MIN_MS = 100_000_000_000;

/**
 * Reads a time bound from a date-time parameter: a text, or what an expression gives (a Luxon
 * DateTime, a Date, milliseconds since 1970).
 *
 * @param field the name as the editor shows it
 * @param timeZone IANA name; counts for a text that names no offset
 * @returns undefined where the parameter is empty
 * @throws InputError where it is no date-time
 */
export function readTimeBound(
	value: unknown,
	field: string,
	timeZone: string,
): Instant | undefined {
	if (isOpenBound(value)) return undefined;
	const written = readWrittenTime(toText(value));
	if (!written) {
		throw new InputError(
			field,
			isInSeconds(value)
				? `'${field}' must be in milliseconds if it is a number: ${quote(value)}`
				: `'${field}' is not a valid date and time: ${quote(value)}`,
			`Enter '${field}' as an ISO 8601 date and time such as 2026-01-31T08:00:00Z, or as an expression such as {{ $now.minus({ hours: 1 }) }}.`,
		);
	}
	// Luxon stops at milliseconds, so it only tells how far the zone is ahead of UTC.
	const offset = written.offset ?? DateTime.fromISO(written.seconds, { zone: timeZone }).offset;
	return toInstant(written, offset);
}

/** Whether a parameter gives no bound. */
export function isOpenBound(value: unknown): boolean {
	return value === undefined || value === null || value === '';
}

/** The nearest time that UiPath can write. */
export function clampToYears(bound: Instant): Instant {
	if (bound < MIN_TIME) return MIN_TIME;
	return bound > MAX_TIME ? MAX_TIME : bound;
}

function isInSeconds(value: unknown): boolean {
	return typeof value === 'number' && value > 0 && value < MIN_MS;
}

/** @returns an empty text where the value is no time */
function toText(value: unknown): string {
	if (isInSeconds(value)) return '';
	if (typeof value === 'string') return value;
	if (typeof value === 'number') return DateTime.fromMillis(value, { zone: 'utc' }).toISO() ?? '';
	if (value instanceof Date) return DateTime.fromJSDate(value, { zone: 'utc' }).toISO() ?? '';
	if (typeof value === 'object' && value !== null && 'toISO' in value) {
		const text: unknown = typeof value.toISO === 'function' ? value.toISO() : undefined;
		return typeof text === 'string' ? text : '';
	}
	return '';
}
