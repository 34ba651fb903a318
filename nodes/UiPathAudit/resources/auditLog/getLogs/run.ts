import type { IDataObject, INodeExecutionData } from 'n8n-workflow';
import type { AuditEntry } from '../../../log/entry';
import { scan } from '../../../log/offset/scan';
import { select } from '../../../log/select';
import { explainEmpty } from '../../../shared/emptyResult';
import type { ItemRun } from '../../../shared/operation';
import { readCollection, readSwitch } from '../../../shared/parameters';
import { countNoun } from '../../../shared/runHints';
import { ClassicLog } from '../../../uipath/classicLog';
import { makeNodeAccess, withConnection } from '../../../uipath/withConnection';
import { AUDIT_LOG_WORDS } from '../words';
import { parseDetailsIn } from './details';
import { readGetLogsQuery, type EntryForm } from './query';
import { simplify } from './simplify';

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
	const timeRange = parameter('timeRange', 'all');
	const isCustom = timeRange === 'custom';
	const clock = { now, timeZone: context.getTimezone() };
	const { selection, log, timeoutMs, form, filterNames } = readGetLogsQuery(
		{
			returnAll: isReturnAll,
			limit: isReturnAll ? undefined : parameter('limit', 50),
			simplify: parameter('simplify', true),
			timeRange,
			from: isCustom ? parameter('from', '') : undefined,
			to: isCustom ? parameter('to', '') : undefined,
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
		const selected = await select((query) => scan(reader, query), selection);
		const { entries, isCut, hasMoved, notGiven } = selected;
		const milliseconds = Date.now() - began;
		const { requests } = open.connection;
		const count = entries.length;
		hints.noteRead({ entries: count, requests, milliseconds, isReturnAll, isCut, hasMoved });
		if (notGiven > 0) {
			hints.warn(
				`UiPath counts ${countNoun(notGiven, 'entry', 'entries')} more in the audit log than it returned, whichever way it was asked.`,
			);
		}
		if (count === 0) {
			const { window, skip } = selection;
			const readNewestTime = async () => await reader.readNewestTime();
			const asked = { log: AUDIT_LOG_WORDS.name, window, skip, timeZone: clock.timeZone };
			hints.tell(await explainEmpty({ ...asked, filters: filterNames, readNewestTime }));
		}
		const pairedItem = { item: itemIndex };
		return entries.map((entry) => ({ json: FORMS[form](entry) as IDataObject, pairedItem }));
	});
}

/** An entry was parsed from JSON, so it holds nothing that n8n's items cannot. */
const FORMS: Record<EntryForm, (entry: AuditEntry) => AuditEntry> = {
	simplified: simplify,
	raw: (entry) => entry,
	rawWithDetails: parseDetailsIn,
};
