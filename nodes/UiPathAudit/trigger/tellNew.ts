import type { IPollFunctions } from 'n8n-workflow';
import type { AuditEntry } from '../log/entry';
import type { Cursor } from '../log/follow/cursor';
import { begin, follow } from '../log/follow/follow';
import type { Followed, FollowOptions } from '../log/follow/poll';
import { parseInstant, type Instant } from '../log/instant';
import { classifyFailure, isPassing } from '../shared/failure';
import type { LogSource } from '../shared/logSource';
import { countNoun } from '../shared/runHints';
import type { Situation } from '../shared/words/situation';
import {
	loadCursor,
	saveCursor,
	saveFirstCursor,
	saveWaiting,
	type CursorOwner,
} from './savedCursor';

/** What a poll goes by. */
export interface PollPlan {
	owner: CursorOwner;
	options: FollowOptions & { startFrom: Instant | undefined };
	situation: Situation;
	/** Whether the workflow is being published, which a passing failure does not keep from it. */
	isPublishing: boolean;
}

/**
 * Finds what is new since the last poll, and moves the cursor by as much. Nothing is awaited between
 * that and the return, so n8n keeps both or neither.
 *
 * @throws as the log's reader does; the cursor has not moved then
 */
export async function tellNew(
	context: IPollFunctions,
	source: LogSource,
	plan: PollPlan,
): Promise<AuditEntry[]> {
	const { owner, options } = plan;
	const { cursor, isFirst, waitingSince, warning } = loadCursor(context, owner);
	if (warning !== undefined) context.logger.warn(warning);
	if (!cursor) {
		const first = await startWatching(context, source, plan, {
			...options,
			notBefore: isFirst ? options.startFrom : undefined,
			missedMs: waitingSince === undefined ? undefined : options.now - waitingSince,
		});
		// Of what is returned, n8n keeps the cursor itself.
		const save = first.entries.length > 0 ? saveCursor : saveFirstCursor;
		save(context, owner, first.cursor);
		return first.entries;
	}
	const followed = await follow(source.scan, cursor, options);
	await warnOfWhatIsAmiss(context, source, { cursor, followed, plan });
	if (followed.cursor !== cursor) saveCursor(context, owner, followed.cursor);
	return followed.entries;
}

/** What comes from now on counts, also where UiPath cannot be asked what there is by now. */
async function startWatching(
	context: IPollFunctions,
	source: LogSource,
	{ owner, isPublishing }: PollPlan,
	options: FollowOptions,
): Promise<Followed> {
	return await begin(source.scan, options, source.scanAll).catch(async (error: unknown) => {
		if (isPublishing && isPassing(classifyFailure(error))) {
			saveWaiting(context, owner, options.now);
		}
		return await Promise.reject(error as Error);
	});
}

async function warnOfWhatIsAmiss(
	context: IPollFunctions,
	source: LogSource,
	{ cursor, followed, plan }: { cursor: Cursor; followed: Followed; plan: PollPlan },
): Promise<void> {
	const { situation, options } = plan;
	const { fields } = situation;
	const { name: log } = situation.log;
	const minutes = countNoun(options.lateMinutes, 'minute', 'minutes');
	if (followed.isToldAgain) {
		context.logger.warn(
			`New entries in the ${log} cannot be distinguished from earlier ones, because very many were written late at once${fields.has('Language') ? ', or because Language or API Version has changed' : ''}. The trigger returns all entries in the Late Window (${minutes}) again.`,
		);
	}
	if (followed.isOutOfTime) {
		context.logger.warn(
			`There was not enough time to read the entries of the Late Window (${minutes}) in the ${log}, so this poll returned nothing. Lower Late Window${fields.has('Page Size') ? ', or raise Page Size' : ''}.`,
		);
	}
	if (followed.tooLate === 0 || !(await hasMoreBefore(source, cursor))) return;
	const entries = countNoun(followed.tooLate, 'entry was', 'entries were');
	context.logger.warn(
		`${entries} written to the ${log} later than Late Window (${minutes}) allows, and did not start the workflow. If that happens often, raise Late Window.`,
	);
}

/** A count may be out of date; the place itself is not. */
async function hasMoreBefore(source: LogSource, cursor: Cursor): Promise<boolean> {
	if (cursor.place === undefined || !source.readTimeAt) return false;
	// What is new has been found, whether or not this can be told.
	const time = await source.readTimeAt(cursor.place).catch(() => '');
	const instant = parseInstant(time);
	return instant !== undefined && instant < cursor.settledUntil;
}
