import type { IdentifiedEntry } from './page';

/** How often a page of entries of one time is asked for, to see whether their order stays. */
const LOOKS = 3;

/**
 * The entries of one time that answers have shown, where they do not fit in one. Page cursors lead
 * through all of them only if the server always has the same order among them.
 */
export class TieChain {
	private looks = 0;

	/** @param shown in the order of the answer that has led to this time */
	constructor(private shown: IdentifiedEntry[]) {}

	/** Whether the order has stayed the same so often that page cursors can be trusted. */
	get isTrusted(): boolean {
		return this.looks >= LOOKS;
	}

	/**
	 * Takes note of an answer that begins with this time.
	 *
	 * @returns whether the order is another one than before
	 */
	noteWindow(shown: IdentifiedEntry[]): boolean {
		const hasChanged = this.looks > 0 && !isSameOrder(this.shown, shown);
		this.shown = shown;
		this.looks++;
		return hasChanged;
	}

	/**
	 * Takes note of what a page cursor has led to.
	 *
	 * @returns whether the order is another one than before: entries come again. Only the one that the
	 *   cursor names may.
	 */
	noteOlder(shown: readonly IdentifiedEntry[]): boolean {
		const ids = new Set(this.shown.map(({ id }) => id));
		const isRepeatedByCursor = shown[0]?.id === this.shown.at(-1)?.id;
		const next = isRepeatedByCursor ? shown.slice(1) : shown;
		for (const entry of next) this.shown.push(entry);
		return next.some(({ id }) => ids.has(id));
	}
}

/** Whether entries that both have are in the same order; a few may have come, or may be gone. */
function isSameOrder(
	before: readonly IdentifiedEntry[],
	after: readonly IdentifiedEntry[],
): boolean {
	const ids = new Set(after.map(({ id }) => id));
	const kept = before.filter(({ id }) => ids.has(id));
	const places = new Map(kept.map(({ id }, place) => [id, place]));
	const again = after.flatMap(({ id }) => places.get(id) ?? []);
	const most = Math.min(before.length, after.length);
	return 2 * kept.length >= most && again.every((place, index) => place === index);
}
