import type { INodeExecutionData } from 'n8n-workflow';
import { makeDefaultFileName } from '../../../shared/fileName';
import type { ItemRun } from '../../../shared/operation';
import { readCollection } from '../../../shared/parameters';
import { countNoun, type RunHints } from '../../../shared/runHints';
import { CSV_TYPE, makeFileStore } from '../../../shared/storeFile';
import { makeClassicCsvRequest } from '../../../uipath/classicCsv';
import { downloadCsv as downloadFile } from '../../../uipath/csvFile';
import { ServiceError } from '../../../uipath/uiPathError';
import { makeNodeAccess, withConnection } from '../../../uipath/withConnection';
import { LogCount, type Completeness } from './completeness';
import { readDownloadQuery } from './query';

/**
 * Download CSV for one input item: one output item with the file in its binary field.
 *
 * @throws InputError, CredentialError, HttpError or ServiceError
 */
export async function runDownloadCsv({
	context,
	itemIndex,
	authentication,
	hints,
}: ItemRun): Promise<INodeExecutionData[]> {
	const { field, givenName, ifIncomplete, file, timeoutMs } = readDownloadQuery({
		options: readCollection(context.getNodeParameter('options', itemIndex, {}), 'Options'),
		binaryPropertyName: context.getNodeParameter('binaryPropertyName', itemIndex, 'data'),
	});
	const cancelled = context.getExecutionCancelSignal();
	const options = { itemIndex, authentication, timeoutMs, concurrency: 1, cancelled };
	return await withConnection(makeNodeAccess(context, options), async (open) => {
		const { organization } = open.address;
		const count = new LogCount(open);
		await count.count();
		const fetchedAt = new Date();
		const fileName = givenName || makeDefaultFileName(organization, fetchedAt);
		const { stored, ...counted } = await downloadFile(
			open.connection,
			makeClassicCsvRequest(file),
			makeFileStore(context, fileName, CSV_TYPE),
		);
		const completeness = await count.compare(counted, file.size);
		if (ifIncomplete === 'error') assertComplete(completeness);
		warnIfIncomplete(completeness, fileName, hints);
		const about = {
			fileName,
			mimeType: CSV_TYPE,
			organization,
			fetchedAt: fetchedAt.toISOString(),
		};
		return [
			{
				json: { ...about, ...completeness },
				binary: { [field]: stored },
				pairedItem: { item: itemIndex },
			},
		];
	});
}

/** @throws ServiceError where a file is not certain to be complete */
function assertComplete({ entries, totalEntries, isComplete }: Completeness): void {
	if (isComplete === true) return;
	if (isComplete === null) throw new ServiceError('uncounted', {});
	throw new ServiceError('incomplete', { entries, totalEntries: totalEntries ?? undefined });
}

function warnIfIncomplete(
	{ entries, totalEntries, isComplete }: Completeness,
	fileName: string,
	hints: RunHints,
): void {
	if (isComplete === true) return;
	const has = `${fileName} has ${countNoun(entries, 'entry', 'entries')}`;
	if (totalEntries === null) {
		hints.warn(
			`${has}. It is unknown whether that is the whole audit log, because UiPath did not say how many entries there are.`,
		);
		return;
	}
	hints.warn(
		`${has} of the ${countNoun(totalEntries, 'entry', 'entries')} in the audit log: UiPath cut it off. Export Logs with Return All writes every entry to a file.`,
	);
}
