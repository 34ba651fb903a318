import type { IDataObject, INodeExecutionData } from 'n8n-workflow';
import { toInstantOfMs } from '../../../log/instant';
import { scan } from '../../../log/offset/scan';
import { select } from '../../../log/select';
import { explainEmpty } from '../../../shared/emptyResult';
import type { ItemRun } from '../../../shared/operation';
import { readCollection, readSwitch } from '../../../shared/parameters';
import { readRangeName } from '../../../shared/tool';
import { ClassicLog } from '../../../uipath/classicLog';
import { makeNodeAccess, withConnection } from '../../../uipath/withConnection';
import { AUDIT_LOG_WORDS } from '../words';
import { FORMS } from '../form';
import { readGetLogsQuery } from './query';

/**
 * Get Logs for one input item: one output item per audit entry.
 *
 * @throws InputError, CredentialError, HttpError, ServiceError or LogError
 */
export async function runGetLogs(item: ItemRun): Promise<INodeExecutionData[]> {
	const { context, itemIndex, authentication, now, hints } = item;
	const parameter = (name: string, fallback?: unknown) =>
		context.getNodeParameter(name, itemIndex, fallback);
	const isReturnAll = readSwitch(parameter('returnAll', false), 'Return All');
	const clock = { now, timeZone: context.getTimezone() };
	const { selection, log, timeoutMs, form, filterNames } = readGetLogsQuery(
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
		clock,
	);
	const { concurrency } = selection;
	const cancelled = context.getExecutionCancelSignal();
	const options = { itemIndex, authentication, timeoutMs, concurrency, cancelled };
	const began = Date.now();
	return await withConnection(makeNodeAccess(context, options), async (open) => {
		const reader = new ClassicLog(open, log);
		const { entries, ...found } = await select((query) => scan(reader, query), selection);
		const { name } = AUDIT_LOG_WORDS;
		hints.noteRead({
			...found,
			entries: entries.length,
			requests: open.connection.requests,
			milliseconds: Date.now() - began,
			isReturnAll,
			// What came after the window was none of its business.
			hasMoved: found.hasMoved && selection.window.to > toInstantOfMs(now),
			log: name,
		});
		if (entries.length === 0) {
			const { window, skip } = selection;
			const readNewestTime = async () => await reader.readNewestTime();
			const asked = { log: name, window, skip, filters: filterNames, timeZone: clock.timeZone };
			hints.tell(await explainEmpty({ ...asked, readNewestTime }));
		}
		const pairedItem = { item: itemIndex };
		// An entry was parsed from JSON, so it holds nothing that n8n's items cannot.
		return entries.map((entry) => ({ json: FORMS[form](entry) as IDataObject, pairedItem }));
	});
}
