import type { INodeProperties } from 'n8n-workflow';
import {
	makeExportAllFields,
	makeParseDetailsField,
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
import { DOWNLOAD_TOOL, makeToolDescriptionField, TIME_RANGE_TOOL } from '../../../shared/tool';
import { EVENT_PROPERTIES } from '../../../uipath/unifiedLog';
import { FILTERS_TOOL, makeFiltersField } from '../filterFields';
import { makePlaceFields, PLACE_TOOL } from '../placeFields';

const EXPORT_LOGS_TOOL = `Export events of UiPath's unified audit log to a file, oldest first. Returns fileName, entries (how many), window, sha256, isComplete and ${DOWNLOAD_TOOL}. To read events, use a tool that gets them.
${PLACE_TOOL}
${TIME_RANGE_TOOL}
Return All: true (if empty) or false. Limit: the largest number, if not Return All. Format: csv or jsonLines.
${FILTERS_TOOL}`;

const show = { resource: ['unifiedAuditLog'], operation: ['exportLogs'] };

/** The fields of Export Logs. */
export const exportLogsFields: INodeProperties[] = [
	makeToolDescriptionField(show, EXPORT_LOGS_TOOL),
	...makePlaceFields(show),
	...makeTimeRangeFields(show),
	...makeExportAllFields(show),
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
