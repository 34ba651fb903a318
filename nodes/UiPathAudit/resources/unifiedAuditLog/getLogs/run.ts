import type { INodeExecutionData } from 'n8n-workflow';
import { collectGetLogsParameters } from '../../../shared/getLogsParameters';
import type { ItemRun } from '../../../shared/operation';
import { makeParameterReader } from '../../../shared/parameters';
import { readEntries } from '../../../shared/readEntries';
import { readPlace } from '../placeFields';
import { FORMS } from '../simplify';
import { openUnifiedLog } from '../source';
import { UNIFIED_LOG_WORDS } from '../words';
import { readGetLogsQuery } from './query';

/**
 * Get Logs for one input item: one output item per event.
 *
 * @throws InputError, CredentialError, HttpError, ServiceError or LogError
 */
export async function runGetLogs(item: ItemRun): Promise<INodeExecutionData[]> {
	const { context, itemIndex, now } = item;
	const place = readPlace(makeParameterReader(context, itemIndex));
	const parameters = collectGetLogsParameters(context, itemIndex);
	const clock = { now, timeZone: context.getTimezone() };
	const { asked, form, ...query } = readGetLogsQuery(parameters, clock);
	return await readEntries(item, {
		...query,
		logName: UNIFIED_LOG_WORDS.name,
		toItem: FORMS[form],
		open: async (connection) => await openUnifiedLog(connection, place, asked),
	});
}
