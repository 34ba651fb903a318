import type { IDataObject } from 'n8n-workflow';
import type { SortOrder } from '../../../log/entry';
import { makeFilter, type FilterCondition } from '../../../log/filter';
import type { Selection } from '../../../log/select';
import {
	MAX_INT32,
	readChoice,
	readCommaList,
	readLanguage,
	readSwitch,
	readText,
	readTextList,
	readTimeout,
	readWholeNumber,
} from '../../../shared/parameters';
import { readTimeRange, type Clock } from '../../../shared/timeRange';
import {
	ENTRY_PROPERTIES,
	TIME_PROPERTY,
	type ClassicLogOptions,
	type EntryProperty,
} from '../../../uipath/classicLog';
import { DEFAULT_TIMEOUT_MS } from '../../../uipath/withConnection';
import { DEFAULT_CONCURRENCY, DEFAULT_PAGE_SIZE, MAX_CONCURRENCY } from './fields';

/** The parameters of Get Logs as the node holds them, for one input item. */
export interface GetLogsParameters {
	returnAll: boolean;
	limit: unknown;
	simplify: unknown;
	timeRange: unknown;
	/** For a custom time range. */
	from?: unknown;
	to?: unknown;
	filters: IDataObject;
	options: IDataObject;
}

/** What one run of Get Logs is to do. */
export interface GetLogsQuery {
	selection: Selection;
	log: ClassicLogOptions;
	timeoutMs: number;
	/** What to make of an entry. */
	form: EntryForm;
	/** The names of the filters that are set, as the editor shows them. */
	filterNames: string[];
}

/** In which form entries are returned: in short, as UiPath sent them, or that with details parsed. */
export type EntryForm = 'simplified' | 'raw' | 'rawWithDetails';

/**
 * Reads and checks the parameters, so that bad input is refused before any request.
 *
 * @throws InputError that names the field and the remedy
 */
export function readGetLogsQuery(parameters: GetLogsParameters, clock: Clock): GetLogsQuery {
	const { returnAll, limit, simplify, filters, options } = parameters;
	const set = readConditions(filters);
	const sortBy = readChoice<EntryProperty>(
		options.sortBy ?? TIME_PROPERTY,
		ENTRY_PROPERTIES,
		'Sort By',
	);
	return {
		selection: {
			sortBy: sortBy === TIME_PROPERTY ? undefined : sortBy,
			order: readChoice<SortOrder>(options.sortOrder ?? 'desc', ['asc', 'desc'], 'Sort Order'),
			window: readTimeRange({ ...parameters, windowDelay: options.windowDelay }, clock),
			filter: makeFilter(set.map(({ condition }) => condition)),
			skip: readWholeNumber(options.skip ?? 0, 'Skip', { min: 0 }),
			limit: returnAll ? Infinity : readWholeNumber(limit, 'Limit', { min: 1 }),
			pageSize: readWholeNumber(options.pageSize ?? DEFAULT_PAGE_SIZE, 'Page Size', {
				min: 1,
				max: MAX_INT32,
			}),
			concurrency: readWholeNumber(
				options.maxConcurrency ?? DEFAULT_CONCURRENCY,
				'Max Concurrency',
				{ min: 1, max: MAX_CONCURRENCY },
			),
		},
		log: {
			language: readLanguage(options.language),
			apiVersion: readText(options.apiVersion, 'API Version'),
		},
		timeoutMs: readTimeout(options.timeout ?? DEFAULT_TIMEOUT_MS),
		form: readForm(simplify, options.parseDetails),
		filterNames: set.map(({ field }) => field),
	};
}

function readForm(simplify: unknown, parseDetails: unknown): EntryForm {
	if (readSwitch(simplify ?? true, 'Simplify')) return 'simplified';
	return readSwitch(parseDetails, 'Parse Details') ? 'rawWithDetails' : 'raw';
}

/** A filter, and how the editor names it. */
interface NamedCondition {
	field: string;
	condition: FilterCondition;
}

/** The filters that are set. */
function readConditions(filters: IDataObject): NamedCondition[] {
	const text = { property: 'message', contains: readText(filters.message, 'Message') };
	return [
		...LISTED.map(([property, field, read]) => {
			return { field, condition: { property, anyOf: read(filters[property], field) } };
		}),
		{ field: 'Message', condition: text },
	].filter(({ condition }) => makeFilter([condition]) !== undefined);
}

/** The filters by a list of values. */
const LISTED: ReadonlyArray<readonly [EntryProperty, string, typeof readTextList]> = [
	['category', 'Category Names or IDs', readTextList],
	['action', 'Action Names or IDs', readTextList],
	['source', 'Source Names or IDs', readTextList],
	['userName', 'User Name', readCommaList],
	['email', 'Email', readCommaList],
];
