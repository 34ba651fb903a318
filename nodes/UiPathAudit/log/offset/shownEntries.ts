import type { TimedEntry } from '../entry';
import { countKept, hasStale, type Sight } from './keptPlaces';
import { countTexts, raiseCounts, sumCounts } from './tally';

/** Which entries the places of a group have shown, in all answers together. */
export class ShownEntries {
	/** Entries that certainly exist: copies count where one answer showed them side by side. */
	certain = 0;

	/** The texts that each place has shown. */
	private readonly places = new Map<number, Set<string>>();
	/** For each text, how many places have shown it … */
	private readonly spread = new Map<string, number>();
	/** … and the most copies of it that one answer has shown. */
	private readonly sideBySide = new Map<string, number>();
	/** The same, of the answers since the count began anew. */
	private readonly sideBySideAgain = new Map<string, number>();
	private readonly samples = new Map<string, TimedEntry>();
	/** The parts that answers have shown since something new came up. */
	private sights: Sight[] = [];

	/** @param timeProperty the property of an entry that holds its time, which all share */
	constructor(private readonly timeProperty: string) {}

	/**
	 * Takes in what an answer shows from a place on.
	 *
	 * @returns whether a place has shown something new, and whether there is an entry or a place more
	 */
	takeIn(first: number, group: TimedEntry[]): { isNews: boolean; isNewEntry: boolean } {
		const texts = group.map((timed) => toText(timed, this.timeProperty));
		const placesBefore = this.places.size;
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
		if (isNews) this.sights = [];
		this.sights.push({ first, texts });
		const copies = countTexts(texts);
		raiseCounts(this.sideBySideAgain, copies);
		const more = raiseCounts(this.sideBySide, copies);
		this.certain += more;
		return { isNews, isNewEntry: more > 0 || this.places.size > placesBefore };
	}

	/** Whether an entry like this one has been seen. */
	has(timed: TimedEntry): boolean {
		return this.samples.has(toText(timed, this.timeProperty));
	}

	/** Every place that has been seen. */
	get allPlaces(): number[] {
		return [...this.places.keys()];
	}

	/** The number of places that have been seen. */
	get placeCount(): number {
		return this.places.size;
	}

	/** The first place from one on that has not been seen. */
	findGap(from: number): number {
		let place = from;
		while (this.places.has(place)) place++;
		return place;
	}

	/** Whether any place has shown two entries. */
	get isChanging(): boolean {
		return [...this.places.values()].some(({ size }) => size > 1);
	}

	/** Whether a place has shown an entry that no other place has shown the like of. */
	isUnique(place: number): boolean {
		const texts = [...(this.places.get(place) ?? [])];
		return texts.length > 0 && texts.every((text) => this.spread.get(text) === 1);
	}

	/**
	 * The places of entries that were seen at more places than copies of them side by side. What
	 * has not been seen yet can only hide behind these: each order of the server's has it somewhere.
	 */
	findDoubtfulPlaces(): number[] {
		const isDoubtful = (text: string) =>
			(this.spread.get(text) ?? 0) > (this.sideBySide.get(text) ?? 0);
		return [...this.places]
			.filter(([, texts]) => [...texts].some(isDoubtful))
			.map(([place]) => place);
	}

	/** Takes all that was shown so far for something of an earlier time. */
	age(): void {
		this.sights = [];
	}

	/** Begins to count anew which entries there are. */
	recount(): void {
		this.sideBySideAgain.clear();
	}

	/** Entries that have been seen since the count began anew. */
	get recounted(): number {
		return sumCounts(this.sideBySideAgain);
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
	 * The entries, in the order of the places where that is always the same.
	 *
	 * @param copies how many there are of each text
	 */
	toEntries(copies: Map<string, number>): TimedEntry[] {
		const left = new Map(copies);
		const entries: TimedEntry[] = [];
		const take = (text: string): boolean => {
			const count = left.get(text) ?? 0;
			const sample = this.samples.get(text);
			if (count === 0 || !sample) return false;
			left.set(text, count - 1);
			entries.push({ at: sample.at, entry: { ...sample.entry } });
			return true;
		};
		for (const place of this.allPlaces.sort((a, b) => a - b)) {
			[...(this.places.get(place) ?? [])].some(take);
		}
		for (const text of left.keys()) while (take(text));
		return entries;
	}
}

/**
 * All of an entry but its time as one text, the same however the server orders its properties and
 * writes the time.
 */
function toText({ entry }: TimedEntry, timeProperty: string): string {
	return JSON.stringify({ ...entry, [timeProperty]: undefined }, (_name, value: unknown) =>
		isPlain(value) ? Object.fromEntries(Object.entries(value).sort(compareNames)) : value,
	);
}

function compareNames([a]: [string, unknown], [b]: [string, unknown]): number {
	return a < b ? -1 : 1;
}

function isPlain(value: unknown): value is object {
	return typeof value === 'object' && value !== null && !Array.isArray(value);
}
