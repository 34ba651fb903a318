import type { INodeProperties } from 'n8n-workflow';

/** The filters of Get Logs; an entry has to pass all that are set. */
export const filterFields: INodeProperties[] = [
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
		typeOptions: { multipleValues: true, multipleValueButtonText: 'Add Email' },
		default: [],
		placeholder: 'e.g. name@email.com',
		description: 'Return only entries with one of these email addresses',
	},
	{
		displayName: 'From',
		name: 'from',
		type: 'dateTime',
		default: '',
		description:
			"Return only entries created at or after this time. A time without a UTC offset is in the workflow's time zone.",
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
		displayName: 'To',
		name: 'to',
		type: 'dateTime',
		default: '',
		description:
			"Return only entries created before this time. A time without a UTC offset is in the workflow's time zone.",
	},
	{
		displayName: 'User Name',
		name: 'userName',
		type: 'string',
		typeOptions: { multipleValues: true, multipleValueButtonText: 'Add User Name' },
		default: [],
		description: 'Return only entries with one of these user names',
	},
];
