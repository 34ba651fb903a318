import type { IDisplayOptions, INodeProperties } from 'n8n-workflow';

/** What a language model is told about the filters that UiPath's CSV file can be made with. */
export const CSV_FILTERS_TOOL =
	'Source, Target, Type: lists of names or IDs, such as ["Queue"]. User IDs: IDs, separated by commas. Status: succeeded or failed. Empty: any.';

/** What a language model is told about the filters. */
export const FILTERS_TOOL = `Email: exact values, separated by commas. Search: text in the details. ${CSV_FILTERS_TOOL}`;

const place = ['scope', 'tenant'];

/** Filters by what UiPath's catalogue lists; each list is narrowed by what stands above it. */
const sourceField: INodeProperties = {
	displayName: 'Source Names or IDs',
	name: 'source',
	type: 'multiOptions',
	typeOptions: { loadOptionsMethod: 'getUnifiedSources', loadOptionsDependsOn: place },
	default: [],
	description:
		'Choose from the list, or specify IDs using an <a href="https://docs.n8n.io/code/expressions/">expression</a>',
};

const targetField: INodeProperties = {
	displayName: 'Target Names or IDs',
	name: 'target',
	type: 'multiOptions',
	typeOptions: {
		loadOptionsMethod: 'getUnifiedTargets',
		loadOptionsDependsOn: [...place, 'filters.source'],
	},
	default: [],
	description:
		'Choose from the list, or specify IDs using an <a href="https://docs.n8n.io/code/expressions/">expression</a>',
};

const typeField: INodeProperties = {
	displayName: 'Type Names or IDs',
	name: 'type',
	type: 'multiOptions',
	typeOptions: {
		loadOptionsMethod: 'getUnifiedTypes',
		loadOptionsDependsOn: [...place, 'filters.source', 'filters.target'],
	},
	default: [],
	description:
		'Choose from the list, or specify IDs using an <a href="https://docs.n8n.io/code/expressions/">expression</a>',
};

const statusField: INodeProperties = {
	displayName: 'Status',
	name: 'status',
	type: 'options',
	options: [
		{ name: 'Failed', value: 'failed' },
		{ name: 'Succeeded', value: 'succeeded' },
	],
	default: 'failed',
	description: 'Return only events with this outcome',
};

const userIdsField: INodeProperties = {
	displayName: 'User IDs',
	name: 'userIds',
	type: 'string',
	default: '',
	placeholder: 'e.g. 1a2b3c4d-0000-4000-8000-1234567890ab',
	description:
		"Return only events of users with one of these IDs, separated by commas. With Simplify off, a user's ID is the event's actorId.",
};

const emailField: INodeProperties = {
	displayName: 'Email',
	name: 'email',
	type: 'string',
	default: '',
	placeholder: 'e.g. ann@example.com, bob@example.com',
	description:
		'Return only events of users with one of these email addresses, separated by commas. UiPath cannot filter by email, so the node reads every event that passes the other filters and compares the address itself; User IDs is faster.',
};

const searchField: INodeProperties = {
	displayName: 'Search',
	name: 'search',
	type: 'string',
	default: '',
	description: 'Return only events whose details or client information contain this text',
};

const FILTERS = [
	...[emailField, searchField, sourceField, statusField, targetField, typeField, userIdsField],
];

/** The filters that UiPath's CSV file can be made with. */
const CSV_FILTERS = [sourceField, statusField, targetField, typeField, userIdsField];

/** The field Filters. */
export function makeFiltersField(show: NonNullable<IDisplayOptions['show']>): INodeProperties {
	return { ...filtersField, options: FILTERS, displayOptions: { show } };
}

/** The field Filters of an operation that only UiPath filters for. */
export function makeCsvFiltersField(show: NonNullable<IDisplayOptions['show']>): INodeProperties {
	return { ...filtersField, options: CSV_FILTERS, displayOptions: { show } };
}

const filtersField: INodeProperties = {
	displayName: 'Filters',
	name: 'filters',
	type: 'collection',
	placeholder: 'Add Filter',
	default: {},
};
