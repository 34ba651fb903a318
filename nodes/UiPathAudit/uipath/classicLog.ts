import type { AuditEntry } from '../log/entry';
import type { LogReader, PageAnswer, PageRequest } from '../log/offset/page';
import { SharedTexts } from '../log/sharedTexts';
import { asRecord } from './http/answer';
import type { Connection } from './http/connection';
import { shapeError } from '../shared/errorWords';

/** Documented in UiPath's Orchestrator API guide, "Get Audit Logs". */
const PATH = '/audit_/api/auditlogs';

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
	private readonly texts = new SharedTexts(REPETITIVE);

	/**
	 * @param connection to the organization
	 * @param options sent along with every page
	 */
	constructor(
		private readonly connection: Connection,
		private readonly options: ClassicLogOptions,
	) {}

	/** @throws AuditError where the page cannot be had or is no page */
	async read({ order, skip, top }: PageRequest): Promise<PageAnswer> {
		const { value, status } = await this.connection.getJson(PATH, {
			language: this.options.language,
			top,
			skip,
			sortBy: TIME_PROPERTY,
			sortOrder: order,
			'api-version': this.options.apiVersion,
		});
		const answer = pageAnswer(value, status);
		this.texts.share(answer.entries);
		return answer;
	}
}

/** The contract: `{ totalCount: int64, results: [entry, …] or null }`. */
function pageAnswer(value: unknown, status: number): PageAnswer {
	const { totalCount, results } = asRecord(value, status);
	if (typeof totalCount !== 'number' || !Number.isInteger(totalCount) || totalCount < 0) {
		throw shapeError('totalCount is missing or is no number', status);
	}
	if (results === null) return { entries: [], totalCount };
	if (!Array.isArray(results)) throw shapeError('results is missing or is no list', status);
	if (!results.every(isEntry)) throw shapeError('results holds something that is no entry', status);
	return { entries: results, totalCount };
}

function isEntry(value: unknown): value is AuditEntry {
	return typeof value === 'object' && value !== null && !Array.isArray(value);
}
