import type { INodeProperties } from 'n8n-workflow';
import { DEFAULT_TIMEOUT_MS } from '../uipath/withConnection';

/** Options that several operations have. */
export const languageField: INodeProperties = {
	displayName: 'Language',
	name: 'language',
	type: 'string',
	default: '',
	placeholder: 'e.g. en',
	description:
		'Language for UiPath to write the entries in, as a short code such as en, de, fr or ja. Leave empty for the default of the organization.',
};

export const timeoutField: INodeProperties = {
	displayName: 'Timeout',
	name: 'timeout',
	type: 'number',
	typeOptions: { minValue: 1 },
	default: DEFAULT_TIMEOUT_MS,
	description:
		'Time in ms to wait for UiPath before a request is sent again: for a page as a whole, for a CSV file between two pieces of it',
};
