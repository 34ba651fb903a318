import { ENTRY_ID } from '../../log/entryId';
import { InputError } from '../inputError';
import { quote, readTextList } from '../parameters';
import { OTHER_FIELDS } from './csv';
import type { Format } from './exportFields';

/** Which fields a file is to have. */
export interface Columns {
	/** In their order; for JSON Lines, those that come first. */
	names: readonly string[];
	/** Whether the user has chosen them, so that there are no others. */
	isChosen: boolean;
}

/** What there is to choose from. */
export interface Choice {
	/** The properties that entries have, by UiPath's documentation. */
	properties: readonly string[];
	format: Format;
	/** Whether entries are given an id. */
	hasEntryId: boolean;
}

/**
 * Reads the field Fields: names that are separated by commas, whatever their case. All there are where
 * it is empty.
 *
 * @throws InputError where a name is none of an entry's
 */
export function readColumns(value: unknown, { properties, format, hasEntryId }: Choice): Columns {
	const id = hasEntryId ? [ENTRY_ID] : [];
	const others = format === 'csv' ? [OTHER_FIELDS] : [];
	const all = [...id, ...properties, ...others];
	const names = readTextList(typeof value === 'string' ? value.split(',') : value, 'Fields').map(
		(name) => findName(name, all),
	);
	if (names.length === 0) return { names: all, isChosen: false };
	// Whoever asks for ids wants them, wherever they stand.
	return {
		names: [...new Set([...(names.includes(ENTRY_ID) ? [] : id), ...names])],
		isChosen: true,
	};
}

function findName(name: string, all: readonly string[]): string {
	const found = all.find((each) => each.toLowerCase() === name.toLowerCase());
	if (found !== undefined) return found;
	throw new InputError(
		'Fields',
		`'Fields' contains ${quote(name)}, which is not a field of this file`,
		`Correct 'Fields'. The fields are ${all.join(', ')}.`,
	);
}
