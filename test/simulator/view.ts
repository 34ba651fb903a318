/**
 * The hidden identity of an entry, which is never sent: its number (0 is the oldest at the start) for entries that
 * arrived in time, `-1`, `-2`, … for those that arrived late.
 */
export type Identity = number;

/** An entry that was committed late, and where it lies. */
export interface LateEntry {
	readonly identity: Identity;
	/** It lies between the entries `after` and `after + 1`. */
	readonly after: number;
	/** Ticks, as `EntryMaker.instant` counts them. */
	readonly instant: number;
	/** The number whose content it has. */
	readonly content: number;
}

/**
 * The log at one moment, oldest first; it never changes. Entries in time are a range of numbers, late ones a short
 * sorted list, so that a view of a million entries is as small as one of ten.
 */
export class LogView {
	/** The oldest entry in time that is still there. */
	readonly first: number;
	/** The number that the next arrival gets. */
	readonly next: number;
	/** Sorted by `after`, `instant` and age. */
	readonly late: readonly LateEntry[];

	constructor(first: number, next: number, late: readonly LateEntry[]) {
		this.first = first;
		this.next = next;
		this.late = late;
	}

	get size(): number {
		return this.next - this.first + this.late.length;
	}

	/** The entry at a position from the oldest (0) to the newest (`size - 1`). */
	at(position: number): Identity {
		if (!(position >= 0 && position < this.size))
			throw new RangeError(`No entry at position ${position}`);
		const lateBefore = this.countLateBefore(position);
		const late = this.late[lateBefore];
		if (late !== undefined && this.positionOfLate(late, lateBefore) === position)
			return late.identity;
		return this.first + position - lateBefore;
	}

	/** All identities, oldest first. */
	*[Symbol.iterator](): Generator<Identity> {
		const size = this.size;
		for (let position = 0; position < size; position++) yield this.at(position);
	}

	private positionOfLate(late: LateEntry, index: number): number {
		return late.after + 1 - this.first + index;
	}

	/** Number of late entries at positions below the given one: a binary search. */
	private countLateBefore(position: number): number {
		let low = 0;
		let high = this.late.length;
		while (low < high) {
			const middle = (low + high) >>> 1;
			const late = this.late[middle];
			if (late !== undefined && this.positionOfLate(late, middle) < position) low = middle + 1;
			else high = middle;
		}
		return low;
	}
}
