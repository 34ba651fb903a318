import type { INodeProperties } from 'n8n-workflow';
import { ifIncompleteField, makeBinaryField, makeFileNameField } from '../../../shared/fileFields';
import { languageField, timeoutField } from '../../../shared/optionFields';
import { makeToolDescriptionField } from '../../../shared/tool';

const DOWNLOAD_CSV_TOOL =
	"Download UiPath's audit log as UiPath's own CSV file, newest entries first. Returns fileName, entries (how many the file has), totalEntries (how many the log has) and isComplete; the file's content is not returned. To read entries, use a tool that gets audit logs instead.";

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
