import type { AuditEntry } from './entry';

/**
 * Writes an entry as text that is the same in whichever order its properties come. A property that is
 * null is as good as missing.
 *
 * @returns JSON: a list of pairs of name and value, sorted by name in the order of UTF-16 code units
 */
export function writeCanonically(entry: AuditEntry): string {
	const set = Object.entries(entry).filter(([, value]) => value !== null && value !== undefined);
	return JSON.stringify(
		set.sort(compareNames).map(([name, value]) => [name, sortProperties(value)]),
	);
}

/** The value with the properties of all objects in it in order. */
export function sortProperties(value: unknown): unknown {
	if (typeof value !== 'object' || value === null) return value;
	if (Array.isArray(value)) return value.map(sortProperties);
	const sorted = Object.entries(value).sort(compareNames);
	return Object.fromEntries(sorted.map(([name, each]) => [name, sortProperties(each)]));
}

function compareNames([a]: [string, unknown], [b]: [string, unknown]): number {
	return a < b ? -1 : 1;
}
