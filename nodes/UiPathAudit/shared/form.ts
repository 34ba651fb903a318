import type { AuditEntry } from '../log/entry';
import { parseInstant } from '../log/instant';
import { parseDetailsIn } from './details';
import { readSwitch } from './parameters';

/** In which form entries are returned: in short, as UiPath sent them, or that with details parsed. */
export type EntryForm = 'simplified' | 'raw' | 'rawWithDetails';

/** Brings an entry into a form. */
export type Forms = Record<EntryForm, (entry: AuditEntry) => AuditEntry>;

/**
 * The forms of a log's entries.
 *
 * @param simplify makes the short form
 * @param detailsProperty the property of an entry that holds its details as JSON text
 */
export function makeForms(
	simplify: (entry: AuditEntry) => AuditEntry,
	detailsProperty: string,
): Forms {
	return {
		simplified: simplify,
		raw: (entry) => entry,
		rawWithDetails: (entry) => parseDetailsIn(entry, detailsProperty),
	};
}

/**
 * Reads the fields Simplify and Parse Details.
 *
 * @throws InputError where one of them is neither on nor off
 */
export function readForm(simplified: unknown, parseDetails: unknown): EntryForm {
	if (readSwitch(simplified ?? true, 'Simplify')) return 'simplified';
	return readSwitch(parseDetails, 'Parse Details') ? 'rawWithDetails' : 'raw';
}

/** A time in UTC that keeps every tick; what is no time stays as it is. */
export function toUtc(written: unknown): unknown {
	const instant = typeof written === 'string' ? parseInstant(written) : undefined;
	return instant === undefined ? written : `${instant.replace(/\.?0+$/, '')}Z`;
}
