import type { CursorAnswer, CursorReader, WindowRequest } from '../log/cursor/page';
import {
	BEGINNING_OF_TIME,
	END_OF_TIME,
	makeLastBefore,
	parseInstant,
	type Instant,
} from '../log/instant';
import { SharedTexts } from '../log/sharedTexts';
import { isObject, isRecord } from './http/answer';
import type { JsonAnswer, Query } from './http/connection';
import { toText } from './toText';
import { ServiceError } from './uiPathError';
import { makeUnifiedPath, readPageCursor, type UnifiedPlace } from './unifiedAddress';
import type { OpenConnection } from './withConnection';

/** The properties of an event that the API documents, in the order of its documentation. */
export const EVENT_PROPERTIES = [
	'id',
	'createdOn',
	'organizationId',
	'organizationName',
	'tenantId',
	'tenantName',
	'actorId',
	'actorName',
	'actorEmail',
	'eventType',
	'eventSource',
	'eventTarget',
	'eventDetails',
	'eventSummary',
	'status',
	'clientInfo',
] as const;

/** Those of them that do not hold text. */
export const EVENT_TYPES = { status: 'number', clientInfo: 'object' } as const;

/** Those of them whose texts are another in each event, or almost. */
const DIFFERENT: readonly string[] = ['id', 'createdOn', 'eventDetails'];

/** Those whose few texts come again and again. */
const REPETITIVE = EVENT_PROPERTIES.filter(
	(name) => !DIFFERENT.includes(name) && !(name in EVENT_TYPES),
);

/** The server clamps a page into these bounds (observed). */
const MIN_PAGE = 10;
export const MAX_PAGE = 200;

/** .NET's resolution; it takes no more digits. */
const TICK_DIGITS = 7;

/** What the server filters by; empty lists and texts ask for nothing. */
export interface UnifiedFilters {
	/** Ids from the catalogue of the same log. */
	sources: readonly string[];
	targets: readonly string[];
	types: readonly string[];
	/** Ids of actors. */
	userIds: readonly string[];
	/** 0 succeeded, 1 failed. */
	status: 0 | 1 | undefined;
	/** Looked for in details and client information, never in e-mail addresses. */
	search: string;
}

/** Everything passes. */
export const NO_FILTERS: UnifiedFilters = {
	...{ sources: [], targets: [], types: [], userIds: [] },
	...{ status: undefined, search: '' },
};

/** The filters as the API names them. */
export function toFilterQuery(filters: Omit<UnifiedFilters, 'search'>): Query {
	const { sources: source, targets: target, types: type, userIds, status } = filters;
	return { source, target, type, userIds, status };
}

/**
 * The unified audit log of Automation Cloud (`/orgaudit_`, `/tenantaudit_`): events with ids, newest
 * first, by windows of time whose bounds are both inclusive, and by page cursors.
 */
export class UnifiedLog implements CursorReader {
	readonly timeProperty = 'createdOn';
	readonly idProperty = 'id';
	readonly minTop = MIN_PAGE;
	readonly maxTop = MAX_PAGE;
	private readonly texts = new SharedTexts(REPETITIVE);
	private readonly path: string;

	/**
	 * @param open the connection to the organization
	 * @param place which of the logs
	 * @param filters sent along with every question for a window
	 */
	constructor(
		private readonly open: OpenConnection,
		private readonly place: UnifiedPlace,
		private readonly filters: UnifiedFilters = NO_FILTERS,
	) {
		this.path = makeUnifiedPath(place, 'events');
	}

	/** @throws HttpError or ServiceError where the page cannot be had or is no page */
	async readWindow({ from, to, top }: WindowRequest): Promise<CursorAnswer> {
		const { search: searchTerm, ...filters } = this.filters;
		return await this.read({
			...{ from: writeBound(from), to: writeBound(to) },
			...{ ...toFilterQuery(filters), searchTerm, maxCount: Math.max(MIN_PAGE, top) },
		});
	}

	/** @throws as {@link readWindow}; ServiceError `page-elsewhere` where the cursor leads elsewhere */
	async readOlder(cursor: string): Promise<CursorAnswer> {
		return await this.read(readPageCursor(cursor, this.open.address.origin, this.place));
	}

	/** The time of the newest event as it is written, whether it passes the filters or not; an empty text where there is none. */
	async readNewestTime(): Promise<string> {
		const everything = { from: BEGINNING_OF_TIME, to: END_OF_TIME, top: MIN_PAGE };
		const { entries } = await new UnifiedLog(this.open, this.place).readWindow(everything);
		return toText(entries[0]?.[this.timeProperty]);
	}

	/** The time of an event from before a time, as it is written; an empty text where there is none. */
	async findOlder(than: Instant): Promise<string> {
		const before = { from: BEGINNING_OF_TIME, to: makeLastBefore(than), top: MIN_PAGE };
		const { entries } = await this.readWindow(before);
		const times = entries.map((event) => toText(event[this.timeProperty]));
		return times.find((time) => (parseInstant(time) ?? than) < than) ?? '';
	}

	private async read(query: Query | string): Promise<CursorAnswer> {
		const answer = readPage(await this.open.connection.getJson(this.path, query));
		this.texts.share(answer.entries);
		return answer;
	}
}

/** The contract: `{ auditEvents: [event, …], next: path or null, previous: path or null }`. */
function readPage({ value, status }: JsonAnswer): CursorAnswer {
	if (!isRecord(value) || !('auditEvents' in value)) {
		throw new ServiceError('not-a-page', { page: 'no-events', status });
	}
	const { auditEvents, previous } = value;
	const older = readPrevious(previous, status);
	// .NET may write an empty list as null; one that leads on has lost its events on the way.
	const events = older === undefined ? (auditEvents ?? []) : auditEvents;
	if (!Array.isArray(events)) throw new ServiceError('not-a-page', { page: 'no-events', status });
	if (!events.every(isObject)) throw new ServiceError('not-a-page', { page: 'no-event', status });
	return { entries: events, older };
}

function readPrevious(previous: unknown, status: number): string | undefined {
	if (previous === undefined || previous === null || previous === '') return undefined;
	if (typeof previous === 'string') return previous;
	throw new ServiceError('not-a-page', { page: 'no-cursor', status });
}

/**
 * A bound as the API takes it.
 *
 * @returns undefined for an end of time, which is asked for by leaving it out
 */
export function writeBound(bound: Instant): string | undefined {
	if (bound === BEGINNING_OF_TIME || bound === END_OF_TIME) return undefined;
	const [seconds = '', fraction = ''] = bound.replace('\0', '').split('.');
	const digits = fraction.slice(0, TICK_DIGITS).replace(/0+$/, '');
	return `${seconds}${digits && `.${digits}`}Z`;
}
