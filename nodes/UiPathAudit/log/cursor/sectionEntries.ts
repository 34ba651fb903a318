import type { Instant } from '../instant';
import type { IdentifiedEntry } from './page';

/** The entries of a section: those that are settled, and those that are known beyond them. */
export class SectionEntries {
	/** Everything after this time is settled. */
	reached: Instant;
	/** Entries at the time that has been reached, perhaps not all. */
	pending: IdentifiedEntry[] = [];
	/** Entries that have been settled, those that have been taken included. */
	count = 0;

	private settled: IdentifiedEntry[] = [];
	/** Entries further on, of answers that did not lead on from what was settled. */
	private kept: IdentifiedEntry[] = [];

	/** @param top the newest time, inclusive */
	constructor(top: Instant) {
		this.reached = top;
	}

	/** Settled entries that have not been taken. */
	get buffered(): number {
		return this.settled.length;
	}

	/** Takes the settled entries, newest first. */
	take(): IdentifiedEntry[] {
		const taken = this.settled;
		this.settled = [];
		return taken;
	}

	/** Keeps what an answer has shown, until that time is reached: another server may lag behind. */
	keep(entries: readonly IdentifiedEntry[]): void {
		for (const entry of entries) if (entry.at <= this.reached) this.kept.push(entry);
	}

	/**
	 * Settles what is after the oldest time of an answer that leads on from here.
	 *
	 * @returns how many of the entries were not known
	 */
	settle(answer: readonly IdentifiedEntry[]): number {
		const fresh = this.leaveOutPending(answer);
		const oldest = answer.at(-1)?.at ?? this.reached;
		const known = this.join(fresh, oldest);
		if (oldest === this.reached) {
			this.pending = known;
			return fresh.length;
		}
		this.push(known.filter(({ at }) => at !== oldest));
		this.pending = known.filter(({ at }) => at === oldest);
		this.reached = oldest;
		return fresh.length;
	}

	/** Settles all that is left, down to a time. */
	finish(answer: readonly IdentifiedEntry[], bottom: Instant): void {
		const known = this.join(this.leaveOutPending(answer), bottom);
		this.push(known.filter(({ at }) => at >= bottom));
		this.pending = [];
		this.reached = bottom;
	}

	private leaveOutPending(answer: readonly IdentifiedEntry[]): IdentifiedEntry[] {
		const ids = new Set(this.pending.map(({ id }) => id));
		return answer.filter(({ id }) => !ids.has(id));
	}

	/** All that is known down to a time, newest first. */
	private join(fresh: readonly IdentifiedEntry[], oldest: Instant): IdentifiedEntry[] {
		const known = [...this.pending, ...fresh];
		if (this.kept.length === 0) return known;
		const ids = new Set(known.map(({ id }) => id));
		const missing = this.kept.filter(({ at, id }) => at >= oldest && !ids.has(id) && ids.add(id));
		this.kept = this.kept.filter(({ at }) => at < oldest);
		if (missing.length === 0) return known;
		return [...known, ...missing].sort((a, b) => (a.at < b.at ? 1 : a.at > b.at ? -1 : 0));
	}

	private push(entries: readonly IdentifiedEntry[]): void {
		this.count += entries.length;
		for (const entry of entries) this.settled.push(entry);
	}
}
