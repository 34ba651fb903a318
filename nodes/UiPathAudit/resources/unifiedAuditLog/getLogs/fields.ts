import type { INodeProperties } from 'n8n-workflow';
import {
	makeLimitFields,
	makeParseDetailsField,
	maxConcurrencyField,
	simplifyField,
	sortOrderField,
} from '../../../shared/entryFields';
import { timeoutField } from '../../../shared/optionFields';
import { makeTimeRangeFields, windowDelayField } from '../../../shared/timeRangeFields';
import { makeToolDescriptionField } from '../../../shared/tool';
import { makeFiltersField } from '../filterFields';
import { makePlaceFields } from '../placeFields';
import { UNIFIED_LOG_WORDS } from '../words';

const GET_LOGS_TOOL = `Get events of the unified audit log of UiPath Automation Cloud: who did what and when in the organization, or in the services of a tenant. Returns a list of events with time (UTC), actor, email, action, source, target, summary, outcome, ip, country, tenant, id and details, newest first. Notes at its end say if nothing was found, or if there may be more.
Scope: organization (logins, members, licenses, tenants) or tenant (jobs, queues, assets, apps). Tenant: the name or ID of the tenant; only if Scope is tenant.
From (inclusive), To (exclusive): ISO 8601 date and time, such as 2026-01-31T08:00:00Z; without a UTC offset it is in the workflow's time zone. Empty means no bound. They apply only if Time Range is all or custom.
Time Range: all, lastHour, last24Hours, last7Days, last30Days, previousHour, previousDay (yesterday), previousWeek, previousMonth or custom.
Limit: the largest number of events to return. Return All: true or false.
Email: one or more exact values, separated by commas. User IDs: the same with IDs. Search: text in the details or the client information. Empty means any.
Source, Target, Type: a list of names or IDs (not case-sensitive), such as ["Orchestrator"]. An empty list means any. Status: succeeded or failed.`;

const show = { resource: ['unifiedAuditLog'], operation: ['getLogs'] };

/** The fields of Get Logs. */
export const getLogsFields: INodeProperties[] = [
	makeToolDescriptionField(show, GET_LOGS_TOOL),
	...makePlaceFields(show),
	...makeTimeRangeFields(show),
	...makeLimitFields(show, UNIFIED_LOG_WORDS.name),
	{ ...simplifyField, displayOptions: { show } },
	makeFiltersField(show),
	{
		displayName: 'Options',
		name: 'options',
		type: 'collection',
		placeholder: 'Add option',
		default: {},
		displayOptions: { show },
		options: [
			makeParseDetailsField('eventDetails'),
			maxConcurrencyField,
			timeoutField,
			sortOrderField,
			windowDelayField,
		],
	},
];
