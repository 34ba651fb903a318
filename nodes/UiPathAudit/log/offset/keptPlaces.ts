import { countTexts } from './tally';

/** One answer's part of a group: what stood at its places, from the first on. */
export interface Sight {
	first: number;
	texts: string[];
}

/** The texts that each place has shown. */
export type ShownTexts = ReadonlyMap<number, ReadonlySet<string>>;

/**
 * The copies of each text, where every text has either been at places only that have shown nothing
 * else, which then are its copies; or at none of these, and then so many of it exist as one answer
 * has shown.
 *
 * @param places the texts that each place has ever shown
 * @param sideBySide the most copies of each text in one answer
 * @returns undefined where a text has been at places of both kinds
 */
export function countKept(
	places: ShownTexts,
	sideBySide: ReadonlyMap<string, number>,
): Map<string, number> | undefined {
	const shown = [...places.values()];
	const kept = countTexts(shown.filter(({ size }) => size === 1).flatMap((texts) => [...texts]));
	const changing = new Set(shown.filter(({ size }) => size > 1).flatMap((texts) => [...texts]));
	for (const text of changing) {
		if (kept.has(text)) return undefined;
		kept.set(text, sideBySide.get(text) ?? 0);
	}
	return kept;
}

/** Whether a place that answers show has not shown in them a text that it has shown before. */
export function hasStale(places: ShownTexts, sights: Sight[]): boolean {
	const lately = new Map<number, Set<string>>();
	for (const { first, texts } of sights) {
		for (const [index, text] of texts.entries()) {
			lately.set(first + index, (lately.get(first + index) ?? new Set()).add(text));
		}
	}
	return [...lately].some(([place, texts]) => texts.size < (places.get(place)?.size ?? 0));
}
