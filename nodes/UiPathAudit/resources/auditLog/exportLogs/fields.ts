import type { INodeProperties } from 'n8n-workflow';
import {
	exportSortOrderField,
	makeParseDetailsField,
	makeReturnAllFields,
	maxConcurrencyField,
} from '../../../shared/entryFields';
import {
	addEntryIdField,
	compressField,
	delimiterField,
	escapeFormulasField,
	exportFileNameField,
	includeBomField,
	lateWindowField,
	makeFieldsField,
	makeFileFields,
	manifestField,
} from '../../../shared/export/exportFields';
import { languageField, timeoutField } from '../../../shared/optionFields';
import { makeTimeRangeFields, windowDelayField } from '../../../shared/timeRangeFields';
import { makeToolDescriptionField } from '../../../shared/tool';
import { ENTRY_PROPERTIES } from '../../../uipath/classicLog';
import { apiVersionField, pageSizeField } from '../fields';
import { filtersField } from '../filterFields';

const EXPORT_LOGS_TOOL = `Export entries of UiPath's audit log to a file, oldest first. Returns what the file has: fileName, entries (how many), firstTime, lastTime, bytes, sha256, isComplete and more; the file's content is not returned. To read entries, use a tool that gets audit logs instead.
From (inclusive), To (exclusive): ISO 8601 date and time, such as 2026-01-31T08:00:00Z; without a UTC offset it is in the workflow's time zone. Empty means no bound. They count if Time Range is all or custom.
Time Range: all, lastHour, last24Hours, last7Days, last30Days, previousHour, previousDay (yesterday), previousWeek, previousMonth or custom.
Return All: true or false. Limit: the largest number of entries to export. Format: csv or jsonLines.
Email, User Name: one or more exact values, separated by commas. Message: text that the message contains. Empty means any.
Action, Category, Source: a list of exact values, such as ["Login"]. An empty list means any.`;

const show = { resource: ['auditLog'], operation: ['exportLogs'] };

/** The fields of Export Logs. */
export const exportLogsFields: INodeProperties[] = [
	makeToolDescriptionField(show, EXPORT_LOGS_TOOL),
	...makeTimeRangeFields(show),
	...makeReturnAllFields(show),
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
			lateWindowField,
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
