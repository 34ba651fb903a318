import type { INodeExecutionData } from 'n8n-workflow';
import type { ItemRun } from '../../../shared/operation';
import { readCollection, readSwitch } from '../../../shared/parameters';
import { readEntries } from '../../../shared/readEntries';
import { readRangeName } from '../../../shared/tool';
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
	const parameter = (name: string, fallback?: unknown) =>
		context.getNodeParameter(name, itemIndex, fallback);
	const place = readPlace(parameter);
	const isReturnAll = readSwitch(parameter('returnAll', false), 'Return All');
	const { asked, form, ...query } = readGetLogsQuery(
		{
			returnAll: isReturnAll,
			limit: isReturnAll ? undefined : parameter('limit', 50),
			simplify: parameter('simplify', true),
			timeRange: readRangeName(context, itemIndex),
			from: parameter('from', ''),
			to: parameter('to', ''),
			filters: readCollection(parameter('filters', {}), 'Filters'),
			options: readCollection(parameter('options', {}), 'Options'),
		},
		{ now, timeZone: context.getTimezone() },
	);
	return await readEntries(item, {
		...query,
		logName: UNIFIED_LOG_WORDS.name,
		toItem: FORMS[form],
		open: async (connection) => await openUnifiedLog(connection, place, asked),
	});
}
