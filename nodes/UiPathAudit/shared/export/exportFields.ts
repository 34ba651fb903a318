import type { IDisplayOptions, INodeProperties } from 'n8n-workflow';
import { sortOrderField } from '../entryFields';
import { makeBinaryField, makeFileNameField } from '../fileFields';
import { lateWindowField } from '../followFields';
import { OTHER_FIELDS } from './csv';

/** The forms that a file can have. */
export const FORMATS = ['csv', 'jsonLines'] as const;

/** The form of a file. */
export type Format = (typeof FORMATS)[number];

const DEFAULT_NAME = 'uipath-audit-{organization or tenant}-{date and time in UTC}.csv, or .jsonl';

/** The choice of the form, and of the binary field. */
export function makeFileFields(show: NonNullable<IDisplayOptions['show']>): INodeProperties[] {
	return [
		{
			displayName: 'Format',
			name: 'format',
			type: 'options',
			options: [
				{ name: 'CSV', value: 'csv', description: 'A table, with a row for each entry' },
				{
					name: 'JSON Lines',
					value: 'jsonLines',
					description: 'A JSON object for each entry, each on a line of its own',
				},
			],
			default: 'csv',
			description: 'The format of the file',
			displayOptions: { show },
		},
		makeBinaryField(show),
	];
}

const forCsv: IDisplayOptions = { show: { '/format': ['csv'] } };

export const compressField: INodeProperties = {
	displayName: 'Compress',
	name: 'compress',
	type: 'boolean',
	default: false,
	description: 'Whether to compress the file with gzip. Its name then ends in .gz.',
};

export const delimiterField: INodeProperties = {
	displayName: 'Delimiter',
	name: 'delimiter',
	type: 'string',
	default: ',',
	placeholder: 'e.g. ;',
	description: 'The character between the values of a row. Enter \\t for a tab.',
	displayOptions: forCsv,
};

export const escapeFormulasField: INodeProperties = {
	displayName: 'Escape Formulas',
	name: 'escapeFormulas',
	type: 'boolean',
	default: true,
	description:
		'Whether to put an apostrophe before values that begin with =, +, -, @, a tab or a line break, which a spreadsheet would otherwise run as formulas',
	displayOptions: forCsv,
};

export const includeBomField: INodeProperties = {
	displayName: 'Include Byte Order Mark (BOM)',
	name: 'includeBom',
	type: 'boolean',
	default: false,
	description:
		'Whether to begin the file with a byte order mark, so that Excel shows letters such as é and 日 correctly',
	displayOptions: forCsv,
};

export const manifestField: INodeProperties = {
	displayName: 'Include Manifest File',
	name: 'manifest',
	type: 'boolean',
	default: false,
	description:
		'Whether to also return the manifest, which is the output item, as a JSON file in the binary field manifest',
};

/** The option that says how late an entry may come, for what the manifest says of it. */
export const exportLateWindowField: INodeProperties = {
	...lateWindowField,
	description:
		'How many minutes late UiPath can write an entry. In the output, settledUntil is calculated from it.',
};

/** Archives are read from the beginning. */
export const exportSortOrderField: INodeProperties = {
	...sortOrderField,
	default: 'asc',
	description: 'Ascending writes the oldest entries first',
};

export const exportFileNameField = makeFileNameField(DEFAULT_NAME);

/** @param properties those that entries have, by UiPath's documentation */
export function makeFieldsField(properties: readonly string[]): INodeProperties {
	return {
		displayName: 'Fields',
		name: 'fields',
		type: 'string',
		default: '',
		placeholder: `e.g. ${properties.slice(0, 3).join(', ')}`,
		description: `Names of the fields to write, separated by commas, in the order that they should have. Leave empty for all. Fields are ${properties.join(', ')}; in a CSV file, ${OTHER_FIELDS} holds the rest.`,
	};
}
