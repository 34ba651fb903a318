import { wholeBody } from './answer.ts';
import type { Answer, Body } from './answer.ts';
import type { LogView } from './view.ts';

const MOST_BYTES = 256 * 1024 * 1024;

interface CachedPage {
	readonly entries: number;
	readonly body: Body;
}

/**
 * Keeps pages as they were sent, for as long as the log does not change: where one reads the same log several times, as a
 * benchmark does, the second reading measures the reader and not the simulator.
 */
export class PageCache {
	private readonly pages = new Map<string, CachedPage>();
	private view: LogView | undefined;
	private bytes = 0;

	/** The page under that key, made if it is not there. @param make gives its entries and its JSON */
	page(view: LogView, key: string, make: () => { entries: number; json: string }): Answer {
		if (view !== this.view) this.clear();
		this.view = view;
		const { entries, body } = this.pages.get(key) ?? this.add(key, make());
		return {
			status: 200,
			headers: { 'Content-Type': 'application/json; charset=utf-8' },
			body,
			entries,
		};
	}

	private add(key: string, { entries, json }: { entries: number; json: string }): CachedPage {
		const bytes = Buffer.from(json);
		if (this.bytes + bytes.length > MOST_BYTES) this.clear();
		const page = { entries, body: wholeBody(bytes) };
		this.pages.set(key, page);
		this.bytes += bytes.length;
		return page;
	}

	private clear(): void {
		this.pages.clear();
		this.bytes = 0;
	}
}
