import type { INodeExecutionData } from 'n8n-workflow';
import { makeLastBefore } from '../../../log/instant';
import { explainEmpty } from '../../../shared/emptyResult';
import { readFileWishes } from '../../../shared/fileFields';
import { makeDefaultFileName } from '../../../shared/fileName';
import type { ItemRun } from '../../../shared/operation';
import { makeParameterReader, readCollection, readTimeout } from '../../../shared/parameters';
import { countNoun } from '../../../shared/runHints';
import { CSV_TYPE, makeFileStore } from '../../../shared/storeFile';
import { collectRange, readTimeRange } from '../../../shared/timeRange';
import { LIMITS } from '../../../shared/words/serviceWords';
import { downloadCsv as downloadFile } from '../../../uipath/csvFile';
import { makeUnifiedPath } from '../../../uipath/unifiedAddress';
import { toFilterQuery, UnifiedLog, writeBound } from '../../../uipath/unifiedLog';
import { ServiceError } from '../../../uipath/uiPathError';
import { DEFAULT_TIMEOUT_MS, makeNodeAccess, withConnection } from '../../../uipath/withConnection';
import { resolveNames } from '../catalogueFilters';
import { readFilters } from '../filters';
import { describePlace, readPlace } from '../placeFields';
import { UNIFIED_LOG_WORDS } from '../words';
import { findLimit } from './completeness';

/**
 * Download CSV for one input item: one output item with the file in its binary field.
 *
 * @throws InputError, CredentialError, HttpError or ServiceError
 */
export async function runDownloadCsv(item: ItemRun): Promise<INodeExecutionData[]> {
	const { context, itemIndex, authentication, now, hints } = item;
	const parameter = makeParameterReader(context, itemIndex);
	const place = readPlace(parameter);
	const options = readCollection(parameter('options', {}), 'Options');
	const wishes = readFileWishes(parameter('binaryPropertyName', 'data'), options);
	const { asked, filterNames } = readFilters(readCollection(parameter('filters', {}), 'Filters'));
	const { windowDelay } = options;
	const window = readTimeRange(
		{ ...collectRange(context, itemIndex), windowDelay },
		{ now, timeZone: context.getTimezone() },
	);
	const access = makeNodeAccess(context, {
		...{ itemIndex, authentication, concurrency: 1 },
		timeoutMs: readTimeout(options.timeout ?? DEFAULT_TIMEOUT_MS),
		cancelled: context.getExecutionCancelSignal(),
	});
	return await withConnection(access, async (open) => {
		const { organization } = open.address;
		const filters = toFilterQuery(await resolveNames(open, place, asked));
		// To UiPath, both bounds are inclusive.
		const bounds = { from: writeBound(window.from), to: writeBound(makeLastBefore(window.to)) };
		const fetchedAt = new Date();
		const { tenant } = describePlace(place);
		const fileName = wishes.givenName || makeDefaultFileName(tenant ?? organization, fetchedAt);
		const { stored, ...file } = await downloadFile(
			open.connection,
			{ path: makeUnifiedPath(place, 'downloadevents'), query: { ...bounds, ...filters } },
			makeFileStore(context, fileName, CSV_TYPE),
		);
		const { entries } = file;
		if (entries === 0) {
			const sought = { log: UNIFIED_LOG_WORDS.name, window, filters: filterNames, skip: 0 };
			const readNewestTime = async () => await new UnifiedLog(open, place).readNewestTime();
			const timeZone = context.getTimezone();
			hints.tell(await explainEmpty({ ...sought, timeZone, readNewestTime }));
		}
		const reached = findLimit(file, window, now);
		if (reached && wishes.ifIncomplete === 'error') throw new ServiceError('limited', { reached });
		if (reached) {
			hints.warn(
				`${fileName} has ${countNoun(entries, 'event', 'events')}, and there may be more: ${LIMITS[reached]}. Export Logs with Return All writes every event to a file.`,
			);
		}
		const about = { fileName, mimeType: CSV_TYPE, organization, ...describePlace(place) };
		return [
			{
				json: {
					...{ ...about, fetchedAt: fetchedAt.toISOString() },
					...{ entries, isComplete: reached === undefined },
				},
				binary: { [wishes.field]: stored },
				pairedItem: { item: itemIndex },
			},
		];
	});
}
