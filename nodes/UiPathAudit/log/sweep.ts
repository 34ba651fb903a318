import type { TimedEntry } from './entry';
import { END_OF_TIME, justAfter, type Instant } from './instant';
import type { Page } from './page';
import type { PageSource } from './pageSource';

/** An entry and all of its fields as one text, to tell equal entries from different ones. */
interface ReadEntry {
	timed: TimedEntry;
	text: string;
}

/** One passage over a group of entries of one time, from its neighbour before to the one after. */
export interface Sweep {
	/** Rank of the group's first entry. */
	rank: number;
	/** The stretch of time from the neighbour before (exclusive) to the one after (exclusive). */
	since: Instant;
	until: Instant;
	/** The group in the order it came, one entry for each place. */
	entries: TimedEntry[];
	/** The same as texts. */
	texts: string[];
	/** What each answer showed of the group. */
	answers: ReadEntry[][];
	/** Entries in the whole log; undefined where that changed during the sweep. */
	total: number | undefined;
	/** Whether every page began with the entry that the one before it ended with. */
	isSeamless: boolean;
	/** Whether one answer showed the whole group with its neighbours. */
	isWhole: boolean;
}

/**
 * Reads a group of entries of one time from end to end.
 *
 * @param source where pages come from
 * @param at the time that the entries share
 * @param start a rank to begin at; moved towards the oldest entry if it lies within the group
 * @param firstTop entries in the first page, which decides where all pages are cut
 */
export async function sweepOver(
	source: PageSource,
	at: Instant,
	start: number,
	firstTop: number,
): Promise<Sweep> {
	let page = await source.read({ order: 'asc', skip: start, top: firstTop });
	while (page.rank > 0 && !startsBefore(page, at)) {
		const skip = Math.max(0, page.rank - Math.max(1, source.limit - 1));
		page = await source.read({ order: 'asc', skip, top: source.limit });
	}
	const sweep: Sweep = {
		rank: page.rank + olderThan(page, at).length,
		since: sinceBefore(page, at),
		until: END_OF_TIME,
		entries: [],
		texts: [],
		answers: [],
		total: page.total,
		isSeamless: true,
		isWhole: false,
	};
	let overlap = 0;
	let seam: string | undefined;
	for (;;) {
		const answer = page.entries.map((timed) => ({ timed, text: JSON.stringify(timed.entry) }));
		const group = answer.filter(({ timed }) => timed.at === at);
		if (seam !== undefined && (overlap === 0 || answer[0]?.text !== seam)) {
			sweep.isSeamless = false;
		}
		for (const { timed, text } of answer.slice(overlap)) {
			if (timed.at !== at) continue;
			sweep.entries.push(timed);
			sweep.texts.push(text);
		}
		sweep.answers.push(group);
		if (page.total !== sweep.total) sweep.total = undefined;

		const next = page.rank + page.entries.length;
		const newest = answer.at(-1);
		if (!newest || newest.timed.at > at || page.until === END_OF_TIME) {
			const fromStart = page.rank === 0 || startsBefore(page, at);
			sweep.isWhole = fromStart && group.length === sweep.entries.length;
			// What one answer shows by itself must not lean on an earlier one.
			if (sweep.isWhole) sweep.since = sinceBefore(page, at);
			sweep.until = page.entries.find((timed) => timed.at > at)?.at ?? END_OF_TIME;
			return sweep;
		}
		// A page of one entry has no room to show that it continues the one before it.
		overlap = page.entries.length > 1 && source.limit > 1 ? 1 : 0;
		seam = newest.text;
		page = await source.read({ order: 'asc', skip: next - overlap, top: source.limit });
	}
}

function olderThan(page: Page, at: Instant): TimedEntry[] {
	return page.entries.filter((timed) => timed.at < at);
}

function startsBefore(page: Page, at: Instant): boolean {
	return olderThan(page, at).length > 0;
}

/** The bound right after the entry before the group. */
function sinceBefore(page: Page, at: Instant): Instant {
	const neighbour = olderThan(page, at).at(-1);
	return neighbour ? justAfter(neighbour.at) : page.since;
}
