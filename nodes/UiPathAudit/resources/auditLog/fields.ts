import type { INodeProperties } from 'n8n-workflow';

/** Entries per page where the user sets no number. */
export const DEFAULT_PAGE_SIZE = 1_000;

/** Options that several operations on the audit log have. */
export const apiVersionField: INodeProperties = {
	displayName: 'Requests: API Version',
	name: 'apiVersion',
	type: 'string',
	default: '',
	placeholder: 'e.g. 1.0',
	description: "API version to request. Leave empty to use the server's default.",
};

export const pageSizeField: INodeProperties = {
	displayName: 'Requests: Page Size',
	name: 'pageSize',
	type: 'number',
	typeOptions: { minValue: 1 },
	default: DEFAULT_PAGE_SIZE,
	description: 'Number of entries to request per page. If UiPath returns fewer, the node adapts.',
};
