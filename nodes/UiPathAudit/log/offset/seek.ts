import type { Direction } from './direction';
import type { TimedEntry } from '../entry';
import { END_OF_TIME, type Instant } from '../instant';
import { LogError } from '../logError';
import type { Page } from './page';
import type { PageSource } from './pageSource';
import { readTieGroup } from './tieGroup';

/** Answers without rows beyond the last one known that are taken for a passing fault. */
const MAX_EMPTY_ENDS = 6;

/**
 * Finds a page that covers a frontier: gallops away from what is known in growing strides and
 * halves the stretch once both sides are known, with requests for a single entry. The cost grows
 * with the logarithm of the distance, not with the log.
 *
 * @param source where pages come from
 * @param direction which way reading goes
 * @param frontier the bound to find
 * @param known the page to start out from
 * @param margin settled entries that the page should hold, as far as it has the room
 * @returns a page that covers the frontier; where the entries of one time do not fit in a page,
 *   all of these as one page
 * @throws LogError where the log changes faster than it can be searched, or has entries that it
 *   does not give; see {@link readTieGroup}
 */
export async function seek(
	source: PageSource,
	direction: Direction,
	frontier: Instant,
	known: Page,
	margin: number,
): Promise<Page> {
	const bracket = new Bracket(frontier);
	bracket.learn(known);
	const time = direction.timeAt(frontier);
	if (!source.canEnlarge && isTooLarge(source, time)) {
		const group = await readTieGroup(source, time, bracket.most);
		if (group && direction.covers(group, frontier)) return group;
	}
	let reach = margin;
	// The source ends a search that leads nowhere.
	for (let emptyEnds = 0; ; ) {
		const size = source.limit;
		if (!bracket.fitsIn(size)) {
			bracket.learn(await source.read({ order: 'asc', skip: bracket.probe(size), top: 1 }));
			continue;
		}
		const { least, most } = bracket;
		const placed = direction.placeAt(least, most, size, Math.min(reach, size - 1));
		const page = await source.read({ order: 'asc', skip: Math.max(0, placed), top: size });
		if (direction.covers(page, frontier)) return page;
		bracket.learn(page);
		if (!bracket.isExact) continue;

		const pivot = direction.order === 'asc' ? bracket.after : bracket.before;
		if (bracket.after && !bracket.after.entry) {
			// No rows further on prove nothing, except if the newest page leads on from here.
			const newest = await source.read({ order: 'desc', skip: 0, top: size });
			if (direction.covers(newest, frontier)) return newest;
			if (++emptyEnds > MAX_EMPTY_ENDS) {
				const facts = { count: newest.total, place: bracket.after.rank };
				if (!hasTime(newest, pivot?.entry?.at)) throw new LogError('counted-not-given', facts);
			}
		}
		if (reach === 1 && pivot?.entry && !source.enlarge()) {
			const group = await readTieGroup(source, pivot.entry.at, pivot.rank);
			if (group && direction.covers(group, frontier)) return group;
		}
		// The neighbours are known, yet the page did not do: give it all the room there is on the
		// far side before taking what lies there for one large group.
		reach = 1;
	}
}

/** Whether the latest answers have shown more entries of a time than a page has room for. */
function isTooLarge(source: PageSource, time: Instant): boolean {
	let first = Infinity;
	let last = -Infinity;
	for (const { request, entries, rank } of source.recent) {
		if (request?.order !== 'asc') continue;
		for (const [index, { at }] of entries.entries()) {
			if (at === time)
				[first, last] = [Math.min(first, rank + index), Math.max(last, rank + index)];
		}
	}
	return last - first + 1 > source.limit - 2;
}

function hasTime({ entries }: Page, time: Instant | undefined): boolean {
	return entries.some(({ at }) => at === time);
}

/** An entry next to the frontier, and its rank when it was seen. */
interface Landmark {
	rank: number;
	/** Undefined beyond either end of the log. */
	entry?: TimedEntry;
}

/** The ranks between which the frontier lies, as far as the answers so far tell. */
class Bracket {
	before: Landmark | undefined;
	after: Landmark | undefined;
	private stride = 0;

	constructor(private readonly frontier: Instant) {}

	/** The fewest entries that can be before the frontier. */
	get least(): number {
		return (this.before?.rank ?? -1) + 1;
	}

	/** The most entries that can be before the frontier. */
	get most(): number {
		return this.after?.rank ?? this.least;
	}

	/** Whether the two neighbours of the frontier are known. */
	get isExact(): boolean {
		return this.width === 1;
	}

	/** Whether one page can hold both landmarks. */
	fitsIn(size: number): boolean {
		return this.width <= Math.max(1, size - 1);
	}

	/** Takes in what a page says of the entries on either side of the frontier. */
	learn({ entries, rank, until }: Page): void {
		const count = entries.length;
		const split = entries.findIndex(({ at }) => at >= this.frontier);
		const older = split === -1 ? count : split;
		if (older > 0) this.setBefore(rank + older - 1, entries[older - 1]);
		else if (rank === 0) this.setBefore(-1);
		if (older < count) this.setAfter(rank + older, entries[older]);
		else if (count === 0 || until === END_OF_TIME) this.setAfter(rank + count);
	}

	/** The rank to look at next. */
	probe(size: number): number {
		const { before, after } = this;
		if (before && after) return before.rank + Math.floor((after.rank - before.rank) / 2);
		this.stride = this.stride === 0 ? size : this.stride * 2;
		if (after) return Math.max(0, after.rank - this.stride);
		return (before?.rank ?? -1) + this.stride;
	}

	private get width(): number {
		return this.before && this.after ? this.after.rank - this.before.rank : Infinity;
	}

	private setBefore(rank: number, entry?: TimedEntry): void {
		if (!this.before || rank > this.before.rank) this.before = { rank, entry };
		// The log has moved since the other side was seen, so that side is out of date.
		if (this.after && this.after.rank <= rank) {
			this.after = undefined;
			this.stride = 0;
		}
	}

	private setAfter(rank: number, entry?: TimedEntry): void {
		if (!this.after || rank < this.after.rank) this.after = { rank, entry };
		if (this.before && this.before.rank >= rank) {
			this.before = undefined;
			this.stride = 0;
		}
	}
}
