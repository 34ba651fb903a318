import { fraction, hash } from './random.ts';
import { LogView } from './view.ts';
import type { Identity, LateEntry } from './view.ts';

/** Where late entries go, and what they look like. */
export interface LateOptions {
	/** How far from the oldest (0) to the newest (1) entry. Default: anywhere, by the seed. */
	atFraction?: number;
	/** Exactly then: ticks, as `instant` counts them; not after the newest entry. Goes before the other two. */
	atInstant?: number;
	/**
	 * `between`: a time of its own; `tied`: the time of an existing entry; `twin`: equal to an existing entry in every
	 * field. Default: `between` or `tied`, by the seed.
	 */
	as?: 'between' | 'tied' | 'twin';
}

/**
 * Which entries a log has, and when each happened: all that has become of it since the start. It knows nothing of what
 * is in an entry.
 */
export class LogHistory {
	private readonly instantOf: (entryNumber: number) => number;
	private readonly seed: number;
	private readonly lateByIdentity = new Map<Identity, LateEntry>();
	private readonly removedLate = new Set<Identity>();
	private current: LogView;

	/**
	 * @param entries number of entries at the start
	 * @param instantOf when an entry in time happened; never decreases, and is known for every integer
	 * @throws RangeError when the number of entries is none
	 */
	constructor(entries: number, instantOf: (entryNumber: number) => number, seed: number) {
		if (!(Number.isInteger(entries) && entries >= 0))
			throw new RangeError('entries: a whole number from 0');
		this.instantOf = instantOf;
		this.seed = seed;
		this.current = new LogView(0, entries, []);
	}

	/** The log as it stands: a view that later changes leave alone. */
	get view(): LogView {
		return this.current;
	}

	/** The log as it would stand if retention had removed nothing. */
	get unremoved(): LogView {
		return new LogView(0, this.current.next, [...this.lateByIdentity.values()].sort(compareLate));
	}

	/** When it happened, in ticks: tells whether two entries share a time. */
	instant(identity: Identity): number {
		return identity >= 0 ? this.instantOf(identity) : this.late(identity).instant;
	}

	/** @throws RangeError when no late entry has that identity */
	late(identity: Identity): LateEntry {
		const late = this.lateByIdentity.get(identity);
		if (late === undefined) throw new RangeError(`No entry ${identity}`);
		return late;
	}

	/** Whether the entry is in the log now. */
	has(identity: Identity): boolean {
		if (identity >= 0) return identity >= this.current.first && identity < this.current.next;
		return this.lateByIdentity.has(identity) && !this.removedLate.has(identity);
	}

	/** Age order: negative when `a` lies before `b`. Holds for removed entries too. */
	compare(a: Identity, b: Identity): number {
		const lateA = this.lateByIdentity.get(a);
		const lateB = this.lateByIdentity.get(b);
		if (lateA !== undefined && lateB !== undefined) return compareLate(lateA, lateB);
		return (lateA?.after ?? a) - (lateB?.after ?? b) || (lateA === undefined ? -1 : 1);
	}

	/** Appends `count` newer entries, as when something happens. */
	arrive(count: number): void {
		const { first, next, late } = this.current;
		this.current = new LogView(first, next + count, late);
	}

	/**
	 * Inserts `count` entries that are older than the newest ones, as when they are committed late.
	 *
	 * @throws RangeError when they would be the newest
	 */
	arriveLate(count: number, options: LateOptions = {}): void {
		const added: LateEntry[] = [];
		for (let i = 0; i < count; i++) added.push(this.createLate(options));
		const late = [...this.current.late, ...added].sort(compareLate);
		this.current = new LogView(this.current.first, this.current.next, late);
	}

	/** Removes the `count` oldest entries, as retention does. */
	removeOldest(count: number): void {
		const view = this.current;
		let removedLate = 0;
		const removed = Math.min(count, view.size);
		for (let position = 0; position < removed; position++) {
			const late = view.late[removedLate];
			if (late === undefined) break;
			if (view.at(position) !== late.identity) continue;
			this.removedLate.add(late.identity);
			removedLate++;
		}
		this.current = new LogView(
			view.first + removed - removedLate,
			view.next,
			view.late.slice(removedLate),
		);
	}

	private createLate(options: LateOptions): LateEntry {
		const identity = -(this.lateByIdentity.size + 1);
		const late =
			options.atInstant === undefined
				? this.lateSomewhere(identity, options)
				: this.lateAt(identity, options.atInstant);
		this.lateByIdentity.set(identity, late);
		return late;
	}

	private lateSomewhere(identity: Identity, { atFraction, as }: LateOptions): LateEntry {
		const { first, next } = this.current;
		const place = atFraction ?? fraction(this.seed, identity, 4);
		// Late is what is older than another: there is a place before each entry in time but the oldest. Where fewer than
		// two are left, it goes before them all.
		const places = Math.max(0, next - first - 1);
		const after = first + Math.min(Math.floor(place * places), places - 1);
		const kind = as ?? (hash(this.seed, identity, 5) % 3 === 0 ? 'tied' : 'between');
		const start = this.instantOf(after);
		const gap = this.instantOf(after + 1) - start;
		return {
			identity,
			after,
			instant:
				kind === 'between' ? start + Math.floor(gap * fraction(this.seed, identity, 6)) : start,
			content: kind === 'twin' ? after : identity,
		};
	}

	private lateAt(identity: Identity, instant: number): LateEntry {
		const { first, next } = this.current;
		if (next === first || instant > this.instantOf(next - 1))
			throw new RangeError('A late entry is not after the newest');
		let low = first;
		let high = next;
		while (low < high) {
			const middle = (low + high) >>> 1;
			if (this.instantOf(middle) <= instant) low = middle + 1;
			else high = middle;
		}
		return { identity, after: low - 1, instant, content: identity };
	}
}

function compareLate(a: LateEntry, b: LateEntry): number {
	return a.after - b.after || a.instant - b.instant || b.identity - a.identity;
}
