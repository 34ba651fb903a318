import type { Answer } from './answer.ts';
import type { LogView } from './view.ts';

const MOST_BYTES = 96 * 1024 * 1024;

/**
 * Keeps pages as they were sent, for as long as the log does not change: where one reads the same log several times, as
 * a benchmark does, the second reading measures the reader and not the simulator.
 */
export class PageCache {
	private readonly pages = new Map<string, Answer>();
	private view: LogView | undefined;
	private bytes = 0;

	/** The page under that key, made if it is not there. */
	page(view: LogView, key: string, make: () => Answer): Answer {
		if (view !== this.view) this.clear();
		this.view = view;
		return this.pages.get(key) ?? this.add(key, make());
	}

	private add(key: string, page: Answer): Answer {
		const { length = 0 } = page.body;
		if (this.bytes + length > MOST_BYTES) this.clear();
		this.pages.set(key, page);
		this.bytes += length;
		return page;
	}

	private clear(): void {
		this.pages.clear();
		this.bytes = 0;
	}
}
