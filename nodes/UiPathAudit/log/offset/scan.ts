import { directionOf, type Direction, type TimeWindow } from './direction';
import type { SortOrder, TimedEntry } from '../entry';
import { approximateMs, BEGINNING_OF_TIME, type Instant } from '../instant';
import { LogError } from '../logError';
import type { LogReader, Page, PageRequest } from './page';
import { PageSource } from './pageSource';
import { ReadAhead } from './readAhead';
import { seek } from './seek';

/** What to read, and how. */
export interface ScanQuery {
	order: SortOrder;
	window: TimeWindow;
	/** Entries of the order to pass over unread; only where the window is all of time. */
	skip: number;
	/** Entries to ask for at first; later pages go by `pageSize`. */
	firstTop: number;
	pageSize: number;
	/** Pages under way at once. */
	concurrency: number;
	/** Entries that probably still have to be read for the caller; infinite for all. */
	needed: () => number;
	/** Entries that have to be read for the caller at most. */
	most: () => number;
}

/** A stretch of the log, in the order of the scan. */
export interface Stretch {
	/** Each entry of the stretch exactly once. */
	settled: TimedEntry[];
	/**
	 * Entries that follow on `settled`, but perhaps not all of their time. Whoever stops here may
	 * take them; to whoever reads on they come again.
	 */
	edge: TimedEntry[];
	/** Whether an answer has shown by now that the server sorts as it is asked to. */
	isOrderShown: boolean;
}

/**
 * Reads a log that may move while it is read, each entry once.
 *
 * Time is cut into stretches, and each is taken from a single answer that proves it whole (see
 * {@link Page}). Stretches meet without gap or overlap because each begins exactly at the bound
 * where the one before ended. So it does not matter what moved between two answers: an entry that
 * was there all along is in exactly one stretch, and in the answer that this stretch came from.
 *
 * @throws LogError where a stretch cannot be proven within a bounded number of tries
 */
export async function* scan(reader: LogReader, query: ScanQuery): AsyncGenerator<Stretch> {
	const { window } = query;
	const direction = directionOf(query.order);
	const source = new PageSource(reader, query.pageSize);
	const ahead = new ReadAhead(source, direction, query.concurrency);

	const next = async (settled: Page, frontier: Instant) =>
		await ahead.next(
			settled.total,
			entriesAhead(settled, frontier, direction, query),
			query.most(),
		);

	const first = await readFirst(source, query);
	if (!first) return;
	let page: Page | undefined = query.skip > 0 ? direction.openAtNearEnd(first) : first;
	let settled: Page = page;
	let frontier = direction.start(window);

	while (!direction.isDone(frontier, window)) {
		if (page && direction.isBehind(page, frontier)) {
			if (ahead.isStarted) ahead.noteMovement();
			page = await next(settled, frontier);
			continue;
		}
		const isGap = !page || !direction.covers(page, frontier);
		if (isGap) {
			settled = await seek(source, direction, frontier, settled, ahead.margin);
			// Neighbouring pages do not meet where the log moved, or entries share a time.
			if (page && settled.request) ahead.widen();
		} else if (page) {
			settled = page;
		}
		const behind = frontier;
		frontier = direction.beyond(settled);
		await source.confirmOrders();
		const stretch = stretchOf(settled, direction, window, behind, frontier);
		source.paySettled(stretch.settled.length);
		yield { ...stretch, isOrderShown: source.isShown(query.order) };

		const stillFits = isGap && page && meets(page, direction, frontier);
		if (stillFits) continue;
		if (isGap || !ahead.isStarted) ahead.continueAfter(direction.farRank(settled));
		if (direction.isDone(frontier, window)) return;
		page = await next(settled, frontier);
	}
}

/** How often the place that a skip leads to is looked at while it has no rows. */
const MAX_SKIP_TRIES = 5;

/** @returns undefined where the log has no more entries than are skipped */
async function readFirst(source: PageSource, query: ScanQuery): Promise<Page | undefined> {
	for (let tries = 1; ; tries++) {
		const page = await source.read(firstRequest(query));
		if (query.skip === 0 || page.entries.length > 0) return page;
		if (tries < MAX_SKIP_TRIES) continue;
		if (page.total <= query.skip) return undefined;
		throw new LogError('counted-not-given', { count: page.total, place: query.skip });
	}
}

/** An unread beginning is found from the newest end, which most windows are near to. */
function firstRequest({ order, window, skip, firstTop }: ScanQuery): PageRequest {
	const fromOldest = order === 'asc' && window.from === BEGINNING_OF_TIME;
	return { order: fromOldest ? 'asc' : 'desc', skip, top: firstTop };
}

function meets(page: Page, direction: Direction, frontier: Instant): boolean {
	return direction.covers(page, frontier) || direction.isBehind(page, frontier);
}

function stretchOf(
	page: Page,
	direction: Direction,
	window: TimeWindow,
	behind: Instant,
	frontier: Instant,
): Pick<Stretch, 'settled' | 'edge'> {
	const stretch: Pick<Stretch, 'settled' | 'edge'> = { settled: [], edge: [] };
	for (const timed of page.entries) {
		const { at } = timed;
		if (!direction.isAhead(at, behind) || at < window.from || at >= window.to) continue;
		(direction.isAhead(at, frontier) ? stretch.edge : stretch.settled).push(timed);
	}
	if (direction.order === 'desc') {
		stretch.settled.reverse();
		stretch.edge.reverse();
	}
	return stretch;
}

/**
 * How many entries are probably still to be read: what the caller needs, or what the window holds
 * if the log goes on as densely as on the page just settled.
 */
function entriesAhead(
	settled: Page,
	frontier: Instant,
	direction: Direction,
	{ window, needed }: ScanQuery,
): number {
	const farEnd = direction.order === 'desc' ? window.from : window.to;
	const distance = Math.abs(approximateMs(frontier) - approximateMs(farEnd));
	const oldest = settled.entries[0];
	const newest = settled.entries.at(-1);
	if (Number.isNaN(distance) || !oldest || !newest) return needed();
	const span = approximateMs(newest.at) - approximateMs(oldest.at);
	const inWindow = span > 0 ? (settled.entries.length * distance) / span : 1;
	return Math.min(needed(), Math.max(1, inWindow));
}
