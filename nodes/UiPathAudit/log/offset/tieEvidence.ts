import { isChain, type Span } from './answerChain';
import type { SortOrder, TimedEntry } from '../entry';
import { BEGINNING_OF_TIME, END_OF_TIME, makeBoundAfter, type Instant } from '../instant';
import type { Page } from './page';
import { ShownEntries } from './shownEntries';

/** An end of the group, in the order of the requests. */
export type GroupEnd = 'head' | 'tail';

/**
 * What several answers have shown of a *group*: the entries of one time. A place is counted from
 * the first entry of the order in which the answers were asked for.
 */
export class TieEvidence {
	/** What stood at the places of the group. */
	readonly shown: ShownEntries;
	/** The first and the last place at which the group was seen. */
	low = Infinity;
	high = -Infinity;
	/** The places nearest to the group that hold something else, or lie beyond the log. */
	before = -1;
	after = Infinity;
	/** Whether no entry comes after the group in the order of the requests. */
	endsWithLog = false;
	/** Entries in the whole log, as the latest answer says. */
	total = 0;

	/** How many answers have shown a place since something new came up anywhere … */
	private readonly readings = new Map<number, number>();
	/** … and since an entry came up that had not been seen at all, or an end was elsewhere. */
	private readonly checks = new Map<number, number>();
	/** The first and last place in every answer that has shown some of the group. */
	private readonly spans: Span[] = [];
	private entryBefore: TimedEntry | undefined;
	private entryAfter: TimedEntry | undefined;
	private since: Instant = BEGINNING_OF_TIME;
	private until: Instant = END_OF_TIME;

	/**
	 * @param at the time that the entries share
	 * @param order the order of the requests whose answers are taken in
	 * @param timeProperty the property of an entry that holds its time
	 */
	constructor(
		private readonly at: Instant,
		readonly order: SortOrder,
		private readonly timeProperty: string,
	) {
		this.shown = new ShownEntries(timeProperty);
	}

	/** The same with nothing shown. */
	startOver(): TieEvidence {
		return new TieEvidence(this.at, this.order, this.timeProperty);
	}

	/** The number of places from the first to the last. */
	get size(): number {
		return Math.max(0, this.high - this.low + 1);
	}

	/** Whether every place has been seen, and both neighbours. */
	get isComplete(): boolean {
		const { before, low, high, after } = this;
		return before === low - 1 && after === high + 1 && this.shown.placeCount === this.size;
	}

	/** Whether as many entries certainly exist as there are places. */
	get isCounted(): boolean {
		return this.shown.certain === this.size;
	}

	/** Whether more entries were seen than there are places: then the log has moved. */
	get isOverfull(): boolean {
		return this.isComplete && this.shown.certain > this.size;
	}

	/**
	 * Whether the answers hang together: no place has shown two entries, and a chain of answers leads
	 * from the neighbour before to the one after, each showing two entries like no others at the very
	 * places where the one before has them. Then nothing moved between them. (A single one could have
	 * a twin beside it that slips into its place.)
	 */
	get isSteady(): boolean {
		if (this.endsWithLog || this.shown.isChanging) return false;
		const isLink = (place: number) => this.shown.isUnique(place);
		return isChain(this.spans, Math.max(0, this.before), this.after, isLink);
	}

