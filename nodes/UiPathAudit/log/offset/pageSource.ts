import type { SortOrder } from '../entry';
import { BEGINNING_OF_TIME, END_OF_TIME, type Instant } from '../instant';
import { LogError } from '../logError';
import { Allowance } from './allowance';
import { toPage, type LogReader, type Page, type PageAnswer, type PageRequest } from './page';

/** How many of the latest answers are believed when the server's page limit is worked out. */
const REMEMBERED_SIZES = 16;

/** How many of the latest answers can be looked at again: more than are under way at once … */
const REMEMBERED_PAGES = 24;

/** … but not so many entries that keeping them costs memory and time. */
const REMEMBERED_ENTRIES = 3_000;

/** A smaller page has no entry strictly inside it, so it proves nothing. */
export const MIN_PAGE = 3;

/** As far as a page is enlarged for the sake of entries with one time. */
const MAX_PAGE = 10_000;

/** How often the first place is asked for while it has no rows although some are counted. */
const MAX_TRIES = 6;

/**
 * Reads pages and learns how large they really come. The API does not say how many entries it
 * gives at most; an answer that is short although the log goes on shows it.
 */
export class PageSource {
	/** Whether answers have counted different numbers of entries in the log. */
	hasMoved = false;
	/** Entries in the log, as the latest answer says. */
	latestTotal = 0;
	private readonly latest: Page[] = [];
	private readonly shown = new Set<SortOrder>();
	private readonly asked = new Set<SortOrder>();
	private firstTotal: number | undefined;
	private isWhole = false;
	private readonly times = { oldest: END_OF_TIME, newest: BEGINNING_OF_TIME };
	private sizes: number[] = [];
	private pageSize: number;
	private readonly allowance = new Allowance();

	/**
	 * @param reader the log
	 * @param pageSize entries to ask for in a page
	 */
	constructor(
		private readonly reader: LogReader,
		pageSize: number,
	) {
		this.pageSize = Math.max(MIN_PAGE, pageSize);
	}

	/**
	 * The number of entries that a page can be counted on to hold; at least 1. A few answers may be
	 * shorter: to go by the shortest of all would make one hiccup slow down many pages.
	 */
	get limit(): number {
		const sorted = this.sizes.slice().sort((a, b) => a - b);
		return Math.max(1, sorted[Math.floor(sorted.length / 4)] ?? this.pageSize);
	}

	/** The property of an entry that holds its time. */
	get timeProperty(): string {
		return this.reader.timeProperty;
	}

	/** Whether larger pages could still be asked for. */
	get canEnlarge(): boolean {
		return this.limit >= this.pageSize && this.pageSize < MAX_PAGE;
	}

	/** The latest answers that have entries, newest last. */
	get recent(): readonly Page[] {
		return this.latest;
	}

	/**
	 * @param request the page to ask for
	 * @param spent the error for a run in which too many requests have led nowhere
	 * @throws LogError where the answer contradicts the request; whatever the reader throws
	 */
	async read(request: PageRequest, spent = (): LogError => new LogError('moving')): Promise<Page> {
		if (this.allowance.isSpent) throw spent();
		// Asking for more than is counted on costs nothing where the server cuts it off anyway,
		// and shows at once when it stops doing so.
		const isCutOff = request.top === this.limit && this.limit < this.pageSize;
		const asked = isCutOff ? { ...request, top: this.pageSize } : request;
		const answer = await this.ask(asked);
		const page = toPage(asked, answer, this.reader.timeProperty, this.firstTotal === undefined);
		this.firstTotal ??= answer.totalCount;
		this.hasMoved ||= answer.totalCount !== this.firstTotal;
		this.latestTotal = answer.totalCount;
		this.isWhole = page.since === BEGINNING_OF_TIME && page.until === END_OF_TIME;
		this.learn(asked, page);
		return page;
	}

	/** Forgets the latest answers, because the log has moved since. */
	forget(): void {
		this.latest.length = 0;
	}

	/** Whether an answer has shown that the server sorts as it is asked to. */
	isShown(order: SortOrder): boolean {
		return this.shown.has(order);
	}

