import type { AuditEntry } from './entry';

/** Says whether an entry is wanted. */
export type EntryFilter = (entry: AuditEntry) => boolean;

/** What a property of an entry must be like; an empty list or text asks for nothing. */
export type FilterCondition = { property: string } & (
	| { anyOf: readonly string[] }
	| { contains: string }
);

/**
 * Makes a filter of conditions, which an entry must meet all together. Upper and lower case do not
 * count; a property that is null or missing reads as empty text.
 *
 * @returns undefined where the conditions let everything through
 */
export function makeFilter(conditions: readonly FilterCondition[]): EntryFilter | undefined {
	const tests = conditions.map(makeTest).filter((test) => test !== undefined);
	return tests.length === 0 ? undefined : (entry) => tests.every((test) => test(entry));
}

function makeTest(condition: FilterCondition): EntryFilter | undefined {
	const { property } = condition;
	if ('contains' in condition) {
		const needle = foldCase(condition.contains);
		return needle === '' ? undefined : (entry) => readFolded(entry, property).includes(needle);
	}
	const values = new Set(condition.anyOf.map(foldCase));
	return values.size === 0 ? undefined : (entry) => values.has(readFolded(entry, property));
}

function readFolded(entry: AuditEntry, property: string): string {
	const value = entry[property];
	return typeof value === 'string' ? foldCase(value) : '';
}

function foldCase(text: string): string {
	return text.normalize('NFC').toLowerCase();
}
