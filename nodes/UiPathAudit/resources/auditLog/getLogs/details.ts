import type { AuditEntry } from '../../../log/entry';

/**
 * Turns `auditLogDetails` of an entry into the object that its text describes.
 *
 * @returns the entry as it is where the text is no JSON object or list
 */
export function parseDetailsIn(entry: AuditEntry): AuditEntry {
	const text = entry.auditLogDetails;
	if (typeof text !== 'string' || !/^\s*[{[]/.test(text)) return entry;
	try {
		return { ...entry, auditLogDetails: JSON.parse(text, keepLargeNumbers) as unknown };
	} catch {
		return entry;
	}
}

/** A whole number that JavaScript would round is kept as the text that it was written with. */
function keepLargeNumbers(_key: string, value: unknown, context?: { source?: string }): unknown {
	const isRounded = Number.isInteger(value) && !Number.isSafeInteger(value);
	return isRounded && context?.source !== undefined ? context.source : value;
}
