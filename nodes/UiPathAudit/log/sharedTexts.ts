import type { AuditEntry, EntryProperty } from './entry';

/** Properties whose few values come again and again. */
const REPETITIVE: readonly EntryProperty[] = [
	'category',
	'action',
	'userName',
	'email',
	'message',
	'source',
];

/** Up to this length V8 itself shares the texts of parsed JSON (`kMaxInternalizedStringValueLength`). */
const SHARED_ANYWAY = 10;

/** Bounds the memory where the texts turn out to be all different. */
const MOST_TEXTS = 10_000;

/**
 * Keeps one copy of each text that entries have in common: parsed JSON has one for every entry,
 * and of a long log these copies are the larger part.
 */
export class SharedTexts {
	private readonly texts = new Map<string, string>();

	/** Has the entries share their texts with each other and with those before them. */
	share(entries: AuditEntry[]): void {
		for (const entry of entries) {
			for (const property of REPETITIVE) {
				const text = entry[property];
				if (typeof text !== 'string' || text.length <= SHARED_ANYWAY) continue;
				const known = this.texts.get(text);
				if (known !== undefined) entry[property] = known;
				else if (this.texts.size < MOST_TEXTS) this.texts.set(text, text);
			}
		}
	}
}
