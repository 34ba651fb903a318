import type { AuditEntry } from '../log/entry';
import { select } from '../log/select';
import { ALL_TIME } from '../log/timeWindow';
import { explainEmpty } from '../shared/emptyResult';
import type { FollowQuery } from '../shared/followedLog';
import type { LogSource } from '../shared/logSource';
import { InputError } from '../shared/inputError';

/** Entries that Fetch Test Event shows. */
const MAX_SHOWN = 5;

/** Entries that it looks at for that. */
const MAX_LOOKED_AT = 10_000;

/**
 * The newest few entries that pass the filters, oldest first.
 *
 * @param about what the log is called in a sentence, and the workflow's time zone
 * @throws InputError where there are none; as the log's reader does
 */
export async function findTestEntries(
	source: LogSource,
	{ filter, filterNames: filters, pageSize }: FollowQuery,
	about: { log: string; timeZone: string },
): Promise<AuditEntry[]> {
	const lookAt = async (limit: number) =>
		await select(source.scan, {
			...{ sortBy: undefined, order: 'desc', window: ALL_TIME, skip: 0, concurrency: 1 },
			...{ filter: undefined, limit, pageSize },
		});
	const { entries, isCut } = await lookAt(filter ? MAX_LOOKED_AT : MAX_SHOWN);
	const passing = filter ? entries.filter(filter).slice(0, MAX_SHOWN) : entries;
	if (passing.length > 0) return passing.reverse();
	const remedy = isCut
		? `None of the newest ${MAX_LOOKED_AT.toLocaleString('en-US')} entries passes the filters (${filters.join(', ')}).`
		: await explainEmpty({
				...{ ...about, window: ALL_TIME, filters, skip: 0 },
				readNewestTime: async () => await source.readNewestTime(),
			});
	throw new InputError('Filters', 'There is no entry to show', remedy);
}
