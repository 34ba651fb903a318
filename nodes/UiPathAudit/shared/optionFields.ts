import type { INodeProperties } from 'n8n-workflow';
import { DEFAULT_TIMEOUT_MS } from '../uipath/withConnection';

/**
 * Stands before the names of options that say how UiPath is asked, not what for, so that the list
 * tells the two kinds apart. Sentences leave it out.
 */
export const REQUESTS_PREFIX = 'Requests: ';

/** Pages under way at once where the user sets no number. */
export const DEFAULT_CONCURRENCY = 6;

/** Options that several operations have. */
export const languageField: INodeProperties = {
	displayName: 'Language',
	name: 'language',
	type: 'string',
	default: '',
	placeholder: 'e.g. en',
	description:
		"Language of the entries, as a short code such as en, de, fr or ja. Leave empty to use the organization's default.",
};

export const timeoutField: INodeProperties = {
	displayName: 'Requests: Timeout',
	name: 'timeout',
	type: 'number',
	typeOptions: { minValue: 1 },
	default: DEFAULT_TIMEOUT_MS,
	description: 'Time in ms to wait for UiPath before retrying a request',
};
