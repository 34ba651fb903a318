/** How often a request is sent before it is given up. */
export const MOST_TRIES = 5;

/** The longest that a server may ask to wait, in milliseconds; a run must not sit there for hours. */
export const LONGEST_WAIT_MS = 5 * 60_000;

const FIRST_BACKOFF_MS = 500;
const LONGEST_BACKOFF_MS = 30_000;

/** A date in seconds since 1970 rather than a number of seconds from now. */
const LEAST_EPOCH_SECONDS = 1_000_000_000;

const PASSING_STATUS = new Set([408, 429, 500, 502, 503, 504]);

/** Whether a status says that the same request may succeed a little later. */
export function isPassingStatus(status: number): boolean {
	return PASSING_STATUS.has(status);
}

/**
 * How long to wait before a further try, by itself: exponential with full jitter, so that many
 * workflows that failed together do not come back together.
 *
 * @param failures tries that have failed so far, from 1
 * @param random a number from 0 to 1
 * @returns milliseconds
 */
export function backoffMs(failures: number, random = Math.random()): number {
	const ceiling = Math.min(LONGEST_BACKOFF_MS, FIRST_BACKOFF_MS * 2 ** (failures - 1));
	return Math.ceil(ceiling * random);
}

/**
 * How long the server asks to wait, by `Retry-After` (seconds or a date) or, where it throttles,
 * `RateLimit-Reset` (seconds); UiPath's services send one, the other or neither. With any other
 * status the latter only informs.
 *
 * @param headers with lower-case names
 * @param now milliseconds since 1970
 * @returns milliseconds, or undefined where it does not ask
 */
export function requestedWaitMs(
	status: number,
	headers: Record<string, unknown>,
	now: number,
): number | undefined {
	const resets = status === 429 ? ['ratelimit-reset', 'x-ratelimit-reset'] : [];
	const named = ['retry-after', ...resets];
	for (const name of named) {
		const value = headers[name];
		const wait = value === undefined ? undefined : waitOf(String(value).trim(), now);
		if (wait !== undefined) return wait;
	}
	return undefined;
}

function waitOf(value: string, now: number): number | undefined {
	if (/^\d+(\.\d+)?$/.test(value)) {
		const seconds = Number(value);
		const fromNow = seconds >= LEAST_EPOCH_SECONDS ? seconds - now / 1_000 : seconds;
		return Math.max(0, Math.ceil(fromNow * 1_000));
	}
	const date = Date.parse(value);
	return Number.isNaN(date) ? undefined : Math.max(0, date - now);
}
