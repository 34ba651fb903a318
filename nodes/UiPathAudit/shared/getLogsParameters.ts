import type { IDataObject, IExecuteFunctions } from 'n8n-workflow';
import type { SortOrder } from '../log/entry';
import type { Selection } from '../log/select';
import { MAX_CONCURRENCY } from './entryFields';
import { DEFAULT_CONCURRENCY } from './optionFields';
import {
	makeParameterReader,
	readChoice,
	readCollection,
	readSwitch,
	readWholeNumber,
} from './parameters';
import { collectRange, readTimeRange, type Clock, type RangeParameters } from './timeRange';

/** The parameters that say which entries are wanted, as the node holds them, for one input item. */
export interface SelectionParameters extends RangeParameters {
	returnAll: boolean;
	limit: unknown;
	filters: IDataObject;
	options: IDataObject;
}

/** The parameters that Get Logs of every log has. */
export interface GetLogsParameters extends SelectionParameters {
	simplify: unknown;
}

/**
 * Collects the parameters that say which entries are wanted.
 *
 * @param returnsAll whether all are, where nothing says so
 * @throws InputError where one is not of its kind
 */
export function collectSelectionParameters(
	context: IExecuteFunctions,
	itemIndex: number,
	returnsAll = false,
): SelectionParameters {
	const parameter = makeParameterReader(context, itemIndex);
	const returnAll = readSwitch(parameter('returnAll', returnsAll), 'Return All');
	return {
		returnAll,
		limit: returnAll ? undefined : parameter('limit', 50),
		...collectRange(context, itemIndex),
		filters: readCollection(parameter('filters', {}), 'Filters'),
		options: readCollection(parameter('options', {}), 'Options'),
	};
}

/**
 * Collects the parameters of Get Logs.
 *
 * @throws InputError where one is not of its kind
 */
export function collectGetLogsParameters(
	context: IExecuteFunctions,
	itemIndex: number,
): GetLogsParameters {
	const simplify = makeParameterReader(context, itemIndex)('simplify', true);
	return { ...collectSelectionParameters(context, itemIndex), simplify };
}

/**
 * Reads which entries are wanted, and in which order, as far as that is the same for every log.
 *
 * @throws InputError that names the field and the remedy
 */
export function readSelection(
	parameters: SelectionParameters,
	clock: Clock,
	defaultOrder: SortOrder = 'desc',
): Pick<Selection, 'order' | 'window' | 'limit' | 'concurrency'> {
	const { returnAll, limit, options } = parameters;
	const concurrency = options.maxConcurrency ?? DEFAULT_CONCURRENCY;
	return {
		order: readChoice<SortOrder>(options.sortOrder ?? defaultOrder, ['asc', 'desc'], 'Sort Order'),
		window: readTimeRange({ ...parameters, windowDelay: options.windowDelay }, clock),
		limit: returnAll ? Infinity : readWholeNumber(limit, 'Limit', { min: 1 }),
		concurrency: readWholeNumber(concurrency, 'Max Concurrency', { min: 1, max: MAX_CONCURRENCY }),
	};
}
