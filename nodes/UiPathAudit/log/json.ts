/** Fewer digits than these JavaScript never rounds. */
const MANY_DIGITS = /\d[\d.]{15}/;

/**
 * Reads JSON. A whole number that JavaScript would round becomes the text that it was written with.
 *
 * @throws SyntaxError where the text is no JSON
 */
export function parseJson(text: string): unknown {
	// Looking at every value makes reading several times slower, and most texts have no such number.
	return MANY_DIGITS.test(text) ? JSON.parse(text, keepLargeNumbers) : JSON.parse(text);
}

function keepLargeNumbers(_key: string, value: unknown, context?: { source?: string }): unknown {
	const isRounded = Number.isInteger(value) && !Number.isSafeInteger(value);
	const { source } = context ?? {};
	return isRounded && source !== undefined && MANY_DIGITS.test(source) ? source : value;
}
