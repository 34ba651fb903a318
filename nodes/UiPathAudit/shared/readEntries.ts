import type { IDataObject, INodeExecutionData } from 'n8n-workflow';
import type { AuditEntry } from '../log/entry';
import { toInstantOfMs } from '../log/instant';
import { select, type Selection } from '../log/select';
import { makeNodeAccess, withConnection, type OpenConnection } from '../uipath/withConnection';
import { explainEmpty } from './emptyResult';
import type { LogSource } from './logSource';
import type { ItemRun } from './operation';

/** What is to be read for one input item. */
export interface EntryQuery {
	/** What the log is called in a sentence: "audit log". */
	logName: string;
	selection: Selection;
	/** Milliseconds for one request. */
	timeoutMs: number;
	/** The names of the filters that are set, as the editor shows them. */
	filterNames: string[];
	/** Says more of why nothing passed them. */
	explainMiss?: () => string;
	/** What an item is to hold of an entry. */
	toItem(entry: AuditEntry): AuditEntry;
	/** The log at a connection. */
	open(connection: OpenConnection): Promise<LogSource>;
}

/**
 * Reads entries for one input item, and notes what the editor is to tell of it.
 *
 * @returns an item for each entry
 * @throws CredentialError, HttpError, ServiceError, LogError, or what opening the log throws
 */
export async function readEntries(item: ItemRun, query: EntryQuery): Promise<INodeExecutionData[]> {
	const { context, itemIndex, authentication, now, hints } = item;
	const { logName: log, selection, timeoutMs, filterNames } = query;
	const { concurrency, window, skip } = selection;
	const cancelled = context.getExecutionCancelSignal();
	const options = { itemIndex, authentication, timeoutMs, concurrency, cancelled };
	const began = Date.now();
	return await withConnection(makeNodeAccess(context, options), async (open) => {
		const source = await query.open(open);
		const { entries, ...found } = await select(source.scan, selection);
		hints.noteRead({
			...found,
			entries: entries.length,
			requests: open.connection.requests,
			milliseconds: Date.now() - began,
			isReturnAll: selection.limit === Infinity,
			// What came after the window was none of its business.
			hasMoved: found.hasMoved && window.to > toInstantOfMs(now),
			log,
		});
		if (entries.length === 0) {
			const readNewestTime = async () => await source.readNewestTime();
			const asked = { log, window, skip, filters: filterNames, timeZone: context.getTimezone() };
			hints.tell(await explainEmpty({ ...asked, readNewestTime, explainMiss: query.explainMiss }));
		}
		const pairedItem = { item: itemIndex };
		// An entry was parsed from JSON, so it holds nothing that n8n's items cannot.
		return entries.map((entry) => ({ json: query.toItem(entry) as IDataObject, pairedItem }));
	});
}
