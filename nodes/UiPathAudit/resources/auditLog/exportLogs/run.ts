import type { INodeExecutionData } from 'n8n-workflow';
import { exportEntries } from '../../../shared/export/exportEntries';
import { collectExportParameters, readExportQuery } from '../../../shared/export/exportQuery';
import type { ItemRun } from '../../../shared/operation';
import { ENTRY_PROPERTIES } from '../../../uipath/classicLog';
import { readFilters } from '../filters';
import { readPageRequests } from '../requests';
import { openClassicLog } from '../source';
import { AUDIT_LOG_WORDS } from '../words';

/**
 * Export Logs for one input item: one output item with the file in its binary field.
 *
 * @throws InputError, CredentialError, HttpError, ServiceError or LogError
 */
export async function runExportLogs(item: ItemRun): Promise<INodeExecutionData[]> {
	const { context, itemIndex, now } = item;
	const parameters = collectExportParameters(context, itemIndex);
	const clock = { now, timeZone: context.getTimezone() };
	const query = readExportQuery(parameters, ENTRY_PROPERTIES, clock);
	const { filter, ...told } = readFilters(parameters.filters);
	const { log, pageSize, timeoutMs } = readPageRequests(parameters.options);
	const made = await exportEntries(item, {
		...query,
		log: 'auditLog',
		logName: AUDIT_LOG_WORDS.name,
		place: {},
		selection: { ...query.selection, filter, pageSize },
		filters: parameters.filters,
		...told,
		language: log.language,
		...{ detailsProperty: 'auditLogDetails', types: {} },
		timeoutMs,
		open: async (connection) => await openClassicLog(connection, log, query.hasEntryId),
	});
	return [made];
}
