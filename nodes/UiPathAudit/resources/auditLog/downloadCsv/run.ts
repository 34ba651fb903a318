import type { IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';
import { DEFAULT_TIMEOUT_MS, openAccess } from '../../../uipath/access';
import { InputError } from '../../../uipath/auditError';
import { downloadCsv as downloadFile } from '../../../uipath/classicCsv';
import { collection, language, plainText, timeout, wholeNumber } from '../../../shared/parameters';
import { defaultFileName, safeFileName } from './fileName';

/** What the file is, whatever name for it UiPath's server uses. */
const MIME_TYPE = 'text/csv';

/**
 * Download CSV for one input item: one output item with the file in its binary field.
 *
 * @throws InputError or AuditError
 */
export async function downloadCsv(
	context: IExecuteFunctions,
	itemIndex: number,
): Promise<INodeExecutionData[]> {
	const options = collection(context.getNodeParameter('options', itemIndex, {}), 'Options');
	const field = binaryField(context.getNodeParameter('binaryPropertyName', itemIndex, 'data'));
	const size =
		options.size === undefined
			? undefined
			: wholeNumber(options.size, 'Size', { least: 1, most: 2 ** 31 - 1 });
	const file = { language: language(options.language), size };
	const timeoutMs = timeout(options.timeout ?? DEFAULT_TIMEOUT_MS);
	const wantedName = plainText(options.fileName, 'File Name');
	const givenName = wantedName && safeFileName(wantedName);

	const { address, connection } = await openAccess(context, itemIndex, {
		timeoutMs,
		concurrency: 1,
	});
	const { organization } = address;
	const fetchedAt = new Date();
	const fileName = givenName || defaultFileName(organization, fetchedAt);
	const binary = await downloadFile(
		connection,
		file,
		async (bytes) => await context.helpers.prepareBinaryData(bytes, fileName, MIME_TYPE),
	);
	return [
		{
			json: { fileName, mimeType: MIME_TYPE, organization, fetchedAt: fetchedAt.toISOString() },
			binary: { [field]: binary },
			pairedItem: { item: itemIndex },
		},
	];
}

function binaryField(value: unknown): string {
	const name = plainText(value, 'Put Output File in Field');
	if (name !== '' && name !== '__proto__') return name;
	throw new InputError(
		'Put Output File in Field',
		"'Put Output File in Field' is empty",
		'Enter the name of the binary field for the file, e.g. data.',
	);
}
