import { readWrittenTime, toInstant, type Instant, type WrittenTime } from '../log/instant';
import { InputError } from '../uipath/auditError';
import { shown } from './parameters';

/**
 * Reads a time bound from a date-time parameter: a text, or what an expression gives (a Luxon
 * DateTime, a Date, milliseconds since 1970).
 *
 * @param field the name as the editor shows it
 * @param timeZone IANA name; counts for a text that names no offset
 * @returns undefined where the parameter is empty
 * @throws InputError where it is no date-time
 */
export function timeBound(value: unknown, field: string, timeZone: string): Instant | undefined {
	if (value === undefined || value === null || value === '') return undefined;
	const text = textOf(value);
	const written = text === undefined ? undefined : readWrittenTime(text);
	if (!written) {
		throw new InputError(
			field,
			`'${field}' is no date and time: ${shown(value)}`,
			`Give '${field}' as an ISO 8601 date-time such as 2026-01-31T08:00:00Z, or with an expression such as {{ $now.minus({ hours: 1 }) }}.`,
		);
	}
	return toInstant(written, written.offset ?? offsetInZone(written, timeZone));
}

function textOf(value: unknown): string | undefined {
	if (typeof value === 'string') return value;
	if (typeof value === 'number') return isoText(new Date(value));
	if (value instanceof Date) return isoText(value);
	if (typeof value === 'object' && value !== null && 'toISO' in value) {
		const text: unknown = typeof value.toISO === 'function' ? value.toISO() : undefined;
		return typeof text === 'string' ? text : undefined;
	}
	return undefined;
}

function isoText(date: Date): string | undefined {
	return Number.isNaN(date.getTime()) ? undefined : date.toISOString();
}

/** Minutes that a wall clock in the zone is ahead of UTC when it shows this time. */
function offsetInZone({ seconds }: WrittenTime, timeZone: string): number {
	const wall = Date.parse(`${seconds}Z`);
	// The offset depends on the instant, which depends on the offset: near a clock change the
	// first answer may be the one of the other side.
	const first = offsetAt(wall, timeZone);
	return offsetAt(wall - first * 60_000, timeZone);
}

function offsetAt(ms: number, timeZone: string): number {
	const format = new Intl.DateTimeFormat('en-US', {
		timeZone,
		hourCycle: 'h23',
		year: 'numeric',
		month: 'numeric',
		day: 'numeric',
		hour: 'numeric',
		minute: 'numeric',
		second: 'numeric',
	});
	const parts = new Map(format.formatToParts(ms).map(({ type, value }) => [type, Number(value)]));
	const part = (type: Intl.DateTimeFormatPartTypes) => parts.get(type) ?? 0;
	const shownThere = Date.UTC(
		part('year'),
		part('month') - 1,
		part('day'),
		part('hour'),
		part('minute'),
		part('second'),
	);
	return Math.round((shownThere - ms) / 60_000);
}
