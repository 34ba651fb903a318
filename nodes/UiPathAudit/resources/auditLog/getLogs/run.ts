import type { IDataObject, INodeExecutionData } from 'n8n-workflow';
import type { AuditEntry } from '../../../log/entry';
import { scan } from '../../../log/offset/scan';
import { select } from '../../../log/select';
import type { ItemRun } from '../../../shared/operation';
import { readCollection, readSwitch } from '../../../shared/parameters';
import { ClassicLog } from '../../../uipath/classicLog';
import { makeNodeAccess, withConnection } from '../../../uipath/withConnection';
import { parseDetailsIn } from './details';
import { readGetLogsQuery } from './query';

/**
 * Get Logs for one input item: one output item per audit entry.
 *
 * @throws InputError, CredentialError, HttpError, ServiceError or LogError
 */
export async function runGetLogs({
	context,
	itemIndex,
	authentication,
	hints,
}: ItemRun): Promise<INodeExecutionData[]> {
	const parameter = (name: string, fallback: unknown) =>
		context.getNodeParameter(name, itemIndex, fallback);
	const isReturnAll = readSwitch(parameter('returnAll', false), 'Return All');
	const { selection, log, timeoutMs, parseDetails } = readGetLogsQuery({
		returnAll: isReturnAll,
		limit: isReturnAll ? undefined : parameter('limit', 50),
		filters: readCollection(parameter('filters', {}), 'Filters'),
		options: readCollection(parameter('options', {}), 'Options'),
		timeZone: context.getTimezone(),
	});
	const { concurrency } = selection;
	const cancelled = context.getExecutionCancelSignal();
	const options = { itemIndex, authentication, timeoutMs, concurrency, cancelled };
	const began = Date.now();
	return await withConnection(makeNodeAccess(context, options), async (open) => {
		const reader = new ClassicLog(open, log);
		const { entries, isCut, hasMoved } = await select((query) => scan(reader, query), selection);
		const milliseconds = Date.now() - began;
		const { requests } = open.connection;
		const count = entries.length;
		hints.noteRead({ entries: count, requests, milliseconds, isReturnAll, isCut, hasMoved });
		const pairedItem = { item: itemIndex };
		return entries.map((entry) => ({
			json: toJson(parseDetails ? parseDetailsIn(entry) : entry),
			pairedItem,
		}));
	});
}

/** An entry was parsed from JSON, so it holds nothing that n8n's items cannot. */
function toJson(entry: AuditEntry): IDataObject {
	return entry as IDataObject;
}
