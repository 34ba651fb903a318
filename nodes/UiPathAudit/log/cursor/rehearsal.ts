import type { Instant } from '../instant';
import { LogError } from '../logError';
import { MAX_IDLE_ANSWERS } from './cursorTrail';
import { halve, judgeHalf, judgeRest, type CursorTrust } from './cursorTrust';
import { assertOlder, type CursorPage, type IdentifiedEntry } from './page';

/** A window whose newest entries are known. */
export interface KnownWindow {
	/** Its newest time, inclusive. */
	to: Instant;
	entries: readonly IdentifiedEntry[];
}

/** How questions are asked. */
export interface Questions {
	/** The fewest entries that can be asked for. */
	minTop: number;
	askWindow(to: Instant, top: number): Promise<CursorPage>;
	askOlder(cursor: string): Promise<CursorPage>;
}

/**
 * Asks for half of a window that is known, and sees whether its cursor leads to the other half.
 *
 * @returns `unknown` where the other half has gone meanwhile
 * @throws LogError where the cursor leads back to what is newer, or as the questions do
 */
export async function rehearse(
	{ minTop, askWindow, askOlder }: Questions,
	{ to, entries }: KnownWindow,
): Promise<CursorTrust> {
	const half = await askWindow(to, halve(entries, minTop));
	const trust = judgeHalf(entries, half.entries);
	if (trust !== 'unknown') return trust;
	const followed = new Set<string>();
	for (let { older } = half; older !== undefined; ) {
		if (followed.has(older)) throw new LogError('circling');
		followed.add(older);
		if (followed.size > MAX_IDLE_ANSWERS) {
			throw new LogError('endless', { count: MAX_IDLE_ANSWERS });
		}
		const page = await askOlder(older);
		assertOlder(page, half.entries.at(-1)?.at ?? to);
		if (page.entries.length > 0) return judgeRest(entries, half.entries, page.entries);
		({ older } = page);
	}
	return 'unknown';
}
