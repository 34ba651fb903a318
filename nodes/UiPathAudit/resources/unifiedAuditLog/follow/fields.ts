import type { INodeProperties } from 'n8n-workflow';
import { simplifyField } from '../../../shared/entryFields';
import { lateWindowField, maxEntriesField, startFromField } from '../../../shared/followFields';
import { timeoutField } from '../../../shared/optionFields';
import { makeFiltersField } from '../filterFields';
import { makePlaceFields } from '../placeFields';

const show = { resource: ['unifiedAuditLog'] };

/** The fields of the trigger for the unified audit log. */
export const followFields: INodeProperties[] = [
	...makePlaceFields(show),
	{ ...simplifyField, displayOptions: { show } },
	makeFiltersField(show),
	{
		displayName: 'Options',
		name: 'options',
		type: 'collection',
		placeholder: 'Add option',
		default: {},
		displayOptions: { show },
		options: [lateWindowField, maxEntriesField, timeoutField, startFromField],
	},
];
