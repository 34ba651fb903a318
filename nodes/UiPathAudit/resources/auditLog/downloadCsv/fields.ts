import type { INodeProperties } from 'n8n-workflow';
import { languageField, timeoutField } from '../../../shared/optionFields';
import { makeToolDescriptionField } from '../../../shared/tool';

const DOWNLOAD_CSV_TOOL =
	"Download UiPath's audit log as UiPath's own CSV file, newest entries first. Returns fileName, entries (how many the file has), totalEntries (how many the log has) and isComplete; the file's content is not returned. To read entries, use a tool that gets audit logs instead.";

const show = { resource: ['auditLog'], operation: ['downloadCsv'] };

/** The fields of Download CSV. */
export const downloadCsvFields: INodeProperties[] = [
	makeToolDescriptionField(show, DOWNLOAD_CSV_TOOL),
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
				placeholder: 'e.g. audit.csv',
				description:
					'Name of the file. Leave empty for uipath-audit-{organization}-{date and time in UTC}.csv.',
			},
			{
				displayName: 'If Incomplete',
				name: 'ifIncomplete',
				type: 'options',
				options: [
					{
						name: 'Error',
						value: 'error',
						description: 'Fail unless the file is certain to be complete',
					},
					{
						name: 'Warn',
						value: 'warn',
						description:
							'Return the file. If it may be incomplete, isComplete is not true and a hint appears in the editor.',
					},
				],
				default: 'warn',
				description:
					'What to do if the file may be missing entries, which can happen with long logs',
			},
			languageField,
			timeoutField,
			{
				displayName: 'Size',
				name: 'size',
				type: 'number',
				typeOptions: { minValue: 1 },
				default: 1000,
				description:
					'Number of newest entries to download. Without this option, UiPath decides how many.',
			},
		],
	},
];
