import type { IExecuteFunctions } from 'n8n-workflow';
import type { OrderedSelection } from '../../log/readInOrder';
import { readBinaryField } from '../fileFields';
import { makeSafeFileName } from '../fileName';
import { readLateMinutes } from '../followFields';
import {
	collectSelectionParameters,
	readSelection,
	type SelectionParameters,
} from '../getLogsParameters';
import { InputError } from '../inputError';
import { makeParameterReader, quote, readChoice, readSwitch, readText } from '../parameters';
import type { Clock } from '../timeRange';
import { isUsedAsTool } from '../tool';
import { readColumns, type Columns } from './columns';
import { FORMATS, type Format } from './exportFields';

/** The binary field for the manifest. */
export const MANIFEST_FIELD = 'manifest';

/** The parameters that Export Logs of every log has, as the node holds them, for one input item. */
export interface ExportParameters extends SelectionParameters {
	format: unknown;
	binaryPropertyName: unknown;
}

/** How the file is to be, beside its entries. */
export interface FileStyle {
	format: Format;
	columns: Columns;
	isCompressed: boolean;
	/** For CSV. */
	delimiter: string;
	escapesFormulas: boolean;
	includesBom: boolean;
	/** For JSON Lines. */
	parsesDetails: boolean;
}

/** What one run of Export Logs is to do, as far as that is the same for every log. */
export interface ExportQuery {
	selection: Pick<OrderedSelection, 'order' | 'window' | 'limit' | 'concurrency'>;
	style: FileStyle;
	/** The binary field for the file. */
	field: string;
	/** The name that the user gave; empty for the default. */
	givenName: string;
	/** Whether the manifest comes as a file, too. */
	hasManifestFile: boolean;
	/** Whether entries are given an id. */
	hasEntryId: boolean;
	lateMinutes: number;
}

/**
 * Collects the parameters of Export Logs.
 *
 * @throws InputError where one is not of its kind
 */
export function collectExportParameters(
	context: IExecuteFunctions,
	itemIndex: number,
): ExportParameters {
	const parameter = makeParameterReader(context, itemIndex);
	return {
		...collectSelectionParameters(context, itemIndex, isUsedAsTool(context)),
		format: parameter('format', 'csv'),
		binaryPropertyName: parameter('binaryPropertyName', 'data'),
	};
}

/**
 * Reads and checks the parameters, so that bad input is refused before any request.
 *
 * @param properties those that entries have, by UiPath's documentation
 * @throws InputError that names the field and the remedy
 */
export function readExportQuery(
	parameters: ExportParameters,
	properties: readonly string[],
	clock: Clock,
): ExportQuery {
	const { options } = parameters;
	const format = readChoice<Format>(parameters.format, FORMATS, 'Format');
	const hasEntryId = readSwitch(options.addEntryId, 'Add Entry ID');
	const isCompressed = readSwitch(options.compress, 'Compress');
	const field = readBinaryField(parameters.binaryPropertyName);
	const hasManifestFile = readSwitch(options.manifest, 'Include Manifest File');
	if (hasManifestFile && field === MANIFEST_FIELD) throw makeFieldTakenError();
	return {
		selection: readSelection(parameters, clock, 'asc'),
		style: {
			format,
			columns: readColumns(options.fields, { properties, format, hasEntryId }),
			isCompressed,
			delimiter: readDelimiter(options.delimiter),
			escapesFormulas: readSwitch(options.escapeFormulas ?? true, 'Escape Formulas'),
			includesBom: readSwitch(options.includeBom, 'Include Byte Order Mark (BOM)'),
			parsesDetails: readSwitch(options.parseDetails, 'Parse Details'),
		},
		field,
		givenName: readFileName(options.fileName, isCompressed),
		hasManifestFile,
		hasEntryId,
		lateMinutes: readLateMinutes(options.lateWindow),
	};
}

function readFileName(value: unknown, isCompressed: boolean): string {
	const given = readText(value, 'File Name');
	if (given === '') return '';
	return makeSafeFileName(isCompressed && !/\.gz$/i.test(given) ? `${given}.gz` : given);
}

function readDelimiter(value: unknown): string {
	const text = typeof value === 'string' ? value : readText(value ?? ',', 'Delimiter');
	if (text === '\\t') return '\t';
	if (/^[^"\r\n\0\uFEFF\p{L}\p{N}\p{Surrogate}]$/u.test(text)) return text;
	throw new InputError(
		'Delimiter',
		`'Delimiter' must be a single character other than a letter, digit or quotation mark, not ${quote(value)}`,
		"Correct 'Delimiter', or leave it out to use a comma.",
	);
}

function makeFieldTakenError(): InputError {
	return new InputError(
		'Put Output File in Field',
		`'Put Output File in Field' cannot be ${MANIFEST_FIELD}, because the manifest goes there`,
		"Enter another name, or turn off 'Include Manifest File'.",
	);
}
