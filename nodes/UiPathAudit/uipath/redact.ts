const MARK = '***';

/** Shorter values are more likely to be a word of the text than a secret in it. */
const MIN_SECRET_LENGTH = 6;

/** Headers, JSON Web Tokens, UiPath's refresh tokens, and values beside a name that says it all. */
const TOKEN_SHAPES = [
	/\b(bearer|basic)\s+[\w.~+/=-]+/gi,
	/\beyJ[\w-]+\.[\w-]+(\.[\w-]*)?/g,
	/\brt_[\w-]{16,}/g,
	/((?:access_token|refresh_token|client_secret|id_token|password|token)["']?\s*[=:]\s*["']?)[^\s"'&,;]+/gi,
];

/** A part of a token between dots is as good as the token where it is long enough to be no word. */
const MIN_PART_LENGTH = 16;

/** What may stand between two characters of a secret: a line break, an escape, nothing visible. */
const BETWEEN = '[\\s\\p{Cc}\\p{Cf}\\\\]*';

/**
 * Takes secrets out of a text that comes from elsewhere before a user sees it: the ones that are
 * known, in the spellings they may be echoed in, and whatever has the shape of a token.
 *
 * @param text for instance what a server said about an error
 * @param secrets token, client secret and the like
 */
export function redact(text: string, secrets: string[]): string {
	// Characters that cannot be seen would split a secret for the search and not for the reader.
	let clean = text.replace(/\p{Cf}/gu, '');
	for (const secret of secrets.flatMap(listParts)) {
		for (const spelling of listSpellings(secret)) {
			clean = clean.replace(makePattern(spelling), MARK);
		}
	}
	for (const shape of TOKEN_SHAPES) {
		clean = clean.replace(shape, (_match, kept: unknown) =>
			typeof kept === 'string' && /[=:]/.test(kept) ? `${kept}${MARK}` : MARK,
		);
	}
	return clean;
}

/**
 * A secret and those of its parts that would give it away, the longest first. White space that was
 * pasted along is not sent, so it does not come back either.
 */
function listParts(pasted: string): string[] {
	const secret = pasted.trim();
	if (secret.length < MIN_SECRET_LENGTH) return [];
	return [secret, ...secret.split('.').filter((part) => part.length >= MIN_PART_LENGTH)];
}

function listSpellings(secret: string): string[] {
	const bytes = Buffer.from(secret);
	return [
		secret,
		JSON.stringify(secret).slice(1, -1),
		bytes.toString('base64').replace(/=+$/, ''),
		bytes.toString('base64url'),
		bytes.toString('hex'),
	];
}

function makePattern(spelling: string): RegExp {
	return new RegExp(`${[...spelling].map(listForms).join(BETWEEN)}={0,2}`, 'giu');
}

/** A character as itself, and as URLs, HTML and JSON may write it. */
function listForms(character: string): string {
	if (/^[a-z0-9]$/i.test(character)) return character;
	const url = [...Buffer.from(character)].map((byte) => byte.toString(16).padStart(2, '0'));
	const code = character.codePointAt(0) ?? 0;
	const forms = [
		`\\u{${code.toString(16)}}`,
		url.map((byte) => `%(?:25)*${byte}`).join(''),
		`&#x0*${code.toString(16)};`,
		`&#0*${code};`,
		`u${code.toString(16).padStart(4, '0')}`,
		...(character === '+' ? ['\\s'] : []),
	];
	return `(?:${forms.join('|')})`;
}
