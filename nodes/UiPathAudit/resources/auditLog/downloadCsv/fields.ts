import type { INodeProperties } from 'n8n-workflow';
import { languageField, timeoutField } from '../../../shared/optionFields';

const show = { operation: ['downloadCsv'] };

/** The fields of Download CSV. */
export const downloadCsvFields: INodeProperties[] = [
	{
		displayName: 'Put Output File in Field',
		name: 'binaryPropertyName',
		type: 'string',
		default: 'data',
		required: true,
		hint: 'The name of the output binary field to put the file in',
		displayOptions: { show },
	},
	{
		displayName: 'Options',
		name: 'options',
		type: 'collection',
		placeholder: 'Add option',
		default: {},
		displayOptions: { show },
		options: [
			{
				displayName: 'File Name',
				name: 'fileName',
				type: 'string',
				default: '',
				placeholder: 'audit.csv',
				description:
					'Name of the file. Empty for uipath-audit-{organization}-{date and time in UTC}.csv.',
			},
			languageField,
			{
				displayName: 'Size',
				name: 'size',
				type: 'number',
				typeOptions: { minValue: 1 },
				default: 1000,
				description: 'How many of the newest entries to download. Without this option: all.',
			},
			timeoutField,
		],
	},
];
