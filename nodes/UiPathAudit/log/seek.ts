import type { Direction } from './direction';
import type { TimedEntry } from './entry';
import { END_OF_TIME, type Instant } from './instant';
import { LogError } from './logError';
import type { Page } from './page';
import type { PageSource } from './pageSource';
import { readTieGroup } from './tieGroup';

/**
 * Requests that may pass without a result before the log is said to change too fast. Finding a
 * bound in a log of a billion entries takes about 60.
 */
const MOST_REQUESTS = 100;

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
 * @throws LogError `moving` where the log changes faster than it can be searched
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
	let reach = margin;
	for (let requests = 0; requests < MOST_REQUESTS; requests++) {
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

		const pivot = direction.order === 'asc' ? bracket.after?.entry : bracket.before?.entry;
		if (reach === 1 && pivot && !source.enlarge()) {
			const group = await readTieGroup(source, pivot.at, bracket.most);
			if (direction.covers(group, frontier)) return group;
		}
		// The neighbours are known, yet the page did not do: give it all the room there is on the
		// far side before taking what lies there for one large group.
		reach = 1;
	}
	throw new LogError('moving');
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
		if (this.after && this.after.rank <= rank) this.after = undefined;
	}

	private setAfter(rank: number, entry?: TimedEntry): void {
		if (!this.after || rank < this.after.rank) this.after = { rank, entry };
		if (this.before && this.before.rank >= rank) this.before = undefined;
	}
}
