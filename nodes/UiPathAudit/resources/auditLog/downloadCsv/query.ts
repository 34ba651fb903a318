import type { IDataObject } from 'n8n-workflow';
import { InputError } from '../../../shared/inputError';
import {
	MAX_INT32,
	readChoice,
	readLanguage,
	readText,
	readTimeout,
	readWholeNumber,
} from '../../../shared/parameters';
import type { CsvOptions } from '../../../uipath/classicCsv';
import { DEFAULT_TIMEOUT_MS } from '../../../uipath/withConnection';
import { makeSafeFileName } from './fileName';

/** The parameters of Download CSV as the node holds them, for one input item. */
export interface DownloadParameters {
	binaryPropertyName: unknown;
	options: IDataObject;
}

/** What one run of Download CSV is to do. */
export interface DownloadQuery {
	/** The binary field for the file. */
	field: string;
	/** The name that the user gave; empty for the default. */
	givenName: string;
	ifIncomplete: 'warn' | 'error';
	file: CsvOptions;
	timeoutMs: number;
}

/**
 * Reads and checks the parameters, so that bad input is refused before any request.
 *
 * @throws InputError that names the field and the remedy
 */
export function readDownloadQuery(parameters: DownloadParameters): DownloadQuery {
	const { binaryPropertyName, options } = parameters;
	const { size } = options;
	const givenName = readText(options.fileName, 'File Name');
	return {
		field: readBinaryField(binaryPropertyName),
		givenName: givenName && makeSafeFileName(givenName),
		ifIncomplete: readChoice(options.ifIncomplete ?? 'warn', ['warn', 'error'], 'If Incomplete'),
		file: {
			language: readLanguage(options.language),
			size:
				size === undefined ? undefined : readWholeNumber(size, 'Size', { min: 1, max: MAX_INT32 }),
		},
		timeoutMs: readTimeout(options.timeout ?? DEFAULT_TIMEOUT_MS),
	};
}

function readBinaryField(value: unknown): string {
	const name = readText(value, 'Put Output File in Field');
	if (name !== '' && name !== '__proto__') return name;
	throw new InputError(
		'Put Output File in Field',
		"'Put Output File in Field' is empty or not a valid name",
		'Enter the name of the binary field for the file, e.g. data.',
	);
}
