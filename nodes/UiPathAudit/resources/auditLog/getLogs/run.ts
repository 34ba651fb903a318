import type { INodeExecutionData } from 'n8n-workflow';
import { collectGetLogsParameters } from '../../../shared/getLogsParameters';
import type { ItemRun } from '../../../shared/operation';
import { readEntries } from '../../../shared/readEntries';
import { FORMS } from '../simplify';
import { openClassicLog } from '../source';
import { AUDIT_LOG_WORDS } from '../words';
import { readGetLogsQuery } from './query';

/**
 * Get Logs for one input item: one output item per audit entry.
 *
 * @throws InputError, CredentialError, HttpError, ServiceError or LogError
 */
export async function runGetLogs(item: ItemRun): Promise<INodeExecutionData[]> {
	const { context, itemIndex, now } = item;
	const parameters = collectGetLogsParameters(context, itemIndex);
	const clock = { now, timeZone: context.getTimezone() };
	const { log, form, hasEntryId, ...query } = readGetLogsQuery(parameters, clock);
	return await readEntries(item, {
		...query,
		logName: AUDIT_LOG_WORDS.name,
		toItem: FORMS[form],
		open: async (connection) => await openClassicLog(connection, log, hasEntryId),
	});
}