	/**
	 * Makes sure that the server sorts as it is asked to, where no answer has held entries of two
	 * times that would show it. A log that changes at that very moment may look wrong, so it is looked
	 * at again.
	 *
	 * @throws LogError `wrong-order` where it does not, `moving` where it cannot be told
	 */
	async confirmOrders(): Promise<void> {
		for (let tries = 1; !this.isOrderCertain; tries++) {
			const total = this.latestTotal;
			if (await this.looksOrdered()) return;
			if (this.latestTotal === total) throw new LogError('wrong-order');
			if (tries === MAX_TRIES) throw new LogError('moving');
		}
	}

	private get isOrderCertain(): boolean {
		return this.isWhole || [...this.asked].every((order) => this.shown.has(order));
	}

	private async looksOrdered(): Promise<boolean> {
		const oldest = await this.read({ order: 'asc', skip: 0, top: MIN_PAGE });
		const newest = await this.read({ order: 'desc', skip: 0, top: MIN_PAGE });
		const [first = '', last = ''] = [oldest.entries[0]?.at, newest.entries.at(-1)?.at];
		if (first === last) return await this.looksLikeOneTime(first, oldest.total);
		if (first > last) return false;
		this.shown.add('asc').add('desc');
		return true;
	}

	/** A log of one time begins and ends with it; so does one whose order is the same always. */
	private async looksLikeOneTime(time: Instant, total: number): Promise<boolean> {
		for (const order of this.asked) {
			const far = await this.read({ order, skip: Math.max(0, total - 1), top: MIN_PAGE });
			if (!far.entries.every(({ at }) => at === time)) return false;
		}
		return this.times.oldest === this.times.newest;
	}

	/** Has entries that are settled pay for further requests. */
	paySettled(entries: number): void {
		this.allowance.paySettled(entries, this.limit);
	}

	/**
	 * Has entries of one time pay for reading them again.
	 *
	 * @param entries how many are known since the last that were settled
	 */
	paySeen(entries: number): void {
		this.allowance.paySeen(entries, this.limit);
	}

	/**
	 * Asks for larger pages from now on, for a group of entries that does not fit in one.
	 *
	 * @returns false where that is of no use, because the server cuts pages off already
	 */
	enlarge(): boolean {
		if (!this.canEnlarge) return false;
		this.pageSize = Math.min(MAX_PAGE, this.pageSize * 4);
		this.sizes = [];
		return true;
	}

	/**
	 * No rows at the very first place, although some are counted, are a passing fault where the server
	 * has given some before.
	 */
	private async ask(request: PageRequest): Promise<PageAnswer> {
		for (let tries = 1; ; tries++) {
			this.allowance.spend();
			const answer = await this.reader.read(request);
			const isContradiction =
				request.skip === 0 && answer.entries.length === 0 && answer.totalCount > 0;
			const hasGiven = this.times.oldest <= this.times.newest;
			if (!isContradiction || !hasGiven || tries === MAX_TRIES) return answer;
		}
	}

	private learn(asked: PageRequest, page: Page): void {
		const count = page.entries.length;
		const wasCutOff = count > 0 && count < asked.top && asked.skip + count < page.total;
		const size = wasCutOff ? count : Math.max(count, this.limit);
		this.sizes.push(Math.min(size, this.pageSize));
		if (this.sizes.length > REMEMBERED_SIZES) this.sizes.shift();
		if (count === 0) return;
		this.latest.push(page);
		const most = Math.max(2, Math.min(REMEMBERED_PAGES, Math.floor(REMEMBERED_ENTRIES / count)));
		while (this.latest.length > most) this.latest.shift();
		const [oldest = END_OF_TIME, newest = BEGINNING_OF_TIME] = [
			page.entries[0]?.at,
			page.entries.at(-1)?.at,
		];
		this.asked.add(asked.order);
		if (oldest < newest) this.shown.add(asked.order);
		if (oldest < this.times.oldest) this.times.oldest = oldest;
		if (newest > this.times.newest) this.times.newest = newest;
	}
}
