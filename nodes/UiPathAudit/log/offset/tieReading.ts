import type { Page, PageRequest } from './page';
import { MIN_LINKS } from './answerChain';
import { sumCounts } from './tally';
import type { GroupEnd, TieEvidence } from './tieEvidence';

/**
 * How often each doubtful place has to be read, with nothing new coming up anywhere, until it is
 * believed to hold the same entry in every order that the server may use. Two orders would have to
 * take turns in just the wrong way 23 times; see docs/design.md.
 */
const MIN_READINGS = 12;

/** How often both ends have to be seen where nothing else shows that the log is at rest. */
const MIN_END_READINGS = 4;

/** A page to ask for, and the place after the last one that it is to show. */
interface Window {
	request: PageRequest;
	end: number;
}

/** Says which places of a group to read next, until it is certain. */
export class TieReading {
	/** How many there are of each text; undefined while that is not certain. */
	copies: Map<string, number> | undefined;
	/** Whether what was seen early on may be out of date, so that reading has to start over. */
	isStale = false;
	private round: Window[] = [];
	private underWay: Window | undefined;
	private rounds = 0;
	private checks = 0;
	private isRecounting = false;

	/**
	 * @param evidence what the answers have shown so far
	 * @param near a place in or next to the group
	 */
	constructor(
		private readonly evidence: TieEvidence,
		private readonly near: number,
	) {}

	/**
	 * @param limit entries that a page can be counted on to hold
	 * @returns undefined where the group is certain
	 */
	next(limit: number): PageRequest | undefined {
		const { evidence } = this;
		this.underWay = undefined;
		if (!evidence.isComplete) {
			this.round = [];
			return { order: evidence.order, skip: this.findUnseen(limit), top: limit };
		}
		const { shown } = evidence;
		if (evidence.isCounted) this.copies = shown.countSideBySide();
		else if (this.round.length === 0) this.copies = this.countKept(shown.findDoubtfulPlaces());
		else this.copies = undefined;
		const check = this.copies && this.checkEnds(limit);
		if (check) {
			this.isRecounting = false;
			this.round = [];
			return check;
		}
		if (this.copies && evidence.isCounted && !evidence.isSteady) this.copies = this.recount();
		if (this.copies) return undefined;
		if (this.round.length === 0) {
			const places = evidence.isCounted ? shown.allPlaces : shown.findDoubtfulPlaces();
			this.round = this.planRound(places, limit);
		}
		this.underWay = this.round.shift();
		return this.underWay?.request;
	}

	/** Has the rest of a page asked for where the server has given less than it used to. */
	takeNote(page: Page): void {
		const { underWay } = this;
		if (!underWay || page.entries.length === 0) return;
		const { request, end } = underWay;
		const skip = request.skip + page.entries.length;
		if (skip < end) this.round.unshift({ request: { ...request, skip, top: end - skip }, end });
	}

	/**
	 * Where answers do not hang together, entries that retention took meanwhile may stand in for ones
	 * that were not seen: so all have to be seen once more after their places were counted, or their
	 * places to have kept what they hold often enough.
	 */
	private recount(): Map<string, number> | undefined {
		const { shown, size } = this.evidence;
		if (!this.isRecounting) shown.recount();
		this.isRecounting = true;
		if (shown.recounted === size) return shown.countSideBySide();
		return this.round.length === 0 ? this.countKept(shown.allPlaces) : undefined;
	}

	private isReadOften(places: number[]): boolean {
		return places.every((place) => this.evidence.readingsOf(place) >= MIN_READINGS);
	}

