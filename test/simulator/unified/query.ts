import { BadRequest } from '../query.ts';
import type { Identity } from '../view.ts';
import type { UnifiedLog } from './log.ts';
import type { UnifiedSettings } from './settings.ts';
import type { Place, Window } from './order.ts';

/** Parameters of cursors; the rest of a cursor's query is that of the request it came from. */
export const CURSOR_PARAMETERS = ['before', 'beforeId', 'after', 'afterId'] as const;

const GUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** Ticks that the switch `rounding` cuts times off to. */
const ROUNDING_TICKS = { none: 1, millisecond: 10_000, second: 10_000_000 } as const;

function invalid(name: string, text: string): BadRequest {
	return new BadRequest(`The value '${text}' is not valid for ${name}.`);
}

function instantOf(log: UnifiedLog, query: URLSearchParams, name: string): number | undefined {
	const text = query.get(name);
	if (text === null) return undefined;
	const instant = log.parse(text);
	if (instant === undefined) throw invalid(name, text);
	return instant;
}

/** Cut off towards the past, on the calendar's own seconds: `baseMs` of a log lies on whole milliseconds only. */
function cutOff(log: UnifiedLog, instant: number, rounding: UnifiedSettings['rounding']): number {
	const origin = log.parse('1970-01-01') ?? 0;
	const unit = ROUNDING_TICKS[rounding];
	const rest = ((((instant % unit) - (origin % unit)) % unit) + unit) % unit;
	return instant - rest;
}

/** @throws BadRequest when `from` or `to` is no date-time */
export function readWindow(
	log: UnifiedLog,
	query: URLSearchParams,
	rounding: UnifiedSettings['rounding'],
): Window {
	const from = instantOf(log, query, 'from');
	const to = instantOf(log, query, 'to');
	return {
		from: from === undefined ? -Infinity : cutOff(log, from, rounding),
		to: to === undefined ? Infinity : cutOff(log, to, rounding),
	};
}

/** The place that a cursor continues from. @throws BadRequest when it is none */
export function readPlace(
	log: UnifiedLog,
	query: URLSearchParams,
	side: 'before' | 'after',
): Place | undefined {
	const instant = instantOf(log, query, side);
	const id = query.get(`${side}Id`);
	if (instant === undefined && id === null) return undefined;
	if (instant === undefined || id === null || !GUID.test(id)) throw invalid(`${side}Id`, id ?? '');
	return { instant, id: id.toLowerCase() };
}

/** How many events the page may have. @throws BadRequest when `maxCount` is no int32 */
export function readCount(query: URLSearchParams, settings: UnifiedSettings): number {
	const text = query.get('maxCount');
	if (text === null) return settings.defaultMaxCount;
	const value = Number(text);
	if (!/^-?\d+$/.test(text) || Math.abs(value) >= 2 ** 31) throw invalid('maxCount', text);
	const { min, max } = settings.maxCount;
	return Math.min(Math.max(value, min), max);
}

function idsOf(query: URLSearchParams, name: string): ReadonlySet<string> | undefined {
	const ids = query.getAll(name).map((id) => id.toLowerCase());
	return ids.length === 0 ? undefined : new Set(ids);
}

function statusOf(query: URLSearchParams): number | undefined {
	const text = query.get('status');
	if (text === null) return undefined;
	if (text !== '0' && text !== '1') throw invalid('status', text);
	return Number(text);
}

/**
 * Whether an event passes the filters; undefined when there are none. `searchTerm` is for `events` only: it looks into
 * details and client information, in upper or lower case.
 *
 * @throws BadRequest when `status` is neither 0 nor 1
 */
export function readFilter(
	log: UnifiedLog,
	query: URLSearchParams,
	{ searches }: { searches: boolean },
): ((identity: Identity) => boolean) | undefined {
	const source = idsOf(query, 'source');
	const target = idsOf(query, 'target');
	const type = idsOf(query, 'type');
	const user = idsOf(query, 'userIds');
	const status = statusOf(query);
	const term = searches ? (query.get('searchTerm') ?? '').toLowerCase() : '';
	if (!source && !target && !type && !user && status === undefined && term === '') return undefined;
	const hasTerm = (identity: Identity): boolean => {
		if (term === '') return true;
		const { eventDetails, clientInfo } = log.event(identity);
		return [eventDetails, clientInfo?.ipAddress, clientInfo?.ipCountry].some(
			(text) => text?.toLowerCase().includes(term) === true,
		);
	};
	return (identity) => {
		const core = log.core(identity);
		return (
			(source?.has(core.source.id) ?? true) &&
			(target?.has(core.target.id) ?? true) &&
			(type?.has(core.type.id) ?? true) &&
			(user?.has(core.actor.id) ?? true) &&
			(status === undefined || core.status === status) &&
			hasTerm(identity)
		);
	};
}
