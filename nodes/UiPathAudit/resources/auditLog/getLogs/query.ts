import type { IDataObject } from 'n8n-workflow';
import type { SortOrder } from '../../../log/entry';
import type { Selection } from '../../../log/select';
import { MAX_CONCURRENCY } from '../../../shared/entryFields';
import { readForm, type EntryForm } from '../../../shared/form';
import { DEFAULT_CONCURRENCY } from '../../../shared/optionFields';
import { readChoice, readWholeNumber } from '../../../shared/parameters';
import { readTimeRange, type Clock } from '../../../shared/timeRange';
import {
	ENTRY_PROPERTIES,
	TIME_PROPERTY,
	type ClassicLogOptions,
	type EntryProperty,
} from '../../../uipath/classicLog';
import { readFilters } from '../filters';
import { readPageRequests } from '../requests';

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

/**
 * Reads and checks the parameters, so that bad input is refused before any request.
 *
 * @throws InputError that names the field and the remedy
 */
export function readGetLogsQuery(parameters: GetLogsParameters, clock: Clock): GetLogsQuery {
	const { returnAll, limit, simplify, filters, options } = parameters;
	const { filter, filterNames } = readFilters(filters);
	const { log, pageSize, timeoutMs } = readPageRequests(options);
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
			filter,
			skip: readWholeNumber(options.skip ?? 0, 'Skip', { min: 0 }),
			limit: returnAll ? Infinity : readWholeNumber(limit, 'Limit', { min: 1 }),
			pageSize,
			concurrency: readWholeNumber(
				options.maxConcurrency ?? DEFAULT_CONCURRENCY,
				'Max Concurrency',
				{ min: 1, max: MAX_CONCURRENCY },
			),
		},
		log,
		timeoutMs,
		form: readForm(simplify, options.parseDetails),
		filterNames,
	};
}
