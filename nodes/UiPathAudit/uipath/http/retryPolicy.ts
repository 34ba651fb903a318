import { HttpError, type HttpErrorKind } from './httpError';

/** How often a request is sent before it is given up. */
export const MAX_TRIES = 5;

/** The longest that a server may ask to wait, in milliseconds; a run must not sit there for hours. */
const MAX_WAIT_MS = 5 * 60_000;

const MIN_BACKOFF_MS = 500;
const MAX_BACKOFF_MS = 30_000;

/** How much longer the wait may be after each further failure. */
const GROWTH = 2;

/**
 * The same where the server throttles. It does so for all executions together, which know nothing of
 * each other: those that were refused have to make room, or some of them are refused each time.
 */
const THROTTLED_GROWTH = 4;

/** A date in seconds since 1970 rather than a number of seconds from now. */
const MIN_EPOCH_SECONDS = 1_000_000_000;

const PASSING_KINDS: ReadonlySet<HttpErrorKind> = new Set<HttpErrorKind>([
	'throttled',
	'server-fault',
	'cut-short',
	'too-slow',
	'unreachable',
	'closed',
]);

/** What to do about a request that failed. */
export type Verdict =
	/** No further try can go better. */
	| { error: HttpError }
	/** Try again after so many milliseconds; `forAll` where the server speaks of all requests. */
	| { waitMs: number; forAll: boolean };

/**
 * Decides whether a failure is passing or final, and how long a further try has to wait: as long as
 * the server asks, and a random time that grows with the tries.
 *
 * @param failures tries of this request that have failed so far, from 1
 * @param random a number from 0 to 1
 * @param leftMs milliseconds until it has to have come to an end
 */
export function judge(
	error: HttpError,
	failures: number,
	random = Math.random(),
	leftMs = Infinity,
): Verdict {
	if (!isPassing(error)) return { error };
	const { waitMs: requested, status, ...facts } = error.facts;
	if (requested !== undefined && requested > Math.min(MAX_WAIT_MS, leftMs)) {
		return { error: new HttpError('wait-too-long', { ...facts, status, waitMs: requested }) };
	}
	if (failures >= MAX_TRIES) return { error };
	const forAll = error.kind === 'throttled' || requested !== undefined;
	const backoff = computeBackoffMs(failures, random, forAll ? THROTTLED_GROWTH : GROWTH);
	const waitMs = (requested ?? 0) + backoff;
	return waitMs < leftMs ? { waitMs, forAll } : { error };
}

/** Whether a further try may go better. */
export function isPassing({ kind, facts }: HttpError): boolean {
	return PASSING_KINDS.has(kind) || facts.mayPass === true;
}

/**
 * How long to wait before a further try, by itself: exponential with full jitter, so that many
 * workflows that failed together do not come back together.
 *
 * @param failures tries that have failed so far, from 1
 * @param random a number from 0 to 1
 * @param growth of the longest wait, with each failure
 * @returns milliseconds
 */
export function computeBackoffMs(failures: number, random: number, growth = GROWTH): number {
	const ceiling = Math.min(MAX_BACKOFF_MS, MIN_BACKOFF_MS * growth ** (failures - 1));
	return Math.ceil(ceiling * random);
}

/**
 * How long the server asks to wait, by `Retry-After` (seconds or a date) or, where it throttles,
 * `RateLimit-Reset` (seconds). With any other status the latter only informs.
 *
 * @param headers with lower-case names
 * @param now milliseconds since 1970
 * @returns milliseconds, or undefined where it does not ask
 */
export function readRequestedWaitMs(
	status: number,
	headers: Record<string, unknown>,
	now: number,
): number | undefined {
	const resets = status === 429 ? ['ratelimit-reset', 'x-ratelimit-reset'] : [];
	for (const name of ['retry-after', ...resets]) {
		const value = headers[name];
		const wait = value === undefined ? undefined : readWaitMs(String(value).trim(), now);
		if (wait !== undefined) return wait;
	}
	return undefined;
}

function readWaitMs(value: string, now: number): number | undefined {
	if (/^\d+(\.\d+)?$/.test(value)) {
		const seconds = Number(value);
		const fromNow = seconds >= MIN_EPOCH_SECONDS ? seconds - now / 1_000 : seconds;
		return Math.max(0, Math.ceil(fromNow * 1_000));
	}
	const date = Date.parse(value);
	return Number.isNaN(date) ? undefined : Math.max(0, date - now);
}
