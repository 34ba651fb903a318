import type { AuditEntry } from '../log/entry';
import { parseJson } from '../log/json';

/**
 * Turns the details of an entry into the object that their text describes.
 *
 * @param property the property that holds them
 * @returns the entry as it is where the text is no JSON object or list
 */
export function parseDetailsIn(entry: AuditEntry, property: string): AuditEntry {
	const details = parseDetails(entry[property]);
	return details === entry[property] ? entry : { ...entry, [property]: details };
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
