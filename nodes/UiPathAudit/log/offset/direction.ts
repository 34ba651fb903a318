import type { SortOrder } from '../entry';
import { BEGINNING_OF_TIME, END_OF_TIME, type Instant } from '../instant';
import type { TimeWindow } from '../timeWindow';
import type { Page, PageRequest } from './page';

/** A page to ask for, and the rank of its far entry; undefined where the log ends with it. */
export interface PlannedPage {
	request: PageRequest;
	farRank: number | undefined;
}

/**
 * Reading the log in one order of time. The *frontier* is the bound between what is settled
 * (behind it) and what is still to be read (ahead of it). Offsets are counted from the oldest
 * entry in both directions, because that end stays put while entries arrive.
 */
export interface Direction {
	order: SortOrder;
	/** The frontier before anything is settled. */
	start(window: TimeWindow): Instant;
	/** Whether nothing that the window wants lies ahead of the frontier. */
	isDone(frontier: Instant, window: TimeWindow): boolean;
	/** Whether a time lies ahead of the frontier. */
	isAhead(at: Instant, frontier: Instant): boolean;
	/** Whether the page proves a stretch of time that leads on from the frontier. */
	covers(page: Page, frontier: Instant): boolean;
	/** Whether the page has entries and all that it proves is settled already. */
	isBehind(page: Page, frontier: Instant): boolean;
	/** The time of the entries right ahead of a frontier that a page has led to. */
	timeAt(frontier: Instant): Instant;
	/** The frontier once the page is settled. */
	beyond(page: Page): Instant;
	/** The page with no bound on the side that reading comes from. */
	openAtNearEnd(page: Page): Page;
	/** The rank of the page's entry that reading reaches last. */
	farRank(page: Page): number;
	/** The page that continues from an entry's rank, overlapping what was read by so many. */
	planAfter(farRank: number, total: number, size: number, overlap: number): PlannedPage;
	/**
	 * Where to start a page of a size so that it reaches back over the frontier by a margin, where
	 * the frontier has at least and at most so many entries before it.
	 */
	placeAt(least: number, most: number, size: number, margin: number): number;
}

/** From the newest entry to the oldest. */
export const newestFirst: Direction = {
	order: 'desc',
	start: (window) => window.to,
	isDone: (frontier, window) => frontier <= window.from,
	isAhead: (at, frontier) => at < frontier,
	covers: (page, frontier) => page.until >= frontier && page.since < frontier,
	isBehind: (page, frontier) => page.entries.length > 0 && page.since >= frontier,
	timeAt: (frontier) => (frontier.endsWith('\0') ? frontier.slice(0, -1) : frontier),
	beyond: (page) => page.since,
	openAtNearEnd: (page) => ({ ...page, until: END_OF_TIME }),
	farRank: (page) => page.rank,
	planAfter: (farRank, _total, size, overlap) => {
		const end = Math.max(1, farRank + overlap);
		const skip = Math.max(0, end - size);
		return {
			request: { order: 'asc', skip, top: end - skip },
			farRank: skip === 0 ? undefined : skip,
		};
	},
	placeAt: (_least, most, size, margin) => most - size + margin,
};

/** From the oldest entry to the newest. */
export const oldestFirst: Direction = {
	order: 'asc',
	start: (window) => window.from,
	isDone: (frontier, window) => frontier >= window.to,
	isAhead: (at, frontier) => at >= frontier,
	covers: (page, frontier) => page.since <= frontier && page.until > frontier,
	isBehind: (page, frontier) => page.entries.length > 0 && page.until <= frontier,
	timeAt: (frontier) => frontier,
	beyond: (page) => page.until,
	openAtNearEnd: (page) => ({ ...page, since: BEGINNING_OF_TIME }),
	farRank: (page) => page.rank + page.entries.length - 1,
	planAfter: (farRank, total, size, overlap) => {
		const skip = Math.max(0, farRank + 1 - overlap);
		// The newest page is asked for from the newest end: however many entries have arrived by
		// then, it leaves nothing behind it, so a growing log cannot lead the reader on for ever.
		return skip + size >= total
			? { request: { order: 'desc', skip: 0, top: size }, farRank: undefined }
			: { request: { order: 'asc', skip, top: size }, farRank: skip + size - 1 };
	},
	placeAt: (least, _most, _size, margin) => least - margin,
};

/** The direction that hands entries on in this order. */
export function getDirection(order: SortOrder): Direction {
	return order === 'asc' ? oldestFirst : newestFirst;
}
