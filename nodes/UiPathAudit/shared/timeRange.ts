import { DateTime } from 'luxon';
import type { IExecuteFunctions } from 'n8n-workflow';
import {
	addMinutes,
	BEGINNING_OF_TIME,
	END_OF_TIME,
	parseInstant,
	type Instant,
} from '../log/instant';
import type { TimeWindow } from '../log/timeWindow';
import { InputError } from './inputError';
import { makeParameterReader, quote, readChoice, readWholeNumber } from './parameters';
import type { RunHints } from './runHints';
import { clampToYears, isOpenBound, readTimeBound } from './timeBound';
import { TIME_RANGES, type TimeRange } from './timeRangeFields';
import { isUsedAsTool } from './tool';

/** A year is longer than any entry comes late. */
const MAX_DELAY_MINUTES = 366 * 24 * 60;

/** The parameters that name a range of time, as the node holds them. */
export interface TimeRangeParameters {
	timeRange: unknown;
	/** For a custom range only, unless they narrow any. */
	from?: unknown;
	to?: unknown;
	/** Whether From and To narrow a range by name: to an AI agent, they are always shown. */
	isNarrowed?: boolean;
	/** Minutes by which the whole range lies further back. */
	windowDelay?: unknown;
}

/** Those of them that are fields of the node; the others are options. */
export type RangeParameters = Omit<TimeRangeParameters, 'windowDelay'>;

/** Collects the fields of a range of time. */
export function collectRange(context: IExecuteFunctions, itemIndex: number): RangeParameters {
	const parameter = makeParameterReader(context, itemIndex);
	return {
		timeRange: parameter('timeRange', 'all'),
		from: parameter('from', ''),
		to: parameter('to', ''),
		isNarrowed: isUsedAsTool(context),
	};
}

/**
 * Tells what may go unnoticed of the bounds: that there are none in a custom range, as where expressions
 * give nothing; and, to an AI agent, which sees only numbers, that a day as the end is not part of it.
 */
export function noteBounds(context: IExecuteFunctions, itemIndex: number, hints: RunHints): void {
	const { timeRange, from, to, isNarrowed } = collectRange(context, itemIndex);
	if (timeRange === 'custom' && isOpenBound(from) && isOpenBound(to)) {
		hints.tell('Time Range is Custom, but From and To are both empty, so the range is all time.');
	}
	if (isNarrowed && typeof to === 'string' && /^\s*\d{4}-\d\d-\d\d\s*$/.test(to)) {
		hints.tell(`To (${to}) is the beginning of that day, which is not included.`);
	}
}

/** The moment and the place that a range is reckoned from. */
export interface Clock {
	/** Milliseconds since 1970. */
	now: number;
	/** IANA name of the workflow's time zone. */
	timeZone: string;
}

/**
 * Reads a range of time: from inclusive, to exclusive. Ranges that end now reach back by their
 * length; previous ones are whole hours, days, weeks (from Monday) or months of the time zone,
 * however long its clock changes make them.
 *
 * @throws InputError where a field is not usable
 */
export function readTimeRange(parameters: TimeRangeParameters, clock: Clock): TimeWindow {
	const range = readChoice<TimeRange>(parameters.timeRange ?? 'all', TIME_RANGES, 'Time Range');
	const delay = readWholeNumber(parameters.windowDelay ?? 0, 'Window Delay', {
		min: 0,
		max: MAX_DELAY_MINUTES,
	});
	const { timeZone } = clock;
	const now = DateTime.fromMillis(clock.now, { zone: timeZone });
	// Where nothing else ends it, a range that is to lie back ends now.
	const end = delay === 0 ? END_OF_TIME : toBound(now, delay);
	const readBounds = () => readCustom(parameters, { timeZone, delay, end });
	if (range === 'custom') return readBounds();
	const named = range === 'all' ? { from: BEGINNING_OF_TIME, to: end } : reckon(range, now, delay);
	return parameters.isNarrowed ? intersect(named, readBounds(), range) : named;
}

/** @throws InputError where they have no time in common */
function intersect(named: TimeWindow, custom: TimeWindow, range: TimeRange): TimeWindow {
	const from = named.from > custom.from ? named.from : custom.from;
	const to = named.to < custom.to ? named.to : custom.to;
	if (from <= to) return { from, to };
	throw new InputError(
		'Time Range',
		`'From' and 'To' are not within 'Time Range' (${range})`,
		"Set 'Time Range' to all, or leave 'From' and 'To' empty.",
	);
}

function toBound(time: DateTime, delayMinutes: number): Instant {
	const text = time.minus({ minutes: delayMinutes }).toUTC().toISO() ?? '';
	return parseInstant(text) ?? END_OF_TIME;
}

/** A range by name, as far back as the delay says. */
function reckon(
	range: Exclude<TimeRange, 'all' | 'custom'>,
	now: DateTime,
	delayMinutes: number,
): TimeWindow {
	const [from, to] = reckonBounds(range, now);
	return { from: toBound(from, delayMinutes), to: toBound(to, delayMinutes) };
}

function reckonBounds(
	range: Exclude<TimeRange, 'all' | 'custom'>,
	now: DateTime,
): [from: DateTime, to: DateTime] {
	switch (range) {
		case 'lastHour':
			return [now.minus({ hours: 1 }), now];
		case 'last24Hours':
			return [now.minus({ hours: 24 }), now];
		case 'last7Days':
			return [now.minus({ days: 7 }), now];
		case 'last30Days':
			return [now.minus({ days: 30 }), now];
		case 'previousHour':
			return beforeStartOf('hour', now);
		case 'previousDay':
			return beforeStartOf('day', now);
		case 'previousWeek':
			return beforeStartOf('week', now);
		case 'previousMonth':
			return beforeStartOf('month', now);
	}
}

/** A day may begin after midnight, where clocks are changed then; so each end is a beginning. */
function beforeStartOf(
	unit: 'hour' | 'day' | 'week' | 'month',
	now: DateTime,
): [from: DateTime, to: DateTime] {
	const to = now.startOf(unit);
	return [to.minus({ milliseconds: 1 }).startOf(unit), to];
}

function readCustom(
	{ from, to }: TimeRangeParameters,
	{ timeZone, delay, end }: { timeZone: string; delay: number; end: Instant },
): TimeWindow {
	const read = (value: unknown, field: string): Instant | undefined => {
		const bound = readTimeBound(value, field, timeZone);
		if (bound === undefined) return undefined;
		// Both the time zone and the delay may lead beyond the years that there are.
		return clampToYears(addMinutes(clampToYears(bound), -delay));
	};
	const window = { from: read(from, 'From') ?? BEGINNING_OF_TIME, to: read(to, 'To') ?? end };
	if (window.from <= window.to || isOpenBound(to)) return window;
	throw new InputError(
		'From',
		`'From' (${quote(from)}) is after 'To' (${quote(to)})`,
		"Correct one of the two: the result begins at 'From' and ends just before 'To'.",
	);
}
