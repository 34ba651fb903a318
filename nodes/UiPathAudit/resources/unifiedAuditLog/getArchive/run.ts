import type { IDataObject, INodeExecutionData } from 'n8n-workflow';
import { makeSafeFileName } from '../../../shared/fileName';
import type { ItemRun } from '../../../shared/operation';
import { makeParameterReader } from '../../../shared/parameters';
import { PartError } from '../../../shared/partError';
import { countNoun } from '../../../shared/runHints';
import { makeFileStore } from '../../../shared/storeFile';
import { isUsedAsTool } from '../../../shared/tool';
import { downloadArchiveDay, readArchiveDay } from '../../../uipath/archive/archiveDay';
import { unpackEvents } from '../../../uipath/archive/unpack';
import { makeUnifiedPath } from '../../../uipath/unifiedAddress';
import {
	makeNodeAccess,
	withConnection,
	type OpenConnection,
} from '../../../uipath/withConnection';
import { describePlace } from '../placeFields';
import { simplify } from '../simplify';
import type { ArchiveDay } from './days';
import { keepWithinLimit } from './limit';
import { readArchiveQuery, type ArchiveQuery } from './query';

const MIME_TYPE = 'application/zip';

/**
 * Get Archive for one input item: an item for each event, or one with the ZIP file for each day. With
 * Continue On Fail, a day that cannot be had is an item that says so.
 *
 * @throws InputError, CredentialError, or PartError where a day cannot be had
 */
export async function runGetArchive(item: ItemRun): Promise<INodeExecutionData[]> {
	const { context, itemIndex, authentication, now, hints } = item;
	const parameter = makeParameterReader(context, itemIndex);
	const query = readArchiveQuery(parameter, now, isUsedAsTool(context));
	const { concurrency, days, limit, timeoutMs } = query;
	const cancelled = context.getExecutionCancelSignal();
	const options = { itemIndex, authentication, timeoutMs, concurrency, cancelled };
	return await withConnection(makeNodeAccess(context, options), async (open) => {
		const getDay = query.field === undefined ? getEvents : getFile;
		const failures = new Set<INodeExecutionData>();
		const found = await Promise.all(
			days.map(async (day) => {
				try {
					return await getDay(item, open, query, day);
				} catch (error) {
					const failure = new PartError(
						`Could not get the day ${day.day}`,
						await open.redact(error),
					);
					if (!item.continuesOnFail || cancelled?.aborted) throw failure;
					const { json, ...rest } = item.makeErrorItem(failure);
					const told = { ...rest, json: { day: day.day, ...json } };
					failures.add(told);
					return [told];
				}
			}),
		);
		const ahead = days.filter(({ isAhead }) => isAhead).length;
		if (ahead > 0) hints.tell(`${countNoun(ahead, 'day is', 'days are')} in the future.`);
		const young = days.flatMap((each) => (each.mayBeIncomplete && !each.isAhead ? each.day : []));
		if (young.length > 0) {
			hints.tell(
				`${countNoun(young.length, 'day', 'days')} may be incomplete (${young.join(', ')}), because UiPath's long-term store is up to 48 hours behind.`,
			);
		}
		const items = found.flat();
		if (items.length === 0) {
			hints.tell(
				`No events from ${days[0]?.day} until ${days.at(-1)?.day} (UTC) in UiPath's long-term store.`,
			);
		}
		const events = items.length - failures.size;
		if (events > limit) {
			hints.tell(
				`Because of Limit, only ${limit} of ${countNoun(events, 'event', 'events')} were returned. Turn on Return All to get them all.`,
			);
		}
		return keepWithinLimit(items, failures, limit);
	});
}

/** The events of a day, each as an item. */
async function getEvents(
	{ itemIndex: item }: ItemRun,
	{ connection }: OpenConnection,
	{ place, isSimplified }: ArchiveQuery,
	{ day, mayBeIncomplete }: ArchiveDay,
): Promise<INodeExecutionData[]> {
	const path = makeUnifiedPath(place, 'downloadeventsfromlongtermstore');
	const { stored } = await readArchiveDay(connection, path, day);
	const events = stored === undefined ? [] : unpackEvents(stored);
	const mark = mayBeIncomplete ? { mayBeIncomplete } : {};
	return events.map((event) => {
		// An event was parsed from JSON, so it holds nothing that n8n's items cannot.
		const json = (isSimplified ? { ...simplify(event), ...mark } : event) as IDataObject;
		return { json, pairedItem: { item } };
	});
}

/** The ZIP file of a day, as an item. */
async function getFile(
	{ context, itemIndex: item }: ItemRun,
	{ connection, address }: OpenConnection,
	{ place, field = '' }: ArchiveQuery,
	{ day, mayBeIncomplete }: ArchiveDay,
): Promise<INodeExecutionData[]> {
	const { organization } = address;
	const about = { organization, ...describePlace(place) };
	const fileName = makeSafeFileName(
		`uipath-audit-archive-${about.tenant ?? organization}-${day}.zip`,
	);
	const path = makeUnifiedPath(place, 'downloadeventsfromlongtermstore');
	const store = makeFileStore(context, fileName, MIME_TYPE);
	const { stored, ...file } = await downloadArchiveDay(connection, path, day, store);
	return [
		{
			json: {
				...{ day, fileName, mimeType: MIME_TYPE, ...about },
				...{ ...file, mayBeIncomplete, fetchedAt: new Date().toISOString() },
			},
			...(stored === undefined ? {} : { binary: { [field]: stored } }),
			pairedItem: { item },
		},
	];
}
