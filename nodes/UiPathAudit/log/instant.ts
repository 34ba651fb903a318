/**
 * A point in time in UTC as text that sorts in time order, to whatever precision it was written
 * with, e.g. `2021-10-14T13:10:15.1964174`. A JavaScript `Date` stops at a millisecond and would
 * fold up to 10,000 ticks of 100 ns, as .NET counts them, into one.
 */
export type Instant = string;

/** Sorts before every instant. */
export const BEGINNING_OF_TIME: Instant = '';

/** Sorts after every instant. */
export const END_OF_TIME: Instant = '~';

const TICK_DIGITS = 7;

const ISO_8601 =
	/^(\d{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01]))(?:[Tt ]((?:[01]\d|2[0-3]):[0-5]\d)(?::([0-5]\d)(?:[.,](\d+))?)?)?\s*([Zz]|[+-](?:[01]\d|2[0-3])(?::?[0-5]\d)?)?$/;

/** The spelling that needs no taking apart, and which .NET uses most: in UTC, to the tick. */
const IN_FULL =
	/^\d{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d)T(?:[01]\d|2[0-3]):[0-5]\d:[0-5]\d\.\d{7}(?:\+00:00|Z)$/;
const LENGTH_IN_FULL = 27;

/** The parts of a date-time text that decide which instant it means. */
export interface WrittenTime {
	/** Date and time of day to the second, as written: `2021-10-14T13:10:15`. */
	seconds: string;
	/** Digits after the decimal sign; empty where there are none. */
	fraction: string;
	/** Minutes that the text is ahead of UTC; undefined where the text names no offset. */
	offset: number | undefined;
}

/**
 * Takes an ISO 8601 date-time apart.
 *
 * @returns undefined where the text is no date-time or names a day or hour that does not exist
 */
export function readWrittenTime(text: string): WrittenTime | undefined {
	const match = ISO_8601.exec(text.trim());
	if (!match) return undefined;
	const [, date, minutes = '00:00', second = '00', fraction = '', zone] = match;
	const seconds = `${date}T${minutes}:${second}`;
	if (seconds.slice(8, 10) > '28' && !existsInCalendar(seconds)) return undefined;
	const offset = zone === undefined ? undefined : readOffset(zone);
	return { seconds, fraction, offset };
}

/**
 * Turns an ISO 8601 date-time into an {@link Instant}. A text without an offset is taken as UTC,
 * which is how a log's server keeps its times.
 *
 * @returns undefined where the text is no date-time
 */
export function parseInstant(text: string): Instant | undefined {
	if (IN_FULL.test(text) && text.slice(8, 10) <= '28') return text.slice(0, LENGTH_IN_FULL);
	const written = readWrittenTime(text);
	return written && toInstant(written, written.offset ?? 0);
}

/** The instant that a written time means in a zone that is `offset` minutes ahead of UTC. */
export function toInstant({ seconds, fraction }: WrittenTime, offset: number): Instant {
	const digits = fraction.padEnd(TICK_DIGITS, '0');
	// Zeros beyond the tick say nothing, and two texts of one instant have to be one string.
	const significant =
		digits.length === TICK_DIGITS
			? digits
			: digits.slice(0, TICK_DIGITS) + digits.slice(TICK_DIGITS).replace(/0+$/, '');
	const utc = offset === 0 ? seconds : shiftMinutes(seconds, -offset);
	return `${utc}.${significant}`;
}

/** The least bound that sorts after every entry at `instant` and before all later ones. */
export function makeBoundAfter(instant: Instant): Instant {
	return `${instant}\0`;
}

/** The instant so many minutes later, or earlier where they are negative; ticks stay. */
export function addMinutes(instant: Instant, minutes: number): Instant {
	if (minutes === 0) return instant;
	const [seconds = '', fraction = ''] = instant.split('.');
	return `${shiftMinutes(seconds, minutes)}.${fraction}`;
}

/**
 * The last instant before a bound to .NET's tick, for a server whose bounds are inclusive; ends of time
 * stay.
 */
export function makeLastBefore(bound: Instant): Instant {
	const [seconds = '', fraction] = bound.split('.');
	if (fraction === undefined) return bound;
	const ticks = fraction.slice(0, TICK_DIGITS);
	// Of more digits than a tick has, the tick itself is still before the bound.
	if (/[^0\0]/.test(fraction.slice(TICK_DIGITS))) return `${seconds}.${ticks}`;
	if (Number(ticks) > 0)
		return `${seconds}.${String(Number(ticks) - 1).padStart(TICK_DIGITS, '0')}`;
	return `${formatSeconds(Date.parse(`${seconds}Z`) - 1_000)}.${'9'.repeat(TICK_DIGITS)}`;
}

/** The instant so many milliseconds after the beginning of 1970. */
export function toInstantOfMs(ms: number): Instant {
	return `${new Date(ms).toISOString().slice(0, -1)}${'0'.repeat(TICK_DIGITS - 3)}`;
}

/**
 * Milliseconds since 1970 of an instant or of a bound made from one, for estimates only: the
 * ticks are lost.
 *
 * @returns NaN for {@link BEGINNING_OF_TIME} and {@link END_OF_TIME}
 */
export function toApproximateMs(instant: Instant): number {
	return Date.parse(`${instant.slice(0, 23)}Z`);
}

function existsInCalendar(seconds: string): boolean {
	const ms = Date.parse(`${seconds}Z`);
	return !Number.isNaN(ms) && formatSeconds(ms) === seconds;
}

function shiftMinutes(seconds: string, minutes: number): string {
	return formatSeconds(Date.parse(`${seconds}Z`) + minutes * 60_000);
}

/** A year of more than four digits, which only an offset can lead to, has to sort after all others. */
function formatSeconds(ms: number): string {
	return new Date(ms).toISOString().slice(0, -'.000Z'.length).replace('+', ':');
}

function readOffset(zone: string): number {
	if (zone === 'Z' || zone === 'z') return 0;
	const digits = zone.slice(1).replace(':', '').padEnd(4, '0');
	const minutes = Number(digits.slice(0, 2)) * 60 + Number(digits.slice(2));
	return zone.startsWith('-') ? -minutes : minutes;
}
