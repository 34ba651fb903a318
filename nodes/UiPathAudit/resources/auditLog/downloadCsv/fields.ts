import type { INodeProperties } from 'n8n-workflow';
import { ifIncompleteField, makeBinaryField, makeFileNameField } from '../../../shared/fileFields';
import { languageField, timeoutField } from '../../../shared/optionFields';
import { DOWNLOAD_TOOL, makeToolDescriptionField } from '../../../shared/tool';

const DOWNLOAD_CSV_TOOL = `Download UiPath's audit log, of all time, as UiPath's own CSV file, newest entries first. Returns fileName, entries (how many the file has), totalEntries (how many the log has), isComplete and ${DOWNLOAD_TOOL}. To read entries, use a tool that gets audit logs; for a range of time or filters, one that exports them.
Size: how many of the newest entries, such as 1000.`;

const show = { resource: ['auditLog'], operation: ['downloadCsv'] };

/** The fields of Download CSV. */
export const downloadCsvFields: INodeProperties[] = [
	makeToolDescriptionField(show, DOWNLOAD_CSV_TOOL),
	makeBinaryField(show),
	{
		displayName: 'Options',
		name: 'options',
		type: 'collection',
		placeholder: 'Add option',
		default: {},
		displayOptions: { show },
		options: [
			makeFileNameField('uipath-audit-{organization}-{date and time in UTC}.csv'),
			ifIncompleteField,
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
