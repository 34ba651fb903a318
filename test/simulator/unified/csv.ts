import type { Body } from '../answer.ts';
import { BYTE_ORDER_MARK, chunked, csvRow, lengthOf } from '../csv.ts';
import { TICKS_PER_MS } from '../time.ts';
import type { Identity } from '../view.ts';
import type { UnifiedLog } from './log.ts';
import type { UnifiedEvent } from './options.ts';
import { AnswerOrder, tieOrder } from './order.ts';
import { readFilter, readWindow } from './query.ts';
import type { UnifiedSettings } from './settings.ts';

const TICKS_PER_DAY = 86_400_000 * TICKS_PER_MS;

/** UiPath does not say which columns there are: the simulator's choice. */
const COLUMNS: readonly (readonly [
	title: string,
	value: (event: UnifiedEvent) => string | null,
])[] = [
	['Id', ({ id }) => id],
	['CreatedOn', ({ createdOn }) => createdOn],
	['ActorName', ({ actorName }) => actorName],
	['ActorEmail', ({ actorEmail }) => actorEmail],
	['EventType', ({ eventType }) => eventType],
	['EventSource', ({ eventSource }) => eventSource],
	['EventTarget', ({ eventTarget }) => eventTarget],
	['EventSummary', ({ eventSummary }) => eventSummary],
	['EventDetails', ({ eventDetails }) => eventDetails],
	['Status', ({ status }) => String(status)],
	['IpAddress', ({ clientInfo }) => clientInfo?.ipAddress ?? null],
];

/** The events that the file has, newest first. */
function selected(log: UnifiedLog, query: URLSearchParams, settings: UnifiedSettings): Identity[] {
	const { maxRows = 100_000, days = 90 } = settings.csv;
	const passes = readFilter(log, query, { searches: false });
	const { from, to } = readWindow(log, query, settings.rounding);
	const oldest = (log.newestInstant ?? 0) - days * TICKS_PER_DAY;
	const order = new AnswerOrder(log, log.view, tieOrder(settings.tieOrder, 0));
	const identities: Identity[] = [];
	for (const identity of order.older({ from: Math.max(from, oldest), to })) {
		if (identities.length >= maxRows) break;
		if (passes?.(identity) !== false) identities.push(identity);
	}
	return identities;
}

/**
 * The selection of a query as CSV: a header and the events, newest first. Rows are made while they are read; with
 * `transfer: 'length'` they are made twice.
 *
 * @throws BadRequest when a parameter is out of its range
 */
export function unifiedCsv(
	log: UnifiedLog,
	query: URLSearchParams,
	settings: UnifiedSettings,
): { body: Body; rows: number } {
	const { bom = false, transfer = 'chunked' } = settings.csv;
	const identities = selected(log, query, settings);
	const lines = function* (): Generator<string> {
		yield (bom ? BYTE_ORDER_MARK : '') + csvRow(COLUMNS.map(([title]) => title));
		for (const identity of identities) {
			const event = log.event(identity);
			yield csvRow(COLUMNS.map(([, value]) => value(event) ?? ''));
		}
	};
	const chunks = () => chunked(lines());
	const body = transfer === 'length' ? { length: lengthOf(chunks()), chunks } : { chunks };
	return { body, rows: identities.length };
}
