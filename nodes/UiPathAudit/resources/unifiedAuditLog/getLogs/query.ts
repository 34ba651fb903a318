import type { IDataObject } from 'n8n-workflow';
import type { SortOrder } from '../../../log/entry';
import type { Selection } from '../../../log/select';
import { MAX_CONCURRENCY } from '../../../shared/entryFields';
import { readForm, type EntryForm } from '../../../shared/form';
import { DEFAULT_CONCURRENCY } from '../../../shared/optionFields';
import { readChoice, readTimeout, readWholeNumber } from '../../../shared/parameters';
import { readTimeRange, type Clock } from '../../../shared/timeRange';
import { MAX_PAGE, type UnifiedFilters } from '../../../uipath/unifiedLog';
import { DEFAULT_TIMEOUT_MS } from '../../../uipath/withConnection';
import { readFilters } from '../filters';

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
	/** What UiPath is to filter by. */
	asked: UnifiedFilters;
	timeoutMs: number;
	/** What to make of an event. */
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
	const { asked, filter, filterNames } = readFilters(filters);
	const concurrency = options.maxConcurrency ?? DEFAULT_CONCURRENCY;
	return {
		selection: {
			sortBy: undefined,
			order: readChoice<SortOrder>(options.sortOrder ?? 'desc', ['asc', 'desc'], 'Sort Order'),
			window: readTimeRange({ ...parameters, windowDelay: options.windowDelay }, clock),
			filter,
			skip: 0,
			limit: returnAll ? Infinity : readWholeNumber(limit, 'Limit', { min: 1 }),
			pageSize: MAX_PAGE,
			concurrency: readWholeNumber(concurrency, 'Max Concurrency', {
				min: 1,
				max: MAX_CONCURRENCY,
			}),
		},
		asked,
		timeoutMs: readTimeout(options.timeout ?? DEFAULT_TIMEOUT_MS),
		form: readForm(simplify, options.parseDetails),
		filterNames,
	};
}
