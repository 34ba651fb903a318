import type { SortOrder, TimedEntry } from './entry';
import { BEGINNING_OF_TIME, END_OF_TIME, justAfter, type Instant } from './instant';
import type { Page } from './page';
import { isChain, type Span } from './answerChain';
import { countKept, hasStale, type Sight } from './keptPlaces';
import { countOf, raise, sumOf } from './tally';

/** An end of the group, in the order of the requests. */
export type GroupEnd = 'head' | 'tail';

/**
 * What several answers have shown of a *group*: the entries of one time. A place is counted from
 * the first entry of the order in which the answers were asked for.
 */
export class TieEvidence {
	/** The first and the last place at which the group was seen. */
	low = Infinity;
	high = -Infinity;
	/** The places nearest to the group that hold something else, or lie beyond the log. */
	before = -1;
	after = Infinity;
	/** Entries that certainly exist: copies count where one answer showed them side by side. */
	certain = 0;
	/** Whether no entry comes after the group in the order of the requests. */
	endsWithLog = false;
	/** Entries in the whole log, as the latest answer says. */
	total = 0;

	/** The texts that each place of the group has shown. */
	private readonly places = new Map<number, Set<string>>();
	/** How many answers have shown a place since something new came up anywhere … */
	private readonly readings = new Map<number, number>();
	/** … and since an entry came up that had not been seen at all. */
	private readonly checks = new Map<number, number>();
	/** For each text, the places that have shown it … */
	private readonly spread = new Map<string, number>();
	/** … and the most copies of it that one answer has shown. */
	private readonly sideBySide = new Map<string, number>();
	/** The same, of the answers since the count began anew. */
	private readonly sideBySideAgain = new Map<string, number>();
	private readonly samples = new Map<string, TimedEntry>();
	/** The parts that answers have shown since something new came up. */
	private sights: Sight[] = [];
	/** The first and last place in every answer that has shown some of the group. */
	private readonly spans: Span[] = [];
	private entryBefore: TimedEntry | undefined;
	private entryAfter: TimedEntry | undefined;
	private since: Instant = BEGINNING_OF_TIME;
	private until: Instant = END_OF_TIME;

	/**
	 * @param at the time that the entries share
	 * @param order the order of the requests whose answers are taken in
	 */
	constructor(
		private readonly at: Instant,
		readonly order: SortOrder,
	) {}

	/** The number of places from the first to the last. */
	get size(): number {
		return Math.max(0, this.high - this.low + 1);
	}

	/** Every place of the group that has been seen. */
	get allPlaces(): number[] {
		return [...this.places.keys()];
	}

	/** Whether every place has been seen, and both neighbours. */
	get isComplete(): boolean {
		const { before, low, high, after } = this;
		return before === low - 1 && after === high + 1 && this.places.size === this.size;
	}

	/** Whether more entries were seen than there are places: then the log has moved. */
	get isOverfull(): boolean {
		return this.isComplete && this.certain > this.size;
	}

	/**
	 * Whether the answers hang together: no place has shown two entries, and a chain of answers leads
	 * from the neighbour before to the one after, each showing two entries like no others at the very places
	 * where the one before has them. Then nothing moved between them. (A single one could have a twin
	 * beside it that slips into its place.)
	 */
	get isSteady(): boolean {
		if (this.endsWithLog || [...this.places.values()].some(({ size }) => size > 1)) return false;
		const isUnique = (place: number) =>
			[...(this.places.get(place) ?? [])].every((text) => this.spread.get(text) === 1);
		const isLink = (place: number) => place >= this.low && place <= this.high && isUnique(place);
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
		let { low, high, before, after } = this;
		for (const [index, { at }] of entries.entries()) {
			const place = skip + index;
			const side = this.sideOf(at);
			if (side < 0) before = Math.max(before, place);
			else if (side > 0) after = Math.min(after, place);
			else [low, high] = [Math.min(low, place), Math.max(high, place)];
		}
		const isBeyondLog = entries.length === 0 && total <= skip && skip > high;
		if (isBeyondLog) after = Math.min(after, skip);
		if (before >= low || after <= high || before >= after) return false;

		const isElsewhere = before !== this.before || after !== this.after;
		Object.assign(this, { low, high, before, after, total });
		this.entryBefore = entries[before - skip] ?? this.entryBefore;
		this.entryAfter = entries[after - skip] ?? this.entryAfter;
		if (isBeyondLog) this.endsWithLog = true;
		const first = entries.findIndex(({ at }) => at === this.at);
		const group = entries.filter(({ at }) => at === this.at);
		const { isNews, isNewEntry } = this.takeIn(skip + first, group);
		if (group.length > 0) this.spans.push({ first: skip, last: skip + entries.length - 1 });
		this.noteBounds(entries);
		if (isNews) this.sights = this.sights.slice(-1);
		if (isNews) this.readings.clear();
		if (isNewEntry || isElsewhere) this.checks.clear();
		for (let place = skip; place < skip + Math.max(entries.length, isBeyondLog ? 1 : 0); place++) {
			this.readings.set(place, this.readingsOf(place) + 1);
			this.checks.set(place, this.checksOf(place) + 1);
		}
		return true;
	}

