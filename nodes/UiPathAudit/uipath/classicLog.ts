import type { LogReader, PageAnswer, PageRequest } from '../log/offset/page';
import { SharedTexts } from '../log/sharedTexts';
import { ListAddress } from './classicAddress';
import { isObject } from './http/answer';
import type { JsonAnswer } from './http/connection';
import { toText } from './toText';
import { ServiceError } from './uiPathError';
import type { OpenConnection } from './withConnection';

/** The property of an entry that holds its time. */
export const TIME_PROPERTY = 'createdOn';

/** The properties of an entry that the API documents, in the order of its documentation. */
export const ENTRY_PROPERTIES = [
	TIME_PROPERTY,
	'category',
	'action',
	'auditLogDetails',
	'userName',
	'email',
	'message',
	'detailsVersion',
	'source',
] as const;

/** The name of a documented property of an entry. */
export type EntryProperty = (typeof ENTRY_PROPERTIES)[number];

/** Properties whose few values come again and again. */
const REPETITIVE: readonly EntryProperty[] = [
	'category',
	'action',
	'userName',
	'email',
	'message',
	'source',
];

/** Parameters that every page of a run is asked with. */
export interface ClassicLogOptions {
	/** Display language in its short form, such as `en`; the server's own where empty. */
	language?: string;
	/** Version of the API; the server's own where empty. */
	apiVersion?: string;
}

/**
 * The classic audit log (`/audit_`) of standalone Orchestrator, Automation Suite and Automation
 * Cloud. It has no date filter and no ids; `sortBy` and `sortOrder` are sent always, because the
 * default order differs between versions.
 */
export class ClassicLog implements LogReader {
	readonly timeProperty = TIME_PROPERTY;
	/** Where the log was found; undefined before the first page. */
	readonly address: ListAddress;
	private readonly texts = new SharedTexts(REPETITIVE);

	/**
	 * @param open the connection to the organization
	 * @param options sent along with every page
	 */
	constructor(
		open: OpenConnection,
		private readonly options: ClassicLogOptions = {},
	) {
		this.address = new ListAddress(open);
	}

	/** @throws HttpError or ServiceError where the page cannot be had or is no page */
	async read({ order, skip, top }: PageRequest): Promise<PageAnswer> {
		const query = {
			language: this.options.language,
			top,
			skip,
			sortBy: TIME_PROPERTY,
			sortOrder: order,
			'api-version': this.options.apiVersion,
		};
		const answer = await this.address.get(query, readPage);
		this.texts.share(answer.entries);
		return answer;
	}

	/** The time of the newest entry as it is written; an empty text where there is none. */
	async readNewestTime(): Promise<string> {
		const { entries } = await this.read({ order: 'desc', skip: 0, top: 1 });
		return toText(entries[0]?.[TIME_PROPERTY]);
	}

	/** The time of the entry that has so many before it; an empty text where there is none. */
	async readTimeAt(place: number): Promise<string> {
		const { entries } = await this.read({ order: 'asc', skip: place, top: 1 });
		return toText(entries[0]?.[TIME_PROPERTY]);
	}

	/** Entries in the log, as a page of one entry says. */
	async count(): Promise<number> {
		return (await this.read({ order: 'desc', skip: 0, top: 1 })).totalCount;
	}
}

/** The contract: `{ totalCount: int64, results: [entry, …] or null }`. */
function readPage({ value, status }: JsonAnswer): PageAnswer {
	if (!isObject(value)) throw new ServiceError('not-a-page', { page: 'no-object', status });
	const { totalCount, results } = value;
	if (typeof totalCount !== 'number' || !Number.isInteger(totalCount) || totalCount < 0) {
		throw new ServiceError('not-a-page', { page: 'no-count', status });
	}
	if (results === null) return { entries: [], totalCount };
	if (!Array.isArray(results)) throw new ServiceError('not-a-page', { page: 'no-list', status });
	if (!results.every(isObject)) throw new ServiceError('not-a-page', { page: 'no-entry', status });
	return { entries: results, totalCount };
}
