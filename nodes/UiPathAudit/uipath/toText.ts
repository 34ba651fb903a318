/** A field of a credential as text; empty where it is missing or is no text. */
export function toText(value: unknown): string {
	return typeof value === 'string' ? value : '';
}
