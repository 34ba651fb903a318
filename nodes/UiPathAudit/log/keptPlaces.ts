import { countOf, raise } from './tally';

/** One answer's part of a group: what stood at its places, from the first on. */
export interface Sight {
	first: number;
	texts: string[];
}

/**
 * The copies of each text if a place that has shown one text only holds it in every order of the
 * server's: one for each such place, and of the others as many as one answer has shown.
 *
 * @param places the texts that each place has ever shown
 * @param sights the answers to go by; a place that none of them shows counts by what it has shown
 */
export function countKept(
	places: ReadonlyMap<number, ReadonlySet<string>>,
	sights: Sight[],
): Map<string, number> {
	const lately = new Map<number, Set<string>>();
	for (const { first, texts } of sights) {
		for (const [index, text] of texts.entries()) {
			lately.set(first + index, (lately.get(first + index) ?? new Set()).add(text));
		}
	}
	const shownAt = (place: number) => [...(lately.get(place) ?? places.get(place) ?? [])];
	const kept = new Set([...places.keys()].filter((place) => shownAt(place).length === 1));
	const copies = countOf([...kept].flatMap(shownAt));
	const elsewhere = new Map<string, number>();
	for (const { first, texts } of sights) {
		raise(elsewhere, countOf(texts.filter((_, index) => !kept.has(first + index))));
	}
	for (const [text, count] of elsewhere) copies.set(text, (copies.get(text) ?? 0) + count);
	return copies;
}
