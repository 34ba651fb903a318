import type { INodeProperties } from 'n8n-workflow';
import { simplifyField } from '../../../shared/entryFields';
import { lateWindowField, maxEntriesField, startFromField } from '../../../shared/followFields';
import { languageField, timeoutField } from '../../../shared/optionFields';
import { filtersField } from '../filterFields';
import { apiVersionField, pageSizeField } from '../fields';

const show = { resource: ['auditLog'] };

/** The fields of the trigger for the audit log. */
export const followFields: INodeProperties[] = [
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
			languageField,
			lateWindowField,
			maxEntriesField,
			apiVersionField,
			pageSizeField,
			timeoutField,
			startFromField,
		],
	},
];
