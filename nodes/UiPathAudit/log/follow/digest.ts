import { createHash } from 'crypto';
import type { AuditEntry, TimedEntry } from '../entry';

/** Bytes of a digest: two different entries have the same one in one case of 2^48. */
export const DIGEST_BYTES = 6;

/** Characters of a digest as text. */
export const DIGEST_LENGTH = (DIGEST_BYTES * 8) / 6;

/** An entry with what tells it from others. */
export interface DigestedEntry extends TimedEntry {
	/** The same for entries that are equal in every property. */
	digest: string;
	/** The digest with the entry's number among its equals, so that no two entries share it. */
	key: string;
}

/**
 * Digests entries. Nobody can read out of a digest what it was made from.
 *
 * @param entries all entries of each time that they hold, so that equal ones are numbered alike in
 *   every reading
 * @param identify what tells an entry from others
 */
export function digestEntries(
	entries: readonly TimedEntry[],
	identify: (entry: AuditEntry) => string = writeCanonically,
): DigestedEntry[] {
	const seen = new Map<string, number>();
	return entries.map(({ at, entry }) => {
		const digest = makeDigest(`${at}${identify(entry)}`);
		const number = (seen.get(digest) ?? 0) + 1;
		seen.set(digest, number);
		const key = number === 1 ? digest : makeDigest(`${digest}#${number}`);
		return { at, entry, digest, key };
	});
}

/** The properties in an order of their own; one that is null is as good as missing. */
function writeCanonically(entry: AuditEntry): string {
	const set = Object.entries(entry).filter(([, value]) => value !== null && value !== undefined);
	return JSON.stringify(set.sort(([a], [b]) => (a < b ? -1 : 1)));
}

function makeDigest(text: string): string {
	return createHash('sha256').update(text).digest().subarray(0, DIGEST_BYTES).toString('base64url');
}
