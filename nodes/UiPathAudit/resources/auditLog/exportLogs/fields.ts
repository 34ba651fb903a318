import type { INodeProperties } from 'n8n-workflow';
import {
	addEntryIdField,
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
import { languageField, timeoutField } from '../../../shared/optionFields';
import { makeTimeRangeFields, windowDelayField } from '../../../shared/timeRangeFields';
import { DOWNLOAD_TOOL, makeToolDescriptionField, TIME_RANGE_TOOL } from '../../../shared/tool';
import { ENTRY_PROPERTIES } from '../../../uipath/classicLog';
import { apiVersionField, pageSizeField } from '../fields';
import { FILTERS_TOOL, filtersField } from '../filterFields';

const EXPORT_LOGS_TOOL = `Export entries of UiPath's audit log, such as those of a month, to a file, oldest first. Returns fileName, entries (how many), window, firstTime, lastTime, sha256, isComplete and ${DOWNLOAD_TOOL}. To read entries, use a tool that gets audit logs instead.
${TIME_RANGE_TOOL}
Return All: true (if empty) or false. Limit: the largest number to export, if not Return All. Format: csv or jsonLines.
${FILTERS_TOOL}`;

const show = { resource: ['auditLog'], operation: ['exportLogs'] };

/** The fields of Export Logs. */
export const exportLogsFields: INodeProperties[] = [
	makeToolDescriptionField(show, EXPORT_LOGS_TOOL),
	...makeTimeRangeFields(show),
	...makeExportAllFields(show),
	...makeFileFields(show),
	{ ...filtersField, displayOptions: { show } },
	{
		displayName: 'Options',
		name: 'options',
		type: 'collection',
		placeholder: 'Add option',
		default: {},
		displayOptions: { show },
		options: [
			addEntryIdField,
			compressField,
			delimiterField,
			escapeFormulasField,
			makeFieldsField(ENTRY_PROPERTIES),
			exportFileNameField,
			includeBomField,
			manifestField,
			languageField,
			exportLateWindowField,
			makeParseDetailsField('auditLogDetails', { '/format': ['jsonLines'] }),
			apiVersionField,
			maxConcurrencyField,
			pageSizeField,
			timeoutField,
			exportSortOrderField,
			windowDelayField,
		],
	},
];
