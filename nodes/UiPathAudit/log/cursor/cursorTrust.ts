import type { IdentifiedEntry } from './page';

/**
 * Whether page cursors lead on from where an answer ended. They do not if the server changes the order
 * among entries of one time, or goes by something else than that order.
 */
export type CursorTrust = 'unknown' | 'proven' | 'refuted';

/**
 * Entries to ask for, so that the cursor leads into what is known already.
 *
 * @param minTop the fewest that can be asked for
 */
export function halve(entries: readonly IdentifiedEntry[], minTop: number): number {
	return Math.max(minTop, Math.floor(entries.length / 2));
}

/**
 * What a second answer, to the question for fewer entries, says of page cursors.
 *
 * @param known the first answer
 * @returns `unknown` where its cursor has to be followed to see
 */
export function judgeHalf(
	known: readonly IdentifiedEntry[],
	half: readonly IdentifiedEntry[],
): CursorTrust {
	if (!isSameOrder(known.slice(0, half.length), half)) return 'refuted';
	if (half.length < known.length) return 'unknown';
	// The server gives no fewer. An order by ids is one that a cursor with an id can go by.
	return isOrderedById(known) ? 'proven' : 'refuted';
}

/**
 * What the answer that the cursor of the half leads to says of page cursors: it has to begin with the
 * rest of what is known. The entry that a cursor names may come again.
 */
export function judgeRest(
	known: readonly IdentifiedEntry[],
	half: readonly IdentifiedEntry[],
	answer: readonly IdentifiedEntry[],
): CursorTrust {
	const rest = known.slice(half.length);
	const before = new Set(half.slice(0, -1).map(({ id }) => id));
	const leadsBack = answer.some(({ id }) => before.has(id));
	const start = answer.slice(0, rest.length + 1);
	return !leadsBack && isSameOrder(rest, start) ? 'proven' : 'refuted';
}

/**
 * Whether entries that both have are in the same order, and most of them are there: a few may have
 * come, or may be gone.
 */
function isSameOrder(
	before: readonly IdentifiedEntry[],
	after: readonly IdentifiedEntry[],
): boolean {
	const ids = new Set(after.map(({ id }) => id));
	const kept = before.filter(({ id }) => ids.has(id));
	const places = new Map(kept.map(({ id }, place) => [id, place]));
	const again = after.flatMap(({ id }) => places.get(id) ?? []);
	return 2 * kept.length >= before.length && again.every((place, index) => place === index);
}

/** Whether entries of one time are in the order of their ids, be it up or down. */
function isOrderedById(entries: readonly IdentifiedEntry[]): boolean {
	const steps = entries.slice(1).flatMap(({ at, id }, index) => {
		const before = entries[index];
		return before && before.at === at ? [before.id < id] : [];
	});
	return steps.every((step) => step === steps[0]);
}

/** The entries of one time that answers have shown one after the other. */
export class TieChain {
	private readonly ids = new Set<string>();
	private last: string | undefined;

	/** @param shown in the order of the answer that has led to this time */
	constructor(shown: readonly IdentifiedEntry[]) {
		this.add(shown);
	}

	/**
	 * Takes note of what a page cursor has led to.
	 *
	 * @returns whether the order is another one than before: entries come again. Only the one that the
	 *   cursor names may.
	 */
	noteOlder(shown: readonly IdentifiedEntry[]): boolean {
		const next = shown[0]?.id === this.last ? shown.slice(1) : shown;
		const hasRepeated = next.some(({ id }) => this.ids.has(id));
		this.add(next);
		return hasRepeated;
	}

	private add(shown: readonly IdentifiedEntry[]): void {
		for (const { id } of shown) this.ids.add(id);
		this.last = shown.at(-1)?.id ?? this.last;
	}
}
