import type { IDisplayOptions, INodeProperties } from 'n8n-workflow';
import { DEFAULT_CONCURRENCY } from './optionFields';

/** More at once than this only makes UiPath slow everybody down. */
export const MAX_CONCURRENCY = 20;

/** Fields of operations that return entries. */
export const simplifyField: INodeProperties = {
	displayName: 'Simplify',
	name: 'simplify',
	type: 'boolean',
	default: true,
	description: 'Whether to return a simplified version of the response instead of the raw data',
};

const returnAllField: INodeProperties = {
	displayName: 'Return All',
	name: 'returnAll',
	type: 'boolean',
	default: false,
	description: 'Whether to return all results or only up to a given limit',
};

/** Return All and Limit. */
export function makeReturnAllFields(
	show: NonNullable<IDisplayOptions['show']>,
	returnAllFields: INodeProperties[] = [{ ...returnAllField, displayOptions: { show } }],
): INodeProperties[] {
	return [
		...returnAllFields,
		{
			displayName: 'Limit',
			name: 'limit',
			type: 'number',
			typeOptions: { minValue: 1 },
			default: 50,
			description: 'Max number of results to return',
			displayOptions: { show: { ...show, returnAll: [false] } },
		},
	];
}

/**
 * Return All and Limit of operations that write a file. An AI agent gets none of its entries, however
 * many there are, so for an agent, Return All is on.
 */
export function makeExportAllFields(show: NonNullable<IDisplayOptions['show']>): INodeProperties[] {
	return makeReturnAllFields(show, [
		{ ...returnAllField, displayOptions: { show, hide: { '@tool': [true] } } },
		{ ...returnAllField, default: true, displayOptions: { show: { ...show, '@tool': [true] } } },
	]);
}

/** Return All, Limit, and what the former means for a long log. */
export function makeLimitFields(
	show: NonNullable<IDisplayOptions['show']>,
	logName: string,
): INodeProperties[] {
	return [
		...makeReturnAllFields(show),
		{
			displayName: `This reads the whole ${logName}, and n8n holds the result in memory. For a long log, consider a Time Range.`,
			name: 'returnAllNotice',
			type: 'notice',
			default: '',
			displayOptions: { show: { ...show, returnAll: [true], timeRange: ['all'] } },
		},
	];
}

/**
 * @param property the property of an entry that holds its details
 * @param show where the field is shown
 */
export function makeParseDetailsField(
	property: string,
	show: NonNullable<IDisplayOptions['show']> = { '/simplify': [false] },
): INodeProperties {
	return {
		displayName: 'Parse Details',
		name: 'parseDetails',
		type: 'boolean',
		default: false,
		description: `Whether to turn ${property}, which UiPath sends as JSON text, into an object. Text that is not JSON stays as it is.`,
		displayOptions: { show },
	};
}

export const maxConcurrencyField: INodeProperties = {
	displayName: 'Requests: Max Concurrency',
	name: 'maxConcurrency',
	type: 'number',
	typeOptions: { minValue: 1, maxValue: MAX_CONCURRENCY },
	default: DEFAULT_CONCURRENCY,
	description: 'Max number of pages to request at the same time',
};

export const sortOrderField: INodeProperties = {
	displayName: 'Sort Order',
	name: 'sortOrder',
	type: 'options',
	default: 'desc',
	options: [
		{ name: 'Ascending', value: 'asc' },
		{ name: 'Descending', value: 'desc' },
	],
	description: 'Descending returns the newest entries first',
};

/** The option that gives an id to entries that have none. */
export const addEntryIdField: INodeProperties = {
	displayName: 'Add Entry ID',
	name: 'addEntryId',
	type: 'boolean',
	default: false,
	description:
		'Whether to add entryId, which UiPath does not provide. It is the same each time the entry is read in the same Language, so you can recognize entries that you already have.',
};
