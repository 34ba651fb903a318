import type { INodeProperties } from 'n8n-workflow';
import { ENTRY_PROPERTIES } from '../../../uipath/classicLog';
import {
	addEntryIdField,
	makeLimitFields,
	makeParseDetailsField,
	maxConcurrencyField,
	simplifyField,
	sortOrderField,
} from '../../../shared/entryFields';
import { languageField, timeoutField } from '../../../shared/optionFields';
import { LIMIT_TOOL, makeToolDescriptionField, TIME_RANGE_TOOL } from '../../../shared/tool';
import { makeTimeRangeFields, windowDelayField } from '../../../shared/timeRangeFields';
import { apiVersionField, pageSizeField } from '../fields';
import { FILTERS_TOOL, filtersField } from '../filterFields';
import { AUDIT_LOG_WORDS } from '../words';

const PROPERTY_NAMES: Record<(typeof ENTRY_PROPERTIES)[number], string> = {
	createdOn: 'Created On',
	category: 'Category',
	action: 'Action',
	auditLogDetails: 'Audit Log Details',
	userName: 'User Name',
	email: 'Email',
	message: 'Message',
	detailsVersion: 'Details Version',
	source: 'Source',
};

const GET_LOGS_TOOL = `Get entries of UiPath's audit log: who did what and when in UiPath, such as logging in, or changing users, roles, licenses and settings. Returns a list of entries with time (UTC), user, email, action, message, category, source and details, newest first. Notes at the end say if nothing was found, or if there may be more.
${TIME_RANGE_TOOL}
${LIMIT_TOOL}
${FILTERS_TOOL}`;

const show = { resource: ['auditLog'], operation: ['getLogs'] };

/** The fields of Get Logs. */
export const getLogsFields: INodeProperties[] = [
	makeToolDescriptionField(show, GET_LOGS_TOOL),
	...makeTimeRangeFields(show),
	...makeLimitFields(show, AUDIT_LOG_WORDS.name),
	{ ...simplifyField, displayOptions: { show } },
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
			languageField,
			makeParseDetailsField('auditLogDetails'),
			apiVersionField,
			maxConcurrencyField,
			pageSizeField,
			timeoutField,
			{
				displayName: 'Skip',
				name: 'skip',
				type: 'number',
				typeOptions: { minValue: 0 },
				default: 0,
				description: 'Number of results to skip from the beginning',
			},
			{
				displayName: 'Sort By',
				name: 'sortBy',
				type: 'options',
				default: 'createdOn',
				options: ENTRY_PROPERTIES.map((value) => ({ name: PROPERTY_NAMES[value], value })).sort(
					(a, b) => (a.name < b.name ? -1 : 1),
				),
				description:
					'Property to sort by. For anything but Created On, the node has to read the whole log (or time window).',
			},
			{
				...sortOrderField,
				description: 'With Created On, Descending returns the newest entries first',
			},
			windowDelayField,
		],
	},
];
