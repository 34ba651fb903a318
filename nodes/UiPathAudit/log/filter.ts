import type { AuditEntry } from './entry';

/** Says whether an entry is wanted. */
export type EntryFilter = (entry: AuditEntry) => boolean;

/** The properties that can be filtered by a list of values. */
export const LISTED_PROPERTIES = ['category', 'action', 'source', 'userName', 'email'] as const;

/** What an entry must have to be wanted; all conditions together. */
export interface FilterConditions {
	/** For each property, the values of which it must have one; an empty list asks for nothing. */
	anyOf: Partial<Record<(typeof LISTED_PROPERTIES)[number], string[]>>;
	/** Text that the message must contain. */
	messageContains: string;
}

/**
 * Makes a filter of conditions. Upper and lower case do not count; a property that UiPath left
 * null reads as empty text.
 *
 * @returns undefined where the conditions let everything through
 */
export function entryFilter({ anyOf, messageContains }: FilterConditions): EntryFilter | undefined {
	const tests: EntryFilter[] = [];
	for (const property of LISTED_PROPERTIES) {
		const values = new Set((anyOf[property] ?? []).map(foldCase));
		if (values.size > 0) tests.push((entry) => values.has(foldCase(textOf(entry[property]))));
	}
	if (messageContains !== '') {
		const needle = foldCase(messageContains);
		tests.push((entry) => foldCase(textOf(entry.message)).includes(needle));
	}
	return tests.length === 0 ? undefined : (entry) => tests.every((test) => test(entry));
}

function textOf(value: unknown): string {
	return typeof value === 'string' ? value : '';
}

function foldCase(text: string): string {
	return text.normalize('NFC').toLowerCase();
}