	/** Has all places to be read again, because what they have shown may be out of date. */
	age(): void {
		this.readings.clear();
		this.checks.clear();
	}

	/** Begins to count anew which entries there are. */
	recount(): void {
		this.sideBySideAgain.clear();
	}

	/** Whether as many entries as there are places have been seen since the count began anew. */
	get isRecounted(): boolean {
		return sumOf(this.sideBySideAgain) === this.size;
	}

	/** The first place within the group that has not been seen. */
	findGap(): number | undefined {
		if (this.places.size === this.size) return undefined;
		let place = this.low;
		while (this.places.has(place)) place++;
		return place;
	}

	/** How many answers have shown a place since something new came up anywhere. */
	readingsOf(place: number): number {
		return this.readings.get(place) ?? 0;
	}

	/** How many answers have shown a place since an entry came up that had not been seen at all. */
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
	 * The places of entries that were seen at more places than copies of them side by side. What
	 * has not been seen yet can only hide behind these: each order of the server's has it somewhere.
	 */
	findDoubtfulPlaces(): number[] {
		const isDoubtful = (text: string) =>
			(this.spread.get(text) ?? 0) > (this.sideBySide.get(text) ?? 0);
		return [...this.places.keys()]
			.filter((place) => [...(this.places.get(place) ?? [])].some(isDoubtful))
			.sort((a, b) => a - b);
	}

	/** The copies of each text that one answer has shown side by side. */
	countSideBySide(): Map<string, number> {
		return new Map(this.sideBySide);
	}

	/** The copies of each text, if places that have shown one text only always hold it. */
	countKept(): Map<string, number> | undefined {
		return countKept(this.places, this.sideBySide);
	}

	/** Whether places have lately not shown what they have shown before something new came up. */
	get isStale(): boolean {
		return hasStale(this.places, this.sights);
	}

	/**
	 * The group and its neighbours as a page that proves the time between these.
	 *
	 * @param copies how many there are of each text, in all as many as there are places
	 */
	toPage(copies: Map<string, number>): Page {
		const left = new Map(copies);
		const { entryBefore, entryAfter } = this;
		const entries: TimedEntry[] = entryBefore ? [entryBefore] : [];
		const take = (text: string): boolean => {
			const count = left.get(text) ?? 0;
			const sample = this.samples.get(text);
			if (count === 0 || !sample) return false;
			left.set(text, count - 1);
			entries.push({ at: sample.at, entry: { ...sample.entry } });
			return true;
		};
		// As the server puts them, where that is always the same.
		for (let place = this.low; place <= this.high; place++) {
			[...(this.places.get(place) ?? [])].some(take);
		}
		for (const text of left.keys()) while (take(text));
		if (entryAfter) entries.push(entryAfter);
		const first = entryBefore ? this.before : this.low;
		if (this.order === 'desc') entries.reverse();
		return {
			request: undefined,
			entries,
			rank: this.order === 'asc' ? first : Math.max(0, this.total - first - entries.length),
			total: this.total,
			since: this.since,
			until: this.until,
		};
	}

	/** Negative before the group in the order of the requests, positive after it. */
	private sideOf(at: Instant): number {
		if (at === this.at) return 0;
		return at < this.at === (this.order === 'asc') ? -1 : 1;
	}

	/** @returns whether a place has shown something new, and whether there is an entry more */
	private takeIn(first: number, group: TimedEntry[]): { isNews: boolean; isNewEntry: boolean } {
		if (group.length === 0) return { isNews: false, isNewEntry: false };
		const texts = group.map(textOf);
		const places = this.places.size;
		let isNews = false;
		for (const [index, text] of texts.entries()) {
			const timed = group[index];
			if (timed && !this.samples.has(text)) this.samples.set(text, timed);
			const known = this.places.get(first + index);
			if (known?.has(text)) continue;
			isNews = true;
			this.places.set(first + index, (known ?? new Set()).add(text));
			this.spread.set(text, (this.spread.get(text) ?? 0) + 1);
		}
		this.sights.push({ first, texts });
		const more = raise(this.sideBySide, countOf(texts));
		raise(this.sideBySideAgain, countOf(texts));
		this.certain += more;
		const isNewEntry = more > 0 || this.places.size > places;
		return { isNews, isNewEntry };
	}

	/** No more is proven empty around the group than every answer bears out. */
	private noteBounds(entries: TimedEntry[]): void {
		for (const { at } of entries) {
			if (at < this.at && justAfter(at) > this.since) this.since = justAfter(at);
			if (at > this.at && at < this.until) this.until = at;
		}
	}
}

/** All of an entry but its time as one text, the same however the server orders its properties. */
function textOf({ entry }: TimedEntry): string {
	const properties = Object.entries(entry).filter(([name]) => name !== 'createdOn');
	return JSON.stringify(properties.sort(([a], [b]) => (a < b ? -1 : 1)));
}
