import type { IDataObject } from 'n8n-workflow';
import type { SortOrder } from '../../../log/entry';
import { makeFilter, type FilterCondition } from '../../../log/filter';
import { BEGINNING_OF_TIME, END_OF_TIME } from '../../../log/instant';
import type { Selection } from '../../../log/select';
import { DEFAULT_TIMEOUT_MS } from '../../../uipath/access';
import { InputError } from '../../../uipath/auditError';
import {
	ENTRY_PROPERTIES,
	TIME_PROPERTY,
	type ClassicLogOptions,
	type EntryProperty,
} from '../../../uipath/classicLog';
import {
	language,
	onOrOff,
	plainText,
	shown,
	timeout,
	wholeNumber,
} from '../../../shared/parameters';
import { DEFAULT_CONCURRENCY, DEFAULT_PAGE_SIZE, MOST_CONCURRENCY } from './fields';
import { timeBound } from '../../../shared/timeBound';

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
export function getLogsQuery(parameters: GetLogsParameters): GetLogsQuery {
	const { returnAll, limit, filters, options, timeZone } = parameters;
	const from = timeBound(filters.from, 'From', timeZone) ?? BEGINNING_OF_TIME;
	const to = timeBound(filters.to, 'To', timeZone) ?? END_OF_TIME;
	if (from > to) {
		throw new InputError(
			'From',
			`'From' (${shown(filters.from)}) is after 'To' (${shown(filters.to)})`,
			"Correct one of the two: entries are returned from 'From' on until just before 'To'.",
		);
	}
	const sortBy = oneOf<EntryProperty>(options.sortBy ?? TIME_PROPERTY, ENTRY_PROPERTIES, 'Sort By');
	return {
		selection: {
			sortBy: sortBy === TIME_PROPERTY ? undefined : sortBy,
			order: oneOf<SortOrder>(options.sortOrder ?? 'desc', ['asc', 'desc'], 'Sort Order'),
			window: { from, to },
			filter: makeFilter(readConditions(filters)),
			skip: wholeNumber(options.skip ?? 0, 'Skip', { least: 0 }),
			limit: returnAll ? Infinity : wholeNumber(limit, 'Limit', { least: 1 }),
			pageSize: wholeNumber(options.pageSize ?? DEFAULT_PAGE_SIZE, 'Page Size', {
				least: 1,
				most: 2 ** 31 - 1,
			}),
			concurrency: wholeNumber(options.maxConcurrency ?? DEFAULT_CONCURRENCY, 'Max Concurrency', {
				least: 1,
				most: MOST_CONCURRENCY,
			}),
		},
		log: {
			language: language(options.language),
			apiVersion: plainText(options.apiVersion, 'API Version'),
		},
		timeoutMs: timeout(options.timeout ?? DEFAULT_TIMEOUT_MS),
		parseDetails: onOrOff(options.parseDetails, 'Parse Details'),
	};
}

/** The filters by a list of values, and how the editor names them. */
const LISTED: ReadonlyArray<[property: EntryProperty, field: string]> = [
	['category', 'Category'],
	['action', 'Action'],
	['source', 'Source'],
	['userName', 'User Name'],
	['email', 'Email'],
];

function readConditions(filters: IDataObject): FilterCondition[] {
	const listed = LISTED.map(([property, field]) => {
		return { property, anyOf: textList(filters[property], field) };
	});
	return [...listed, { property: 'message', contains: plainText(filters.message, 'Message') }];
}

/** A single text counts as a list of one; a comma may be part of a name, so nothing is split. */
function textList(value: unknown, field: string): string[] {
	const values = Array.isArray(value) ? value : [value];
	return values.map((item) => plainText(item, field)).filter((item) => item !== '');
}

function oneOf<T extends string>(value: unknown, choices: readonly T[], field: string): T {
	const choice = choices.find((candidate) => candidate === value);
	if (choice !== undefined) return choice;
	throw new InputError(
		field,
		`'${field}' has to be one of ${choices.join(', ')}, not ${shown(value)}`,
		`Correct '${field}', or the expression that gives its value.`,
	);
}
