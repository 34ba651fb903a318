import type { AuditEntry } from './entry';

/** Up to this length V8 itself shares the texts of parsed JSON (`kMaxInternalizedStringValueLength`). */
const MAX_LENGTH_SHARED_ANYWAY = 10;

/** Bounds the memory where the texts turn out to be all different. */
const MAX_TEXTS = 10_000;

/**
 * Keeps one copy of each text that entries have in common: parsed JSON has one for every entry,
 * and of a long log these copies are the larger part.
 */
export class SharedTexts {
	private readonly texts = new Map<string, string>();

	/** @param properties those whose few values come again and again */
	constructor(private readonly properties: readonly string[]) {}

	/** Has the entries share their texts with each other and with those before them. */
	share(entries: AuditEntry[]): void {
		for (const entry of entries) {
			for (const property of this.properties) {
				const text = entry[property];
				if (typeof text !== 'string' || text.length <= MAX_LENGTH_SHARED_ANYWAY) continue;
				const known = this.texts.get(text);
				if (known !== undefined) entry[property] = known;
				else if (this.texts.size < MAX_TEXTS) this.texts.set(text, text);
			}
		}
	}
}