	/**
	 * Takes an answer in; one in another order is passed over.
	 *
	 * @returns false where it cannot come from the same state of the log as those before it; then
	 *   it was not taken in
	 */
	add({ request, entries: oldestFirst, total }: Page): boolean {
		if (request?.order !== this.order) return true;
		const entries = this.order === 'asc' ? oldestFirst : oldestFirst.slice().reverse();
		const { skip } = request;
		const isBeyondLog = entries.length === 0 && total <= skip && skip > this.high;
		const { low, high, before, after } = this.boundsWith(entries, skip, isBeyondLog);
		if (before >= low || after <= high || before >= after) return false;

		const isElsewhere = before !== this.before || after !== this.after;
		if (after !== this.after) this.endsWithLog = isBeyondLog;
		Object.assign(this, { low, high, before, after, total });
		this.entryBefore = entries[before - skip] ?? this.entryBefore;
		this.entryAfter = entries[after - skip] ?? this.entryAfter;
		this.noteProof(entries);
		const isNewEntry = this.takeIn(entries, skip);
		if (isNewEntry || isElsewhere) this.checks.clear();
		const count = isBeyondLog ? 1 : entries.length;
		for (let place = skip; place < skip + count; place++) {
			this.readings.set(place, this.readingsOf(place) + 1);
			this.checks.set(place, this.checksOf(place) + 1);
		}
		return true;
	}

	/** Has all places to be read again, because what they have shown may be out of date. */
	age(): void {
		this.shown.age();
		this.readings.clear();
		this.checks.clear();
	}

	/** The first place within the group that has not been seen. */
	findGap(): number | undefined {
		return this.shown.placeCount === this.size ? undefined : this.shown.findGap(this.low);
	}

	/** How many answers have shown a place since something new came up anywhere. */
	readingsOf(place: number): number {
		return this.readings.get(place) ?? 0;
	}

	/**
	 * How many answers have shown a place since an entry came up that had not been seen at all, or an
	 * end of the group was elsewhere.
	 */
	checksOf(place: number): number {
		return this.checks.get(place) ?? 0;
	}

	/** How many of these answers have shown that an end of the group is where it is. */
	checksOfEnd(end: GroupEnd): number {
		const [inner, outer] = end === 'head' ? [this.low, this.before] : [this.high, this.after];
		const checks = this.checksOf(inner);
		return outer < 0 ? checks : Math.min(checks, this.checksOf(outer));
	}

	/**
	 * The group and its neighbours as a page that proves the time between these.
	 *
	 * @param copies how many there are of each text, in all as many as there are places
	 */
	toPage(copies: Map<string, number>): Page {
		const { entryBefore, entryAfter, order, total, since, until } = this;
		const entries = this.shown.toEntries(copies);
		if (entryBefore) entries.unshift(entryBefore);
		if (entryAfter) entries.push(entryAfter);
		const first = entryBefore ? this.before : this.low;
		if (order === 'desc') entries.reverse();
		const rank = order === 'asc' ? first : Math.max(0, total - first - entries.length);
		return { request: undefined, entries, rank, total, since, until };
	}

	private boundsWith(entries: TimedEntry[], skip: number, isBeyondLog: boolean) {
		let { low, high, before, after } = this;
		for (const [index, { at }] of entries.entries()) {
			const place = skip + index;
			const isOlder = at < this.at;
			if (at === this.at) [low, high] = [Math.min(low, place), Math.max(high, place)];
			else if (isOlder === (this.order === 'asc')) before = Math.max(before, place);
			else after = Math.min(after, place);
		}
		if (isBeyondLog) after = Math.min(after, skip);
		return { low, high, before, after };
	}

	/** @returns whether there is an entry or a place more than was known */
	private takeIn(entries: TimedEntry[], skip: number): boolean {
		const first = entries.findIndex(({ at }) => at === this.at);
		if (first === -1) return false;
		const group = entries.filter(({ at }) => at === this.at);
		this.spans.push({ first: skip, last: skip + entries.length - 1 });
		const { isNews, isNewEntry } = this.shown.takeIn(skip + first, group);
		if (isNews) this.readings.clear();
		return isNewEntry;
	}

	/** No more is proven empty around the group than every answer bears out. */
	private noteProof(entries: TimedEntry[]): void {
		for (const { at } of entries) {
			if (at < this.at && makeBoundAfter(at) > this.since) this.since = makeBoundAfter(at);
			if (at > this.at && at < this.until) this.until = at;
		}
	}
}
