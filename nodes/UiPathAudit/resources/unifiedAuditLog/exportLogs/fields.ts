import type { INodeProperties } from 'n8n-workflow';
import {
	makeParseDetailsField,
	makeReturnAllFields,
	maxConcurrencyField,
} from '../../../shared/entryFields';
import {
	compressField,
	delimiterField,
	escapeFormulasField,
	exportFileNameField,
	exportLateWindowField,
	exportSortOrderField,
	includeBomField,
	makeFieldsField,
	makeFileFields,
	manifestField,
} from '../../../shared/export/exportFields';
import { timeoutField } from '../../../shared/optionFields';
import { makeTimeRangeFields, windowDelayField } from '../../../shared/timeRangeFields';
import { makeToolDescriptionField, TIME_RANGE_TOOL } from '../../../shared/tool';
import { EVENT_PROPERTIES } from '../../../uipath/unifiedLog';
import { FILTERS_TOOL, makeFiltersField } from '../filterFields';
import { makePlaceFields, PLACE_TOOL } from '../placeFields';

const EXPORT_LOGS_TOOL = `Export events of the unified audit log of UiPath Automation Cloud to a file, oldest first. Returns what the file has: fileName, entries (how many), firstTime, lastTime, bytes, sha256, isComplete and more; the file's content is not returned. To read events, use a tool that gets unified audit logs instead.
${PLACE_TOOL}
${TIME_RANGE_TOOL}
Return All: true or false. Limit: the largest number of events to export. Format: csv or jsonLines.
${FILTERS_TOOL}`;

const show = { resource: ['unifiedAuditLog'], operation: ['exportLogs'] };

/** The fields of Export Logs. */
export const exportLogsFields: INodeProperties[] = [
	makeToolDescriptionField(show, EXPORT_LOGS_TOOL),
	...makePlaceFields(show),
	...makeTimeRangeFields(show),
	...makeReturnAllFields(show),
	...makeFileFields(show),
	makeFiltersField(show),
	{
		displayName: 'Options',
		name: 'options',
		type: 'collection',
		placeholder: 'Add option',
		default: {},
		displayOptions: { show },
		options: [
			compressField,
			delimiterField,
			escapeFormulasField,
			makeFieldsField(EVENT_PROPERTIES),
			exportFileNameField,
			includeBomField,
			manifestField,
			exportLateWindowField,
			makeParseDetailsField('eventDetails', { '/format': ['jsonLines'] }),
			maxConcurrencyField,
			timeoutField,
			exportSortOrderField,
			windowDelayField,
		],
	},
];
