import type { INodeProperties } from 'n8n-workflow';
import {
	makeReturnAllFields,
	maxConcurrencyField,
	simplifyField,
} from '../../../shared/entryFields';
import { makeBinaryField } from '../../../shared/fileFields';
import { timeoutField } from '../../../shared/optionFields';
import { LIMIT_TOOL, makeToolDescriptionField } from '../../../shared/tool';
import { makePlaceFields, PLACE_TOOL } from '../placeFields';

/** Days that are fetched at once where the user sets no number: each may take UiPath long. */
export const DEFAULT_DAYS_AT_ONCE = 4;

/** Milliseconds until UiPath begins to send a day, where the user sets none: it has to be packed first. */
export const DEFAULT_DAY_TIMEOUT_MS = 300_000;

const GET_ARCHIVE_TOOL = `Get whole days of UiPath's unified audit log from its long-term store, up to 2 years back. Returns a list of events with time (UTC), actor, email, action, source, target, summary, outcome, ip, country, tenant, id and details. Days from the last 48 hours may be incomplete. For events of some kind or person, or recent ones, use a tool that gets unified audit logs instead.
From Date, To Date: days in UTC, both included, such as 2026-01-31.
${LIMIT_TOOL}
${PLACE_TOOL}`;

const show = { resource: ['unifiedAuditLog'], operation: ['getArchive'] };

/** The fields of Get Archive. */
export const getArchiveFields: INodeProperties[] = [
	makeToolDescriptionField(show, GET_ARCHIVE_TOOL),
	...makePlaceFields(show),
	{
		displayName: 'From Date',
		name: 'fromDate',
		type: 'dateTime',
		typeOptions: { dateOnly: true },
		required: true,
		default: '',
		placeholder: 'e.g. 2026-01-01',
		description:
			'The first day to return (inclusive), in UTC. A time with a UTC offset counts as the UTC day that it falls in. UiPath keeps days for up to 2 years.',
		displayOptions: { show },
	},
	{
		displayName: 'To Date',
		name: 'toDate',
		type: 'dateTime',
		typeOptions: { dateOnly: true },
		required: true,
		default: '',
		placeholder: 'e.g. 2026-01-31',
		description:
			'The last day to return (inclusive), in UTC. Days that ended less than 48 hours ago may be incomplete.',
		displayOptions: { show },
	},
	{
		displayName: 'Output',
		name: 'output',
		type: 'options',
		options: [
			{ name: 'Events', value: 'events', description: 'One item per event' },
			{ name: 'Files', value: 'files', description: "One item per day, with UiPath's ZIP file" },
		],
		default: 'events',
		displayOptions: { show },
	},
	// A day may have more events than a language model can read.
	...makeReturnAllFields({ ...show, output: ['events'], '@tool': [true] }),
	{ ...simplifyField, displayOptions: { show: { ...show, output: ['events'] } } },
	makeBinaryField({ ...show, output: ['files'] }),
	{
		displayName: 'Options',
		name: 'options',
		type: 'collection',
		placeholder: 'Add option',
		default: {},
		displayOptions: { show },
		options: [
			{
				...maxConcurrencyField,
				default: DEFAULT_DAYS_AT_ONCE,
				description: 'Max number of days to request at the same time',
			},
			{ ...timeoutField, default: DEFAULT_DAY_TIMEOUT_MS },
		],
	},
];
