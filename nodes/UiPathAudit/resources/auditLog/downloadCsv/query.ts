import type { IDataObject } from 'n8n-workflow';
import { readFileWishes, type FileWishes } from '../../../shared/fileFields';
import { MAX_INT32, readLanguage, readTimeout, readWholeNumber } from '../../../shared/parameters';
import type { CsvOptions } from '../../../uipath/classicCsv';
import { DEFAULT_TIMEOUT_MS } from '../../../uipath/withConnection';

/** The parameters of Download CSV as the node holds them, for one input item. */
export interface DownloadParameters {
	binaryPropertyName: unknown;
	options: IDataObject;
}

/** What one run of Download CSV is to do. */
export interface DownloadQuery extends FileWishes {
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
	return {
		...readFileWishes(binaryPropertyName, options),
		file: {
			language: readLanguage(options.language),
			size:
				size === undefined ? undefined : readWholeNumber(size, 'Size', { min: 1, max: MAX_INT32 }),
		},
		timeoutMs: readTimeout(options.timeout ?? DEFAULT_TIMEOUT_MS),
	};
}
