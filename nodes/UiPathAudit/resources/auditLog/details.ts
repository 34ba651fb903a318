import type { AuditEntry } from '../../log/entry';

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
		return JSON.parse(text, keepLargeNumbers) as unknown;
	} catch {
		return text;
	}
}

/** A whole number that JavaScript would round is kept as the text that it was written with. */
function keepLargeNumbers(_key: string, value: unknown, context?: { source?: string }): unknown {
	const isRounded = Number.isInteger(value) && !Number.isSafeInteger(value);
	return isRounded && context?.source !== undefined ? context.source : value;
}
