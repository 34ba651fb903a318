import { createHash } from 'crypto';
import { writeCanonically } from './canonical';
import { TimedEntry, type AuditEntry } from './entry';
import type { Instant } from './instant';
import type { Scan } from './stretch';

/** The property that holds an entry's id. */
export const ENTRY_ID = 'entryId';

/** Hexadecimal digits of the digest in an id: 128 bits, so that no two different entries share one. */
const DIGEST_DIGITS = 32;

/**
 * Gives each entry of a scan an id of its own: a digest over its properties, and its number among the
 * entries that are equal in all of them. As equal entries have one time, and a window has all entries of
 * a time or none, the ids are the same in every run, whatever its window, order, pages or filters. An
 * entry that has a property of that name already keeps it, unless it is null.
 */
export function identifyEntries(scan: Scan): Scan {
	return async function* (query) {
		const ids = new EntryIds();
		// Those that are passed over would be missing from the numbers of their equals.
		for await (const stretch of scan({ ...query, skip: 0 })) {
			const settled = stretch.settled.map((timed) => identify(timed, ids));
			const edgeIds = ids.copy();
			const edge = stretch.edge.map((timed) => identify(timed, edgeIds));
			yield { ...stretch, settled, edge };
		}
	};
}

function identify({ at, entry }: TimedEntry, ids: EntryIds): TimedEntry {
	const own = entry[ENTRY_ID];
	if (own !== undefined && own !== null) return new TimedEntry(at, entry);
	return new TimedEntry(at, { ...entry, [ENTRY_ID]: ids.make(at, entry) });
}

/** Numbers equal entries, time by time. */
class EntryIds {
	private time: Instant | undefined;
	/** How many entries of that time have had a digest. */
	private counts = new Map<string, number>();

	/** Goes on by itself, for entries that come again. */
	copy(): EntryIds {
		const copy = new EntryIds();
		copy.time = this.time;
		copy.counts = new Map(this.counts);
		return copy;
	}

	make(at: Instant, entry: AuditEntry): string {
		if (at !== this.time) {
			this.time = at;
			this.counts.clear();
		}
		const digest = makeDigest(entry);
		const number = (this.counts.get(digest) ?? 0) + 1;
		this.counts.set(digest, number);
		return `${digest}-${number}`;
	}
}

function makeDigest(entry: AuditEntry): string {
	const hash = createHash('sha256').update(writeCanonically(entry));
	return hash.digest('hex').slice(0, DIGEST_DIGITS);
}
