import { isDeepStrictEqual } from 'node:util';

type Row = Record<string, unknown>;

type Column = readonly [field: string, width: number];

const columns: readonly Column[] = [
	['time', 28],
	['category', 12],
	['action', 18],
	['user', 20],
	['message', 50],
];

/** Columns that a terminal uses for a character: names in the log are in many scripts. */
function widthOf(character: string): number {
	return /[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\uff00-\uff60]/.test(character)
		? 2
		: 1;
}

function cell(value: unknown, width: number): string {
	const text = typeof value === 'string' ? value.replace(/\s+/g, ' ') : '';
	const characters = Array.from(new Intl.Segmenter().segment(text), ({ segment }) => segment);
	let used = characters.reduce((sum, character) => sum + widthOf(character), 0);
	if (used > width) {
		// One column less, for the ellipsis.
		while (used > width - 1) used -= widthOf(characters.pop() ?? ' ');
		characters.push('…');
		used += 1;
	}
	return characters.join('') + ' '.repeat(Math.max(0, width - used));
}

/** Audit entries as lines of a table: the columns that tell what happened, cut to fit. */
export function entryTable(entries: readonly Row[]): string {
	const head = columns.map(([field, width]) => cell(field, width));
	const rule = columns.map(([, width]) => '─'.repeat(width));
	const rows = entries.map((entry) => columns.map(([field, width]) => cell(entry[field], width)));
	return [head, rule, ...rows].map((cells) => `  ${cells.join('  ').trimEnd()}`).join('\n');
}

/** What differs between two lists, in a sentence; undefined when they are equal. */
export function firstDifference(
	actual: readonly unknown[],
	expected: readonly unknown[],
): string | undefined {
	const at = expected.findIndex((entry, index) => !isDeepStrictEqual(actual[index], entry));
	if (at >= 0) {
		return `entry ${at} is ${JSON.stringify(actual[at])}, not ${JSON.stringify(expected[at])}`;
	}
	if (actual.length === expected.length) return undefined;
	return `there are ${actual.length} entries, not ${expected.length}`;
}

/** 12,345 with separators, whatever the machine's language is. */
export function count(value: number): string {
	return value.toLocaleString('en-US');
}
