import {
	BEGINNING_OF_TIME,
	END_OF_TIME,
	toApproximateMs,
	toInstantOfMs,
	type Instant,
} from '../instant';
import { isBound } from './page';

const MS_PER_SECOND = 1_000;

/** The years that are written with four digits, in milliseconds since 1970. */
export const MIN_MS = Date.UTC(1, 0);
const MAX_MS = Date.UTC(9999, 11, 31, 23, 59, 59);

/**
 * The second that a bound lies in, and the one after it where it does not begin one. A server that cuts
 * times off to a coarser unit leaves whole seconds as they are.
 */
export function toSecondBefore(bound: Instant): Instant {
	const ms = toApproximateMs(bound);
	// Before the first and after the last year that is written with four digits, there is nothing.
	if (!isBound(bound) || Number.isNaN(ms)) return bound;
	return ms < MIN_MS ? BEGINNING_OF_TIME : toInstantOfMs(floorToSecond(ms));
}

/** See {@link toSecondBefore}. */
export function toSecondAfter(bound: Instant): Instant {
	const before = toSecondBefore(bound);
	if (before >= bound || !isBound(bound)) return bound;
	const ms = toApproximateMs(before) + MS_PER_SECOND;
	return ms > MAX_MS ? END_OF_TIME : toInstantOfMs(ms);
}

/** A whole second near a time, in milliseconds since 1970. */
export function floorToSecond(ms: number): number {
	return Math.floor(ms / MS_PER_SECOND) * MS_PER_SECOND;
}

/** Milliseconds between two bounds; infinite where one of them is an end of time. */
export function measureSpan(since: Instant, until: Instant): number {
	if (since === BEGINNING_OF_TIME || until === END_OF_TIME) return Infinity;
	return Math.max(0, toApproximateMs(until) - toApproximateMs(since));
}

/** Entries in a millisecond, where so many lie between two bounds. */
export function measureRate(count: number, since: Instant, until: Instant): number {
	return count / Math.max(1, measureSpan(since, until));
}
