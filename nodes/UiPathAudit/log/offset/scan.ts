import type { Instant } from '../instant';
import type { ScanQuery, Stretch } from '../stretch';
import type { TimeWindow } from '../timeWindow';
import { CoveringPages } from './coveringPages';
import { getDirection, type Direction } from './direction';
import type { LogReader, Page } from './page';
import { PageSource } from './pageSource';

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
	const hasBegun = yield* scanFromSkip(reader, query);
	if (!hasBegun) yield* scanFromSkip(reader, { ...query, skip: 0 });
}

/**
 * @returns false where the place that the skip leads to is within a group of one time that goes on
 *   beyond its page; that group can only be read as a whole, from the beginning
 */
async function* scanFromSkip(
	reader: LogReader,
	query: ScanQuery,
): AsyncGenerator<Stretch, boolean> {
	const { order, window, skip: skipped } = query;
	const direction = getDirection(order);
	const source = new PageSource(reader, query.pageSize);
	const pages = await CoveringPages.open(source, direction, query);
	if (!pages) return true;

	let frontier = direction.start(window);
	for (let isFirst = true; !direction.isDone(frontier, window); isFirst = false) {
		const page = await pages.cover(frontier);
		const behind = frontier;
		frontier = direction.beyond(page);
		await source.confirmOrders();
		const { settled, edge, place } = cutStretch(page, direction, window, behind, frontier);
		source.paySettled(settled.length);
		const isOrderShown = source.isShown(order);
		const isLast = direction.isDone(frontier, window);
		const { hasMoved, latestTotal: counted } = source;
		yield { settled, edge, place, skipped, isOrderShown, isLast, counted, hasMoved };
		if (isFirst && skipped > 0 && settled.length === 0) return false;
	}
	return true;
}

/** The entries of a page that lie between two frontiers, and those that lie beyond. */
function cutStretch(
	page: Page,
	direction: Direction,
	window: TimeWindow,
	behind: Instant,
	frontier: Instant,
): Pick<Stretch, 'settled' | 'edge' | 'place'> {
	const stretch: Pick<Stretch, 'settled' | 'edge' | 'place'> = { settled: [], edge: [], place: 0 };
	let place = page.rank - 1;
	for (const timed of page.entries) {
		place++;
		const { at } = timed;
		if (!direction.isAhead(at, behind) || at < window.from || at >= window.to) continue;
		if (direction.isAhead(at, frontier)) {
			stretch.edge.push(timed);
			continue;
		}
		if (stretch.settled.length === 0) stretch.place = place;
		stretch.settled.push(timed);
	}
	if (direction.order === 'desc') {
		stretch.settled.reverse();
		stretch.edge.reverse();
	}
	return stretch;
}
