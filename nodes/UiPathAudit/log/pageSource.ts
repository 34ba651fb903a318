import { LogError } from './logError';
import { toPage, type LogReader, type Page, type PageRequest } from './page';

/** How many of the latest answers are believed when the server's page limit is worked out. */
const REMEMBERED_ANSWERS = 16;

/**
 * Requests after which reading is given up: so many, and so many more for each page that the log
 * had at first. Even a log full of ties read one entry at a time stays below.
 */
const LEAST_ALLOWANCE = 300;
const ALLOWANCE_PER_PAGE = 20;

/** A smaller page has no entry strictly inside it, so it proves nothing. */
const LEAST_PAGE = 3;

/** As far as a page is enlarged for the sake of entries with one time. */
const LARGEST_PAGE = 10_000;

/**
 * Reads pages and learns how large they really come. The API does not say how many entries it
 * gives at most; an answer that is short although the log goes on shows it.
 */
export class PageSource {
	private sizes: number[] = [];
	private pageSize: number;
	private requests = 0;
	private entriesAtFirst: number | undefined;

	/**
	 * @param reader the log
	 * @param pageSize entries to ask for in a page
	 */
	constructor(
		private readonly reader: LogReader,
		pageSize: number,
	) {
		this.pageSize = Math.max(LEAST_PAGE, pageSize);
	}

	/**
	 * The number of entries that a page can be counted on to hold; at least 1. A few answers may be
	 * shorter: to go by the shortest of all would make one hiccup slow down many pages.
	 */
	get limit(): number {
		const sorted = this.sizes.slice().sort((a, b) => a - b);
		return Math.max(1, sorted[Math.floor(sorted.length / 4)] ?? this.pageSize);
	}

	/**
	 * @throws LogError where the answer contradicts the request, and `moving` where so much has been
	 *   asked that the log must be changing faster than it can be read; whatever the reader throws
	 */
	async read(request: PageRequest): Promise<Page> {
		// Asking for more than is counted on costs nothing where the server cuts it off anyway,
		// and shows at once when it stops doing so.
		const isCutOff = request.top === this.limit && this.limit < this.pageSize;
		const asked = isCutOff ? { ...request, top: this.pageSize } : request;
		if (++this.requests > this.requestsAllowed) throw new LogError('moving');
		const page = toPage(asked, await this.reader.read(asked));
		this.learn(asked, page);
		this.entriesAtFirst ??= page.total;
		return page;
	}

	/**
	 * Asks for larger pages from now on, for a group of entries that does not fit in one.
	 *
	 * @returns false where that is of no use, because the server cuts pages off already
	 */
	enlarge(): boolean {
		if (this.limit < this.pageSize || this.pageSize >= LARGEST_PAGE) return false;
		this.pageSize = Math.min(LARGEST_PAGE, this.pageSize * 4);
		this.sizes = [];
		return true;
	}

	private get requestsAllowed(): number {
		if (this.entriesAtFirst === undefined) return Infinity;
		return LEAST_ALLOWANCE + ALLOWANCE_PER_PAGE * Math.ceil(this.entriesAtFirst / this.limit);
	}

	private learn(asked: PageRequest, page: Page): void {
		const count = page.entries.length;
		const wasCutOff = count > 0 && count < asked.top && asked.skip + count < page.total;
		const size = wasCutOff ? count : Math.max(count, this.limit);
		this.sizes.push(Math.min(size, this.pageSize));
		if (this.sizes.length > REMEMBERED_ANSWERS) this.sizes.shift();
	}
}
