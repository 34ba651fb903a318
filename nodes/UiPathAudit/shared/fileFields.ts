import type { IDataObject, IDisplayOptions, INodeProperties } from 'n8n-workflow';
import { makeSafeFileName } from './fileName';
import { InputError } from './inputError';
import { readChoice, readText } from './parameters';

/** The field that names the binary field for a file. */
export function makeBinaryField(show: NonNullable<IDisplayOptions['show']>): INodeProperties {
	return {
		displayName: 'Put Output File in Field',
		name: 'binaryPropertyName',
		type: 'string',
		default: 'data',
		required: true,
		hint: 'The name of the output binary field to put the file in',
		displayOptions: { show },
	};
}

/** Options of operations that return UiPath's CSV file. */
export function makeFileNameField(defaultName: string): INodeProperties {
	return {
		displayName: 'File Name',
		name: 'fileName',
		type: 'string',
		default: '',
		placeholder: 'e.g. audit.csv',
		description: `Name of the file. Leave empty for ${defaultName}.`,
	};
}

export const ifIncompleteField: INodeProperties = {
	displayName: 'If Incomplete',
	name: 'ifIncomplete',
	type: 'options',
	options: [
		{
			name: 'Error',
			value: 'error',
			description: 'Fail unless the file is certain to be complete',
		},
		{
			name: 'Warn',
			value: 'warn',
			description:
				'Return the file. If it may be incomplete, isComplete is not true and a hint appears in the editor.',
		},
	],
	default: 'warn',
	description: 'What to do if the file may be missing entries, which can happen with long logs',
};

/** What is to become of a file. */
export interface FileWishes {
	/** The binary field for the file. */
	field: string;
	/** The name that the user gave; empty for the default. */
	givenName: string;
	ifIncomplete: 'warn' | 'error';
}

/**
 * Reads the fields of a file.
 *
 * @throws InputError that names the field and the remedy
 */
export function readFileWishes(binaryPropertyName: unknown, options: IDataObject): FileWishes {
	const givenName = readText(options.fileName, 'File Name');
	return {
		field: readBinaryField(binaryPropertyName),
		givenName: givenName && makeSafeFileName(givenName),
		ifIncomplete: readChoice(options.ifIncomplete ?? 'warn', ['warn', 'error'], 'If Incomplete'),
	};
}

/**
 * Reads the name of a binary field.
 *
 * @throws InputError where it is none
 */
export function readBinaryField(value: unknown): string {
	const name = readText(value, 'Put Output File in Field');
	if (name !== '' && name !== '__proto__') return name;
	throw new InputError(
		'Put Output File in Field',
		"'Put Output File in Field' is empty or not a valid name",
		'Enter the name of the binary field for the file, e.g. data.',
	);
}
