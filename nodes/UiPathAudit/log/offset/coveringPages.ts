import { toApproximateMs, BEGINNING_OF_TIME, type Instant } from '../instant';
import { LogError } from '../logError';
import type { ScanQuery } from '../stretch';
import type { Direction } from './direction';
import type { Page, PageRequest } from './page';
import { MIN_PAGE, type PageSource } from './pageSource';
import { ReadAhead } from './readAhead';
import { seek } from './seek';

/** Entries before the place where a window is thought to begin that its first page takes along. */
const NEAR_MARGIN = 8;

/** How often the place that a skip leads to is looked at while it has no rows. */
const MAX_SKIP_TRIES = 5;

/**
 * Gives the page that covers a frontier: the next of those that were read ahead or, where that one
 * does not meet the frontier because the log moved, one that is sought anew.
 */
export class CoveringPages {
	private readonly ahead: ReadAhead;
	/** A page that has come and has not been given out yet. */
	private spare: Page | undefined;
	/** The page given out last, or else the first one that came. */
	private latest: Page;
	private isFirst = true;
	private wasSought = false;

	private constructor(
		private readonly source: PageSource,
		private readonly direction: Direction,
		private readonly query: ScanQuery,
		first: Page,
	) {
		this.ahead = new ReadAhead(source, direction, query.concurrency);
		this.latest = query.skip > 0 ? direction.openAtNearEnd(first) : first;
		this.spare = this.latest;
	}

	/**
	 * Reads the first page.
	 *
	 * @returns undefined where the log has no more entries than are skipped
	 */
	static async open(
		source: PageSource,
		direction: Direction,
		query: ScanQuery,
	): Promise<CoveringPages | undefined> {
		const first = await readFirst(source, query);
		return first && new CoveringPages(source, direction, query, first);
	}

	/** @throws LogError where no page can be found that covers the frontier */
	async cover(frontier: Instant): Promise<Page> {
		const { source, direction, ahead } = this;
		let page = await this.nextCandidate(frontier);
		while (page && direction.isBehind(page, frontier)) {
			if (ahead.isStarted) ahead.noteMovement();
			page = await this.readAhead(frontier);
		}
		this.wasSought = !page || !direction.covers(page, frontier);
		if (page && !this.wasSought) {
			this.latest = page;
			return page;
		}
		this.latest = await seek(source, direction, frontier, this.latest, ahead.margin);
		// Neighbouring pages do not meet where the log moved, or entries share a time.
		if (page && this.latest.request) ahead.widen();
		this.spare = page;
		return this.latest;
	}

	private async nextCandidate(frontier: Instant): Promise<Page | undefined> {
		const { spare, isFirst, direction, ahead } = this;
		this.spare = undefined;
		this.isFirst = false;
		if (isFirst) return spare;
		const stillFits =
			spare && (direction.covers(spare, frontier) || direction.isBehind(spare, frontier));
		if (stillFits) return spare;
		if (this.wasSought || !ahead.isStarted) ahead.continueAfter(direction.farRank(this.latest));
		return await this.readAhead(frontier);
	}

	private async readAhead(frontier: Instant): Promise<Page | undefined> {
		const { latest, direction, query } = this;
		const needed = estimateNeeded(latest, frontier, direction, query);
		return await this.ahead.next(latest.total, needed, query.most());
	}
}

async function readFirst(source: PageSource, query: ScanQuery): Promise<Page | undefined> {
	for (let tries = 1; ; tries++) {
		const page = await source.read(makeFirstRequest(query));
		if (query.skip === 0 || page.entries.length > 0) return page;
		if (tries < MAX_SKIP_TRIES) continue;
		if (page.total <= query.skip) return undefined;
		throw new LogError('counted-not-given', { count: page.total, place: query.skip });
	}
}

/** An unread beginning is found from the newest end, which most windows are near to. */
function makeFirstRequest({ order, window, skip, firstTop, near }: ScanQuery): PageRequest {
	if (near !== undefined) {
		return { order: 'asc', skip: Math.max(0, near - NEAR_MARGIN), top: firstTop };
	}
	const fromOldest = order === 'asc' && window.from === BEGINNING_OF_TIME;
	return { order: fromOldest ? 'asc' : 'desc', skip, top: Math.max(MIN_PAGE, firstTop) };
}

/**
 * How many entries are probably still to be read: what the caller needs, or what the window holds
 * if the log goes on as densely as on the page given out last.
 */
function estimateNeeded(
	latest: Page,
	frontier: Instant,
	direction: Direction,
	{ window, needed }: ScanQuery,
): number {
	const farEnd = direction.order === 'desc' ? window.from : window.to;
	const distance = Math.abs(toApproximateMs(frontier) - toApproximateMs(farEnd));
	const oldest = latest.entries[0];
	const newest = latest.entries.at(-1);
	if (Number.isNaN(distance) || !oldest || !newest) return needed();
	const span = toApproximateMs(newest.at) - toApproximateMs(oldest.at);
	const inWindow = span > 0 ? (latest.entries.length * distance) / span : 1;
	return Math.min(needed(), Math.max(1, inWindow));
}
