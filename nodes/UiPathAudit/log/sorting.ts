import { sortProperties } from './canonical';
import type { SortOrder, TimedEntry } from './entry';

/**
 * Makes a function that compares entries by a property and, where it is the same, by time. Texts
 * compare by their code units, so that the order is the same on every machine; a missing value
 * comes before any text. `desc` is `asc` turned round, time included.
 */
export function makeComparer(
	property: string,
	order: SortOrder,
): (a: TimedEntry, b: TimedEntry) => number {
	const sign = order === 'asc' ? 1 : -1;
	return (a, b) => sign * (compare(a.entry[property], b.entry[property]) || compare(a.at, b.at));
}

function compare(a: unknown, b: unknown): number {
	const left = rank(a);
	const right = rank(b);
	if (left[0] !== right[0]) return left[0] - right[0];
	return left[1] < right[1] ? -1 : left[1] > right[1] ? 1 : 0;
}

function rank(value: unknown): [isPresent: number, text: string] {
	if (value === null || value === undefined) return [0, ''];
	// An object may have a property toString of its own, which is no function.
	const isObject = typeof value === 'object';
	return [1, isObject ? JSON.stringify(sortProperties(value)) : String(value)];
}
