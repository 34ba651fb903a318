import type { INodeProperties } from 'n8n-workflow';

/** What a language model is told about the filters. */
export const FILTERS_TOOL = `Email, User Name, Action, Category, Source: exact values, as text with commas or as a list, such as ["Login"]. Message: text that the message contains. Upper and lower case are the same. Empty: any.`;

/** The filters of Get Logs; an entry has to pass all that are set. */
const filterFields: INodeProperties[] = [
	{
		displayName: 'Action Names or IDs',
		name: 'action',
		type: 'multiOptions',
		typeOptions: { loadOptionsMethod: 'getActions' },
		default: [],
		description:
			'Choose from the list, or specify IDs using an <a href="https://docs.n8n.io/code/expressions/">expression</a>',
	},
	{
		displayName: 'Category Names or IDs',
		name: 'category',
		type: 'multiOptions',
		typeOptions: { loadOptionsMethod: 'getCategories' },
		default: [],
		description:
			'Choose from the list, or specify IDs using an <a href="https://docs.n8n.io/code/expressions/">expression</a>',
	},
	{
		displayName: 'Email',
		name: 'email',
		type: 'string',
		default: '',
		placeholder: 'e.g. ann@example.com, bob@example.com',
		description: 'Return only entries with one of these email addresses, separated by commas',
	},
	{
		displayName: 'Message',
		name: 'message',
		type: 'string',
		default: '',
		description: 'Return only entries whose message contains this text',
	},
	{
		displayName: 'Source Names or IDs',
		name: 'source',
		type: 'multiOptions',
		typeOptions: { loadOptionsMethod: 'getSources' },
		default: [],
		description:
			'Choose from the list, or specify IDs using an <a href="https://docs.n8n.io/code/expressions/">expression</a>',
	},
	{
		displayName: 'User Name',
		name: 'userName',
		type: 'string',
		default: '',
		placeholder: 'e.g. Ann Smith, Bob Jones',
		description:
			'Return only entries with one of these user names, separated by commas. A single name may contain commas; for several such names, use an expression that returns a list.',
	},
];

/** The field Filters. */
export const filtersField: INodeProperties = {
	displayName: 'Filters',
	name: 'filters',
	type: 'collection',
	placeholder: 'Add Filter',
	default: {},
	options: filterFields,
};
