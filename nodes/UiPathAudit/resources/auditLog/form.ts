import type { AuditEntry } from '../../log/entry';
import { readSwitch } from '../../shared/parameters';
import { parseDetailsIn } from './details';
import { simplify } from './simplify';

/** In which form entries are returned: in short, as UiPath sent them, or that with details parsed. */
export type EntryForm = 'simplified' | 'raw' | 'rawWithDetails';

/**
 * Reads the fields Simplify and Parse Details.
 *
 * @throws InputError where one of them is neither on nor off
 */
export function readForm(simplified: unknown, parseDetails: unknown): EntryForm {
	if (readSwitch(simplified ?? true, 'Simplify')) return 'simplified';
	return readSwitch(parseDetails, 'Parse Details') ? 'rawWithDetails' : 'raw';
}

/** Brings an entry into a form. */
export const FORMS: Record<EntryForm, (entry: AuditEntry) => AuditEntry> = {
	simplified: simplify,
	raw: (entry) => entry,
	rawWithDetails: parseDetailsIn,
};
