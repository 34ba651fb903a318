import type { IBinaryData, IExecuteFunctions } from 'n8n-workflow';
import type { Store } from '../uipath/storeBytes';

/** What a CSV file is, whatever name for it UiPath's server uses. */
export const CSV_TYPE = 'text/csv';

/** A store that keeps bytes where n8n keeps files: on the disk, in a database, or in memory. */
export function makeFileStore(
	{ helpers }: IExecuteFunctions,
	fileName: string,
	mimeType: string,
): Store<IBinaryData> {
	return async (bytes) => await helpers.prepareBinaryData(bytes, fileName, mimeType);
}
