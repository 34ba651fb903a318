/** A field of a credential, or a property of an entry, as text; empty where it is missing or is no text. */
export function toText(value: unknown): string {
	return typeof value === 'string' ? value : '';
}
