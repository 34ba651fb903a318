import type { INodeProperties } from 'n8n-workflow';
import { ifIncompleteField, makeBinaryField, makeFileNameField } from '../../../shared/fileFields';
import { timeoutField } from '../../../shared/optionFields';
import { makeTimeRangeFields, windowDelayField } from '../../../shared/timeRangeFields';
import { makeToolDescriptionField } from '../../../shared/tool';
import { makeCsvFiltersField } from '../filterFields';
import { makePlaceFields } from '../placeFields';

const DOWNLOAD_CSV_TOOL =
	"Download events of UiPath's unified audit log as UiPath's own CSV file, newest events first: at most 100,000 of the last 90 days. Returns fileName, entries (how many events the file has) and isComplete; the file's content is not returned. To read events, use a tool that gets unified audit logs instead.";

const show = { resource: ['unifiedAuditLog'], operation: ['downloadCsv'] };

/** The fields of Download CSV. */
export const downloadCsvFields: INodeProperties[] = [
	makeToolDescriptionField(show, DOWNLOAD_CSV_TOOL),
	...makePlaceFields(show),
	...makeTimeRangeFields(show),
	makeBinaryField(show),
	makeCsvFiltersField(show),
	{
		displayName: 'Options',
		name: 'options',
		type: 'collection',
		placeholder: 'Add option',
		default: {},
		displayOptions: { show },
		options: [
			makeFileNameField('uipath-audit-{organization or tenant}-{date and time in UTC}.csv'),
			ifIncompleteField,
			timeoutField,
			windowDelayField,
		],
	},
];
