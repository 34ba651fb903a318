import type { IDataObject, IPollFunctions } from 'n8n-workflow';
import { readCursor, writeCursor, type Cursor } from '../log/follow/cursor';
import { Told } from '../log/follow/told';

/** Changes whenever older versions of the package could not read what is saved. */
const VERSION = 1;

/** What a cursor belongs to: it says nothing of another log, or of entries in another language. */
export interface CursorOwner {
	/** The resource and the organization's address. */
	log: string;
	/** What entries are asked for with; see `FollowQuery.wording`. */
	wording: string;
}

/** A cursor from n8n's static data. */
export interface SavedCursor {
	/** Undefined where there is none to go on with. */
	cursor: Cursor | undefined;
	/** Whether the log has not been polled yet. */
	isFirst?: boolean;
	/** Since when it should have been, in milliseconds since 1970 by n8n's clock. */
	waitingSince?: number;
	/** What the user may want to know of it; a sentence for n8n's log. */
	warning?: string;
}

/**
 * Loads the cursor of a trigger.
 *
 * @returns what can still be used of it
 */
export function loadCursor(context: IPollFunctions, owner: CursorOwner): SavedCursor {
	const record = context.getWorkflowStaticData('node').cursor ?? readFirst(context);
	if (record === undefined) return { cursor: undefined, isFirst: true };
	if (!isRecord(record)) return startAnew('the state of the last poll is damaged');
	const { version, log, wording, waitingSince } = record;
	if (log !== owner.log && log !== undefined) {
		return { ...startAnew('it now reads a different log'), isFirst: true };
	}
	if (typeof waitingSince === 'number') return { cursor: undefined, isFirst: true, waitingSince };
	const read = readCursor(record);
	if (!read) return startAnew('the state of the last poll is damaged');
	const { cursor } = read;
	if (version !== VERSION || !read.isWhole) {
		const { settledUntil } = cursor;
		const warning = `The state of the last poll is damaged, or from another version of this node. The trigger starts again from ${settledUntil || 'the beginning'} (UTC), so some entries may start the workflow a second time.`;
		return { cursor, warning };
	}
	if (wording === owner.wording) return { cursor };
	// In other words, entries have other digests.
	const last = { at: cursor.last.at, digest: AFTER_ALL_DIGESTS };
	const told = Told.onlyCounted(cursor.told.count);
	return { cursor: { ...cursor, last, told, counted: undefined } };
}

/** Saves the cursor, for n8n to keep along with the items of the same poll. */
export function saveCursor(context: IPollFunctions, owner: CursorOwner, cursor: Cursor): void {
	context.getWorkflowStaticData('node').cursor = {
		version: VERSION,
		...owner,
		...writeCursor(cursor),
	};
	dropFirst(context);
}

/**
 * Saves the very first cursor. Where n8n keeps cursors durably, it does not keep that of the poll which
 * publishing runs (2.41); the data that all nodes share are kept.
 */
export function saveFirstCursor(context: IPollFunctions, owner: CursorOwner, cursor: Cursor): void {
	saveFirst(context, { version: VERSION, ...owner, ...writeCursor(cursor) });
}

/** Saves that what comes from now on counts, where UiPath cannot be asked what there is by now. */
export function saveWaiting(context: IPollFunctions, owner: CursorOwner, since: number): void {
	saveFirst(context, { version: VERSION, ...owner, waitingSince: since });
}

function saveFirst(context: IPollFunctions, record: IDataObject): void {
	context.getWorkflowStaticData('node').cursor = record;
	context.getWorkflowStaticData('global')[firstKey(context)] = record;
}

/** Sorts after every digest. */
const AFTER_ALL_DIGESTS = '~';

function startAnew(reason: string): SavedCursor {
	const warning = `The trigger starts fresh because ${reason}.`;
	return { cursor: undefined, warning };
}

function readFirst(context: IPollFunctions): unknown {
	return context.getWorkflowStaticData('global')[firstKey(context)];
}

function dropFirst(context: IPollFunctions): void {
	const shared = context.getWorkflowStaticData('global');
	const key = firstKey(context);
	if (key in shared) delete shared[key];
}

function firstKey(context: IPollFunctions): string {
	return `UiPath Audit Trigger ${context.getNode().id}`;
}

function isRecord(value: unknown): value is IDataObject {
	return typeof value === 'object' && value !== null && !Array.isArray(value);
}
