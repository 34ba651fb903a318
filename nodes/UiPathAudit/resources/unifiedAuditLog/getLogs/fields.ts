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
import { LIMIT_TOOL, makeToolDescriptionField, TIME_RANGE_TOOL } from '../../../shared/tool';
import { FILTERS_TOOL, makeFiltersField } from '../filterFields';
import { makePlaceFields, PLACE_TOOL } from '../placeFields';
import { UNIFIED_LOG_WORDS } from '../words';

const GET_LOGS_TOOL = `Get events of UiPath's unified audit log: who did what and when in UiPath Automation Cloud. Returns a list of events with time (UTC), actor, email, action, source, target, summary, outcome, ip and more, newest first. Notes at the end say if nothing was found, or if there may be more.
${PLACE_TOOL}
${TIME_RANGE_TOOL}
${LIMIT_TOOL}
${FILTERS_TOOL}`;

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
