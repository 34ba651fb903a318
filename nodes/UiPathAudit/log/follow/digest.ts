import { createHash } from 'crypto';
import { writeCanonically } from '../canonical';
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

function makeDigest(text: string): string {
	return createHash('sha256').update(text).digest().subarray(0, DIGEST_BYTES).toString('base64url');
}
