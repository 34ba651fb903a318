import type { Authentication } from '../../uipath/credential';

/** How sentences speak of a log. */
export interface LogWords {
	/** What it is: "audit log". */
	name: string;
	/** With the indefinite article: "an audit log". */
	a: string;
	/** The scope to ask for, and the one that includes it. */
	scope: string;
	widerScope: string;
	/** What may be the matter where its entries do not come in order; empty where nobody knows. */
	ifUnordered: string;
	/** What else may be the matter where it does not accept a token; empty where nothing is. */
	ifTokenRefused: string;
	/** What to do where an organization may not have it; empty where every one has. */
	ifAbsent: string;
}

/** What the words of an error depend on, beside the error. */
export interface Situation {
	log: LogWords;
	authentication: Authentication;
	/** The names of the fields that the operation at hand has, as the editor shows them. */
	fields: ReadonlySet<string>;
	/** The name of a log that the token may read, where it may not read this one. */
	readable?: string;
}

/** What a user reads. */
export interface Words {
	/** One sentence that says what happened, without a full stop. */
	message: string;
	/** What the user can do about it. */
	remedy: string;
}

/** Something to do with a field of the node: `['Timeout', 'raise Timeout']`. */
export type FieldAdvice = readonly [field: string, advice: string];

/**
 * Those pieces of advice whose fields the operation has, as one sentence that begins with a capital
 * letter.
 *
 * @param always advice that needs no field; comes last
 */
export function advise(
	{ fields }: Situation,
	advice: readonly FieldAdvice[],
	always?: string,
): string {
	const parts = advice.filter(([field]) => fields.has(field)).map(([, text]) => text);
	const all = always === undefined ? parts : [...parts, always];
	const last = all.at(-1) ?? '';
	const text = all.length < 2 ? last : `${all.slice(0, -1).join(', ')}, or ${last}`;
	return text && `${text[0]?.toUpperCase()}${text.slice(1)}.`;
}

/** The names of those fields that the operation has: "Language and Size". */
export function listFields({ fields }: Situation, names: readonly string[]): string {
	return names.filter((name) => fields.has(name)).join(' and ');
}
