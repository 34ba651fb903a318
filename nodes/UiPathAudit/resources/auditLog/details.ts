import type { AuditEntry } from '../../log/entry';
import { parseJson } from '../../log/json';

/**
 * Turns `auditLogDetails` of an entry into the object that its text describes.
 *
 * @returns the entry as it is where the text is no JSON object or list
 */
export function parseDetailsIn(entry: AuditEntry): AuditEntry {
	const details = parseDetails(entry.auditLogDetails);
	return details === entry.auditLogDetails ? entry : { ...entry, auditLogDetails: details };
}

/**
 * The object or list that a JSON text describes.
 *
 * @returns the text as it is where it describes none
 */
export function parseDetails(text: unknown): unknown {
	if (typeof text !== 'string' || !/^\s*[{[]/.test(text)) return text;
	try {
		return parseJson(text);
	} catch {
		return text;
	}
}
