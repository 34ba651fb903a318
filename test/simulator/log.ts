import { createEntryMaker } from './entries.ts';
import type { EntryMaker } from './entries.ts';
import { localised } from './language.ts';
import type { AuditEntry, LogOptions } from './options.ts';
import { fraction, hash } from './random.ts';
import { LogView } from './view.ts';
import type { Identity, LateEntry } from './view.ts';

/** Where late entries go, and what they look like. */
export interface LateOptions {
	/** How far from the oldest (0) to the newest (1) entry. Default: anywhere, by the seed. */
	atFraction?: number;
	/**
	 * `between`: a time of its own; `tied`: the time of an existing entry; `twin`: equal to an existing entry in every
	 * field. Default: `between` or `tied`, by the seed.
	 */
	as?: 'between' | 'tied' | 'twin';
}

/**
 * The audit log: what the simulator serves and what tests compare with. It computes entries when asked for them and
 * holds only what has happened to it since the start.
 */
export class AuditLog {
	private readonly maker: EntryMaker;
	private readonly seed: number;
	private readonly lateByIdentity = new Map<Identity, LateEntry>();
	private readonly removedLate = new Set<Identity>();
	private current: LogView;
	private computed = 0;

	/** @throws RangeError when an option is out of its range */
	constructor(options: LogOptions = {}) {
		const { entries = 1_000, seed = 1 } = options;
		if (!(Number.isInteger(entries) && entries >= 0))
			throw new RangeError('entries: a whole number from 0');
		this.maker = createEntryMaker(entries, options);
		this.seed = seed;
		this.current = new LogView(0, entries, []);
	}

	/** The log as it stands: a view that later changes leave alone. */
	get view(): LogView {
		return this.current;
	}

	get size(): number {
		return this.current.size;
	}

	/** How many entries have been computed since the start: shows that a large log costs nothing until it is read. */
	get entriesComputed(): number {
		return this.computed;
	}

	/** The entry as it is sent, whether it is still in the log or was removed. */
	entry(identity: Identity, language?: string): AuditEntry {
		this.computed++;
		if (identity >= 0) return localised(this.maker.entry(identity), language);
		const late = this.lateEntry(identity);
		return localised(this.maker.entry(late.content, late.instant), language);
	}

	/** When it happened, in 100 ns ticks from the option `newest`: tells whether two entries share a time. */
	instant(identity: Identity): number {
		return identity >= 0 ? this.maker.instant(identity) : this.lateEntry(identity).instant;
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

	/** Identities of all entries, oldest first. */
	identities(): Identity[] {
		return [...this.current];
	}

	/** All entries as they are sent, oldest first. */
	snapshot(language?: string): AuditEntry[] {
		return this.identities().map((identity) => this.entry(identity, language));
	}

	/** Appends `count` newer entries, as when something happens. */
	arrive(count: number): void {
		const { first, next, late } = this.current;
		this.current = new LogView(first, next + count, late);
	}

	/** Inserts `count` entries that are older than the newest ones, as when they are committed late. */
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

	private lateEntry(identity: Identity): LateEntry {
		const late = this.lateByIdentity.get(identity);
		if (late === undefined) throw new RangeError(`No entry ${identity}`);
		return late;
	}

	private createLate({ atFraction, as }: LateOptions): LateEntry {
		const { first, next } = this.current;
		const identity = -(this.lateByIdentity.size + 1);
		const place = atFraction ?? fraction(this.seed, identity, 4);
		// Late is what is older than another: there is a place before each entry in time but the oldest. Where fewer than
		// two are left, it goes before them all.
		const places = Math.max(0, next - first - 1);
		const after = first + Math.min(Math.floor(place * places), places - 1);
		const kind = as ?? (hash(this.seed, identity, 5) % 3 === 0 ? 'tied' : 'between');
		const start = this.maker.instant(after);
		const gap = this.maker.instant(after + 1) - start;
		const late = {
			identity,
			after,
			instant:
				kind === 'between' ? start + Math.floor(gap * fraction(this.seed, identity, 6)) : start,
			content: kind === 'twin' ? after : identity,
		};
		this.lateByIdentity.set(identity, late);
		return late;
	}
}

function compareLate(a: LateEntry, b: LateEntry): number {
	return a.after - b.after || a.instant - b.instant || b.identity - a.identity;
}
