import type { Direction } from './direction';
import type { Page } from './page';
import { MIN_PAGE, type PageSource } from './pageSource';

/**
 * Entries by which neighbouring pages overlap. With two, the outermost entry of a page lies
 * strictly inside its neighbour unless it shares its time with another.
 */
const MIN_OVERLAP = 2;

/** Keeps pages coming: the next ones are under way while the present one is worked on. */
export class ReadAhead {
	private readonly underWay: Array<{ page: Promise<Page>; size: number }> = [];
	private overlap = MIN_OVERLAP;
	private farRank: number | undefined;
	private started = false;
	private isLogMoving = false;

	/**
	 * @param source where pages come from
	 * @param direction which way reading goes
	 * @param concurrency pages under way at once, at most
	 */
	constructor(
		private readonly source: PageSource,
		private readonly direction: Direction,
		private readonly concurrency: number,
	) {}

	/** Entries by which the next page will overlap the one before it. */
	get margin(): number {
		return this.overlap;
	}

	/** Whether pages have been planned yet. */
	get isStarted(): boolean {
		return this.started;
	}

	/** Starts over from an entry's rank, forgetting the pages under way. */
	continueAfter(farRank: number): void {
		this.started = true;
		this.underWay.length = 0;
		this.farRank = farRank;
	}

	/** Doubles the overlap, because neighbouring pages did not meet: the log moves in between. */
	widen(): void {
		this.noteMovement();
		const most = Math.max(MIN_OVERLAP, Math.floor(this.source.limit / 2));
		this.overlap = Math.min(this.overlap * 2, most);
	}

	/**
	 * Reads full pages from now on: the log moves, and where it moves by more entries per request
	 * than are still wanted, pages of that size would never get past what is settled.
	 */
	noteMovement(): void {
		this.isLogMoving = true;
	}

	/**
	 * The next page in the order of reading; keeps as many under way as the entries still needed
	 * call for, and always the one that is returned.
	 *
	 * @param total entries in the log
	 * @param needed entries that probably still have to be read
	 * @param most entries that have to be read at most
	 * @returns undefined where every page up to the end of the log has been handed out
	 */
	async next(total: number, needed: number, most: number): Promise<Page | undefined> {
		let planned = this.underWay.reduce((sum, { size }) => sum + size, 0);
		while (this.farRank !== undefined && this.underWay.length < this.concurrency) {
			// The last page's outermost entry counts too: whoever stops there takes it.
			if (planned + 1 >= needed && this.underWay.length > 0) break;
			const limit = this.source.limit;
			// Pages that prove nothing are not worth asking for.
			if (limit < MIN_PAGE) break;
			const wanted = this.isLogMoving ? limit : most - planned + this.overlap - 1;
			const size = Math.max(1, Math.min(limit, wanted));
			// A page no larger than its overlap would never get anywhere.
			const overlap = Math.min(this.overlap, size - 1);
			const plan = this.direction.planAfter(this.farRank, total, size, overlap);
			const page = this.source.read(plan.request);
			// A page that is never waited for, because an earlier one failed or was enough, must
			// not bring the process down.
			page.catch(() => undefined);
			this.underWay.push({ page, size: size - overlap });
			planned += size - overlap;
			this.farRank = plan.farRank;
		}
		return await this.underWay.shift()?.page;
	}
}
