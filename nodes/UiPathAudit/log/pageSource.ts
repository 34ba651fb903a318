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

/**
 * Reads pages and learns how large they really come. The API does not say how many entries it
 * gives at most; an answer that is short although the log goes on shows it.
 */
export class PageSource {
	private readonly sizes: number[] = [];
	private requests = 0;
	private requestsAllowed = Infinity;

	/**
	 * @param reader the log
	 * @param pageSize entries to ask for at most
	 */
	constructor(
		private readonly reader: LogReader,
		readonly pageSize: number,
	) {}

	/** The number of entries that a page can be counted on to hold; at least 1. */
	get limit(): number {
		return this.sizes.length === 0 ? this.pageSize : Math.max(1, Math.min(...this.sizes));
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
		if (this.requestsAllowed === Infinity) {
			const pages = Math.ceil(page.total / this.limit);
			this.requestsAllowed = LEAST_ALLOWANCE + ALLOWANCE_PER_PAGE * pages;
		}
		return page;
	}

	private learn(asked: PageRequest, page: Page): void {
		const count = page.entries.length;
		const wasCutOff = count > 0 && count < asked.top && asked.skip + count < page.total;
		const size = wasCutOff ? count : Math.max(count, this.limit);
		this.sizes.push(Math.min(size, this.pageSize));
		if (this.sizes.length > REMEMBERED_ANSWERS) this.sizes.shift();
	}
}
