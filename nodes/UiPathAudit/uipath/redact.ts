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
	for (const secret of secrets) {
		if (secret.length < MIN_SECRET_LENGTH) continue;
		for (const spelling of listSpellings(secret)) {
			clean = clean.replace(new RegExp(`${escapePattern(spelling)}={0,2}`, 'gi'), MARK);
		}
	}
	for (const shape of TOKEN_SHAPES) {
		clean = clean.replace(shape, (_match, kept: unknown) =>
			typeof kept === 'string' && /[=:]/.test(kept) ? `${kept}${MARK}` : MARK,
		);
	}
	return clean;
}

function listSpellings(secret: string): string[] {
	const bytes = Buffer.from(secret);
	const encoded = encodeURIComponent(secret);
	return [
		secret,
		encoded,
		encodeURIComponent(encoded),
		JSON.stringify(secret).slice(1, -1),
		bytes.toString('base64').replace(/=+$/, ''),
		bytes.toString('base64url'),
		bytes.toString('hex'),
	];
}

function escapePattern(text: string): string {
	return text.replace(/[.*+?^${}()|[\]\\/]/g, '\\$&');
}
