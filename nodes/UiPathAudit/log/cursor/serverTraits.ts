import type { CursorTrust } from './cursorTrust';
import type { CursorReader } from './page';

/** What all sections of a scan have found out about the server. */
export class ServerTraits {
	/** Whether windows do not reach up to their bound, because it is cut off to a coarser time. */
	cutsBounds = false;
	cursors: CursorTrust = 'unknown';
	/** Entries in a page: as many as the server is said to give, or as have come in one. */
	pageSize: number;
	/** The most entries that have come in an answer. */
	private largest = 0;
	private readonly minTop: number;

	constructor({ minTop, maxTop }: CursorReader) {
		this.minTop = minTop;
		this.pageSize = maxTop;
	}

	/** Takes note of an answer that was not the last. */
	noteSize(size: number): void {
		this.pageSize = Math.max(this.pageSize, size);
		this.largest = Math.max(this.largest, size);
	}

	/** Whether it is not the size of a page that has ended an answer. */
	isShort(size: number): boolean {
		return size < Math.max(this.minTop, this.largest);
	}
}
