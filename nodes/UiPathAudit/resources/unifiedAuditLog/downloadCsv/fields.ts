import type { INodeProperties } from 'n8n-workflow';
import { ifIncompleteField, makeBinaryField, makeFileNameField } from '../../../shared/fileFields';
import { timeoutField } from '../../../shared/optionFields';
import { makeTimeRangeFields, windowDelayField } from '../../../shared/timeRangeFields';
import { DOWNLOAD_TOOL, makeToolDescriptionField, TIME_RANGE_TOOL } from '../../../shared/tool';
import { CSV_FILTERS_TOOL, makeCsvFiltersField } from '../filterFields';
import { makePlaceFields, PLACE_TOOL } from '../placeFields';

const DOWNLOAD_CSV_TOOL = `Download events of UiPath's unified audit log as UiPath's own CSV file: at most 100,000 of the last 90 days. Returns fileName, entries (how many), isComplete and ${DOWNLOAD_TOOL}. To read events, use a tool that gets them; for more or older ones, one that exports them.
${PLACE_TOOL}
${TIME_RANGE_TOOL}
${CSV_FILTERS_TOOL}`;

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
