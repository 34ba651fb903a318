import { DIGEST_LENGTH } from './digest';
import { Sketch } from './sketch';

/** Keys up to this many are kept one by one; of more, a sketch. */
const MAX_KEYS = 5_000;

const EACH_KEY = new RegExp(`.{${DIGEST_LENGTH}}`, 'g');

/** Late entries that may be left for a later poll beside a sketch; well below what it can tell apart. */
const MAX_LEFT = 2_000;

/** What was told, as a cursor keeps it. */
export interface ToldRecord {
	/** How many entries. */
	told: number;
	/** Their keys, one after the other … */
	digests?: string;
	/** … or a sketch of them. */
	sketch?: string;
}

/** The entries of the late window that have been told, by their keys. */
export class Told {
	private constructor(
		/** How many there are. */
		readonly count: number,
		private readonly keys: ReadonlySet<string> | undefined,
		private readonly sketch: Sketch | undefined,
	) {}

	/** Entries with these keys. */
	static of(keys: readonly string[]): Told {
		return keys.length <= MAX_KEYS
			? new Told(keys.length, new Set(keys), undefined)
			: new Told(keys.length, undefined, Sketch.of(keys));
	}

	/**
	 * Whether late entries may be left for a later poll. A sketch could not tell very many of them from
	 * what has been told.
	 *
	 * @param late how many there are
	 * @param told how many of their window have been told
	 * @param maxEntries how many are to be told now
	 */
	static canLeave(late: number, told: number, maxEntries: number): boolean {
		return told + maxEntries <= MAX_KEYS || late - maxEntries <= MAX_LEFT;
	}

	/**
	 * Of entries that were told only the number is certain, because they look different now. Not to be
	 * kept.
	 */
	static onlyCounted(count: number): Told {
		return new Told(count, undefined, undefined);
	}

	/** @returns undefined where the record is damaged */
	static read({ told, digests, sketch: text }: ToldRecord): Told | undefined {
		if (digests !== undefined) {
			const keys = digests.match(EACH_KEY) ?? [];
			const isWhole = keys.length * DIGEST_LENGTH === digests.length && keys.length === told;
			return isWhole && /^[\w-]*$/.test(digests) ? Told.of(keys) : undefined;
		}
		const sketch = text === undefined ? undefined : Sketch.read(text);
		return sketch && new Told(told, undefined, sketch);
	}

	/** What a cursor keeps. */
	write(): ToldRecord {
		const { count: told, keys, sketch } = this;
		return keys ? { told, digests: [...keys].join('') } : { told, sketch: sketch?.write() };
	}

	/**
	 * Finds the keys of entries that have not been told.
	 *
	 * @returns undefined where too many have come at once to tell which they are
	 */
	findUnknown(keys: readonly string[]): Set<string> | undefined {
		const { keys: known, sketch } = this;
		if (known) return new Set(keys.filter((key) => !known.has(key)));
		if (sketch) return sketch.findUnknown(keys);
		return keys.length <= this.count ? new Set() : undefined;
	}
}
