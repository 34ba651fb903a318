import { DEFAULT_NEWEST, jitter, tieHead } from '../entries.ts';
import { TICKS_PER_MS } from '../time.ts';
import type { UnifiedLogOptions } from './options.ts';

/** When the events of a log happen. Instants are 100 ns ticks from `baseMs`. */
export interface EventTimes {
	/** Events at the start. */
	readonly count: number;
	/** Whole milliseconds since 1970. */
	readonly baseMs: number;
	readonly slotTicks: number;
	/** Never decreases with the number; known for every integer. */
	instant(eventNumber: number): number;
}

const INSTANT =
	/^(\d{4}-\d\d-\d\d)(?:[T ](\d\d:\d\d)(?::(\d\d)(?:\.(\d{1,7}))?)?)?(Z|[+-]\d\d:\d\d)?$/i;

/** Reads a date-time, UTC where it does not say, into ticks from `baseMs`; undefined where it is none. */
export function parseInstant(text: string, baseMs: number): number | undefined {
	const match = INSTANT.exec(text);
	if (match === null) return undefined;
	const [, date = '', minutes = '00:00', seconds = '00', digits = '', offset = 'Z'] = match;
	const ms = Date.parse(`${date}T${minutes}:${seconds}${offset.toUpperCase()}`);
	if (Number.isNaN(ms)) return undefined;
	return (ms - baseMs) * TICKS_PER_MS + Number(digits.padEnd(7, '0'));
}

function ticksOf(text: string, baseMs: number): number {
	const ticks = parseInstant(text, baseMs);
	if (ticks === undefined) throw new RangeError(`times: '${text}' is no date-time`);
	return ticks;
}

/** Times that are given for some numbers; before and after them events follow at equal distances. */
function givenTimes(
	count: number,
	slotTicks: number,
	given: (eventNumber: number) => number,
	last: number,
): EventTimes['instant'] {
	return (eventNumber) => {
		if (count === 0) return eventNumber * slotTicks;
		if (eventNumber < 0) return given(0) + eventNumber * slotTicks;
		if (eventNumber <= last) return given(eventNumber);
		return given(last) + (eventNumber - last) * slotTicks;
	};
}

/**
 * The times that the options ask for.
 *
 * @param defaultCount events where the options do not say
 * @throws RangeError when an option is out of its range
 */
export function createTimes(
	options: UnifiedLogOptions,
	defaultCount: number,
	seed: number,
): EventTimes {
	const { newest = DEFAULT_NEWEST, spacingMs = 60_000, ties, times, timeOf } = options;
	const baseMs = Date.parse(newest);
	if (Number.isNaN(baseMs)) throw new RangeError(`newest: '${newest}' is no date-time`);
	const slotTicks = Math.round(spacingMs * TICKS_PER_MS);
	if (!(slotTicks >= 1)) throw new RangeError('spacingMs: at least 0.0001');
	if (typeof ties === 'number' && !(Number.isInteger(ties) && ties >= 1))
		throw new RangeError('ties: at least 1');

	if (timeOf !== undefined) {
		const count = options.events ?? defaultCount;
		const given = (eventNumber: number) => ticksOf(timeOf(eventNumber), baseMs);
		const instant = givenTimes(Infinity, slotTicks, given, Infinity);
		return { count, baseMs, slotTicks, instant };
	}
	if (times !== undefined) {
		const sorted = times.map((time) => ticksOf(time, baseMs)).sort((a, b) => a - b);
		const given = (eventNumber: number) => sorted[eventNumber] ?? 0;
		const instant = givenTimes(sorted.length, slotTicks, given, sorted.length - 1);
		return { count: sorted.length, baseMs, slotTicks, instant };
	}
	const count = options.events ?? defaultCount;
	const instant = (eventNumber: number) => {
		const head = tieHead(ties, eventNumber);
		return (head - (count - 1)) * slotTicks - jitter(head, slotTicks, seed);
	};
	return { count, baseMs, slotTicks, instant };
}
