import type { Instant } from './instant';
import type { Scan } from './stretch';
import { ALL_TIME } from './timeWindow';

/** Entries to ask for: enough to show in the answer itself that the server sorts as it is asked to. */
const ENTRIES = 10;

/**
 * The time of a log's newest entry, from an answer whose order is certain: a single entry could be any.
 *
 * @returns undefined where the log is empty
 * @throws LogError where it cannot be told, or as the log's reader does
 */
export async function findNewest(scan: Scan): Promise<Instant | undefined> {
	const wanted = () => ENTRIES;
	const stretches = scan({
		...{ order: 'desc', window: ALL_TIME, skip: 0, concurrency: 1 },
		...{ firstTop: ENTRIES, pageSize: ENTRIES, needed: wanted, most: wanted },
	});
	for await (const { settled, edge, isOrderShown } of stretches) {
		const newest = settled[0] ?? (isOrderShown ? edge[0] : undefined);
		if (newest) return newest.at;
	}
	return undefined;
}