	/** The first place of a page that shows more of the group or of its neighbours. */
	private findUnseen(limit: number): number {
		const { order, low, high, before, size, total } = this.evidence;
		if (size === 0) return order === 'asc' ? Math.max(0, this.near - ((limit - 1) >> 1)) : 0;
		// What pages share shows whether the log moved in between.
		const overlap = Math.min(MIN_LINKS, limit - 1);
		if (before !== low - 1) return Math.max(0, before, low + overlap - limit);
		const gap = this.evidence.findGap();
		// Only an answer that begins beyond the last entry can show that it is the last.
		if (gap === undefined && total <= high + 1) return high + 1;
		return Math.max(0, (gap ?? high + 1) - overlap);
	}

	/** The copies of each text, where these places have been read often enough. */
	private countKept(places: number[]): Map<string, number> | undefined {
		const { shown, size } = this.evidence;
		if (!this.isReadOften(places)) return undefined;
		const copies = shown.countKept();
		this.isStale = shown.isStale;
		return copies && !this.isStale && sumCounts(copies) === size ? copies : undefined;
	}

	/**
	 * Pages that show each of these places once more. They are cut at other places each time, ask for
	 * another number of entries and come in an irregular order, lest a server that answers from several
	 * copies of the log in turn, or orders by what is asked for, show the same picture again and again.
	 */
	private planRound(places: number[], limit: number): Window[] {
		const { low, high, order } = this.evidence;
		const number = this.rounds++;
		const span = high - low + 3;
		const least = Math.ceil(span / limit);
		const pages = least * limit - span < limit / 4 ? least + 1 : least;
		const shift = scatter(number, span) % (pages * limit - span + 1);
		const windows: Window[] = [];
		for (let page = 0; page < pages; page++) {
			const start = low - 1 - shift + page * limit;
			const end = start + limit;
			if (!places.some((place) => place >= start && place < end)) continue;
			const skip = Math.max(0, start);
			windows.push({ request: { order, skip, top: end - skip + 2 * number }, end });
		}
		const turn = ({ end }: Window) => scatter(number, end);
		// Twice in a row: of servers that answer in turn, it is another one then.
		return windows
			.sort((a, b) => turn(a) - turn(b))
			.flatMap((window) => [window, askForMore(window)]);
	}

	/** A request that shows one of the group's ends once more; undefined where that is not needed. */
	private checkEnds(limit: number): PageRequest | undefined {
		const { evidence } = this;
		const [heads, tails] = evidence.isSteady ? [1, 1] : [MIN_END_READINGS, MIN_END_READINGS];
		const isHeadSure = evidence.checksOfEnd('head') >= heads;
		const isTailSure = evidence.checksOfEnd('tail') >= tails;
		if (isHeadSure && isTailSure) return undefined;
		// Irregular too, lest a log that goes to and fro be looked at in the same phase always.
		const end: GroupEnd = isOdd(this.checks++) ? 'tail' : 'head';
		return { order: evidence.order, skip: this.placeOfEnd(end, limit), top: 2 };
	}

	/** Where both sides of an end are seen, or else the side that has been seen less often. */
	private placeOfEnd(end: GroupEnd, limit: number): number {
		const { low, high, before, after, endsWithLog } = this.evidence;
		if (end === 'head' && before < 0) return low;
		const [inner, outer] = end === 'head' ? [low, before] : [high, after];
		if (limit > 1 && !(end === 'tail' && endsWithLog)) return Math.min(inner, outer);
		return this.evidence.checksOf(outer) < this.evidence.checksOf(inner) ? outer : inner;
	}
}

function askForMore({ request, end }: Window): Window {
	return { request: { ...request, top: request.top + 1 }, end };
}

/** The Thue-Morse sequence, in which no pattern comes three times in a row. */
function isOdd(number: number): boolean {
	return number > 0 && (number % 2 === 1) !== isOdd(number >> 1);
}

/** A number that looks random, and is the same for the same numbers. */
function scatter(a: number, b: number): number {
	const mixed = Math.imul(a + 1, 2_654_435_761) ^ Math.imul(b + 1, 2_246_822_519);
	return Math.imul(mixed ^ (mixed >>> 15), 2_654_435_761) >>> 0;
}
