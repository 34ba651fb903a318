import type { INodeProperties } from 'n8n-workflow';
import {
	exportSortOrderField,
	makeParseDetailsField,
	makeReturnAllFields,
	maxConcurrencyField,
} from '../../../shared/entryFields';
import {
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
import { timeoutField } from '../../../shared/optionFields';
import { makeTimeRangeFields, windowDelayField } from '../../../shared/timeRangeFields';
import { makeToolDescriptionField } from '../../../shared/tool';
import { EVENT_PROPERTIES } from '../../../uipath/unifiedLog';
import { makeFiltersField } from '../filterFields';
import { makePlaceFields } from '../placeFields';

const EXPORT_LOGS_TOOL = `Export events of the unified audit log of UiPath Automation Cloud to a file, oldest first. Returns what the file has: fileName, entries (how many), firstTime, lastTime, bytes, sha256, isComplete and more; the file's content is not returned. To read events, use a tool that gets unified audit logs instead.
Scope: organization (logins, members, licenses, tenants) or tenant (jobs, queues, assets, apps). Tenant: the name or ID of the tenant; only if Scope is tenant.
From (inclusive), To (exclusive): ISO 8601 date and time, such as 2026-01-31T08:00:00Z; without a UTC offset it is in the workflow's time zone. Empty means no bound. They apply only if Time Range is all or custom.
Time Range: all, lastHour, last24Hours, last7Days, last30Days, previousHour, previousDay (yesterday), previousWeek, previousMonth or custom.
Return All: true or false. Limit: the largest number of events to export. Format: csv or jsonLines.
Email: one or more exact values, separated by commas. User IDs: the same with IDs. Search: text in the details or the client information. Empty means any.
Source, Target, Type: a list of names or IDs (not case-sensitive), such as ["Orchestrator"]. An empty list means any. Status: succeeded or failed.`;

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
			lateWindowField,
			makeParseDetailsField('eventDetails', { '/format': ['jsonLines'] }),
			maxConcurrencyField,
			timeoutField,
			exportSortOrderField,
			windowDelayField,
		],
	},
];
