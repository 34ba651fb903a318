import type { IDataObject } from 'n8n-workflow';
import type { SortOrder } from '../../../log/entry';
import { makeFilter, type FilterCondition } from '../../../log/filter';
import { BEGINNING_OF_TIME, END_OF_TIME } from '../../../log/instant';
import type { Selection } from '../../../log/select';
import type { TimeWindow } from '../../../log/timeWindow';
import { InputError } from '../../../shared/inputError';
import {
	MAX_INT32,
	quote,
	readChoice,
	readLanguage,
	readSwitch,
	readText,
	readTextList,
	readTimeout,
	readWholeNumber,
} from '../../../shared/parameters';
import { readTimeBound } from '../../../shared/timeBound';
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
	filters: IDataObject;
	options: IDataObject;
	/** IANA name of the workflow's time zone. */
	timeZone: string;
}

/** What one run of Get Logs is to do. */
export interface GetLogsQuery {
	selection: Selection;
	log: ClassicLogOptions;
	timeoutMs: number;
	parseDetails: boolean;
}

/**
 * Reads and checks the parameters, so that bad input is refused before any request.
 *
 * @throws InputError that names the field and the remedy
 */
export function readGetLogsQuery(parameters: GetLogsParameters): GetLogsQuery {
	const { returnAll, limit, filters, options, timeZone } = parameters;
	const sortBy = readChoice<EntryProperty>(
		options.sortBy ?? TIME_PROPERTY,
		ENTRY_PROPERTIES,
		'Sort By',
	);
	return {
		selection: {
			sortBy: sortBy === TIME_PROPERTY ? undefined : sortBy,
			order: readChoice<SortOrder>(options.sortOrder ?? 'desc', ['asc', 'desc'], 'Sort Order'),
			window: readWindow(filters, timeZone),
			filter: makeFilter(readConditions(filters)),
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
		parseDetails: readSwitch(options.parseDetails, 'Parse Details'),
	};
}

function readWindow(filters: IDataObject, timeZone: string): TimeWindow {
	const from = readTimeBound(filters.from, 'From', timeZone) ?? BEGINNING_OF_TIME;
	const to = readTimeBound(filters.to, 'To', timeZone) ?? END_OF_TIME;
	if (from <= to) return { from, to };
	throw new InputError(
		'From',
		`'From' (${quote(filters.from)}) is after 'To' (${quote(filters.to)})`,
		"Correct one of the two: the result begins at 'From' and ends just before 'To'.",
	);
}

/** The filters by a list of values, and how the editor names them. */
const LISTED: ReadonlyArray<readonly [property: EntryProperty, field: string]> = [
	['category', 'Category'],
	['action', 'Action'],
	['source', 'Source'],
	['userName', 'User Name'],
	['email', 'Email'],
];

function readConditions(filters: IDataObject): FilterCondition[] {
	const listed = LISTED.map(([property, field]) => {
		return { property, anyOf: readTextList(filters[property], field) };
	});
	return [...listed, { property: 'message', contains: readText(filters.message, 'Message') }];
}
