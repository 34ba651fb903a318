import { fraction } from '../../simulator/random.ts';
import { formatInstant, TICKS_PER_MS } from '../../simulator/time.ts';

/** Events that happen at random in a time. */
export interface EventBurst {
	events: number;
	/** ISO date-times; `from` inclusive, `to` exclusive. */
	from: string;
	to: string;
}

/**
 * When events happen: at random, as where nobody waits for anybody else; a log with equal distances
 * would show a reader who guesses at times in too good a light. No two happen at once, so that a window
 * of time can hold exactly a page. The same bursts give the same times, always.
 *
 * @returns date-times, newest first
 */
export function eventTimes(bursts: readonly EventBurst[]): string[] {
	// Ticks since 1970 are more than a number can tell apart.
	const base = Date.parse(bursts[0]?.from ?? '');
	const instants = new Set<number>();
	for (const [burst, { events, from, to }] of bursts.entries()) {
		const start = (Date.parse(from) - base) * TICKS_PER_MS;
		const end = (Date.parse(to) - base) * TICKS_PER_MS;
		const wanted = instants.size + events;
		for (let draw = 0; instants.size < wanted; draw++) {
			instants.add(start + Math.floor(fraction(burst, draw) * (end - start)));
		}
	}
	return [...instants].sort((a, b) => b - a).map((instant) => formatInstant(base, instant, 'Z'));
}
