import type { INodeExecutionData } from 'n8n-workflow';
import { exportEntries } from '../../../shared/export/exportEntries';
import { collectExportParameters, readExportQuery } from '../../../shared/export/exportQuery';
import type { ItemRun } from '../../../shared/operation';
import { makeParameterReader, readTimeout } from '../../../shared/parameters';
import { EVENT_PROPERTIES, EVENT_TYPES, MAX_PAGE } from '../../../uipath/unifiedLog';
import { DEFAULT_TIMEOUT_MS } from '../../../uipath/withConnection';
import { readFilters } from '../filters';
import { describePlace, readPlace } from '../placeFields';
import { openUnifiedLog } from '../source';
import { UNIFIED_LOG_WORDS } from '../words';

/**
 * Export Logs for one input item: one output item with the file in its binary field.
 *
 * @throws InputError, CredentialError, HttpError, ServiceError or LogError
 */
export async function runExportLogs(item: ItemRun): Promise<INodeExecutionData[]> {
	const { context, itemIndex, now } = item;
	const place = readPlace(makeParameterReader(context, itemIndex));
	const parameters = collectExportParameters(context, itemIndex);
	const clock = { now, timeZone: context.getTimezone() };
	const query = readExportQuery(parameters, EVENT_PROPERTIES, clock);
	const { asked, filter, filterNames } = readFilters(parameters.filters);
	const made = await exportEntries(item, {
		...query,
		log: 'unifiedAuditLog',
		logName: UNIFIED_LOG_WORDS.name,
		place: describePlace(place),
		selection: { ...query.selection, filter, pageSize: MAX_PAGE },
		filters: parameters.filters,
		filterNames,
		...{ detailsProperty: 'eventDetails', types: EVENT_TYPES },
		timeoutMs: readTimeout(parameters.options.timeout ?? DEFAULT_TIMEOUT_MS),
		open: async (connection) => await openUnifiedLog(connection, place, asked),
	});
	return [made];
}
