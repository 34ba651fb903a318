/** Pages that a section should have at least where all of it is wanted … */
const MIN_PAGES = 0.8;

/** … and where only some is: the end of its last page is read for nothing. */
const MIN_PAGES_IF_LIMITED = 3;

/** How much of the page that is under way is left to it. */
const UNDER_WAY = 0.9;

/** Rates that differ by more are of different kinds of times: a busy minute, a quiet month. */
export const MAX_EVEN_SKEW = 8;

/** Cuts are made at whole seconds. */
const MIN_SPAN_MS = 1_000;

/** What is known of a section that is being read. */
export interface SectionFacts {
	/** Entries that it probably still has, those of the answer under way included. */
	size: number;
	/** How many of them are wanted. */
	room: number;
	/** Milliseconds that they lie in; infinite where it has no end. */
	span: number;
	/** Entries in a millisecond at its newest and at its oldest end. */
	upper: number;
	lower: number;
	/** Entries in a page. */
	pageSize: number;
	/** Sections that can be read beside it. */
	free: number;
	/** Whether what is read beyond `room` is read for nothing. */
	isLimited: boolean;
}

/**
 * Where to cut a section, so that its parts have about as much to read.
 *
 * @returns milliseconds from its newest end, ascending; none where it is not worth cutting
 */
export function findCuts(facts: SectionFacts): number[] {
	const { size, room, span, upper, lower, pageSize } = facts;
	const pages = Math.min(size, room) / pageSize;
	const parts = countParts(pages, facts);
	if (parts === 0 || !(upper > 0 || lower > 0)) return [];
	const skew = Math.max(upper, lower) / Math.min(upper, lower);
	if (span !== Infinity && skew > MAX_EVEN_SKEW) return cutByPowers(facts, parts);
	const width = size > room ? Math.min((span * room) / size || Infinity, room / upper) : span;
	return cutEvenly(width, { parts, pages, hasRest: size > room });
}

/** How many sections to cut off. */
function countParts(pages: number, { free, isLimited }: SectionFacts): number {
	const most = isLimited
		? Math.floor(pages / MIN_PAGES_IF_LIMITED) - 1
		: Math.ceil((pages - UNDER_WAY) / MIN_PAGES);
	return Math.max(0, Math.min(free, most));
}

function cutEvenly(
	width: number,
	{ parts, pages, hasRest }: { parts: number; pages: number; hasRest: boolean },
): number[] {
	const kept = Math.max(1 / (parts + 1), UNDER_WAY / pages);
	const cuts = Array.from(
		{ length: parts },
		(_, part) => width * (kept + ((1 - kept) * part) / parts),
	);
	return hasRest ? [...cuts, width] : cuts;
}

/**
 * Where entries are dense at one end and rare at the other, the bound between the two may be anywhere:
 * it is found soonest where each part is as many times longer than the one before.
 */
function cutByPowers({ span, upper, lower, pageSize }: SectionFacts, parts: number): number[] {
	const dense = Math.max(MIN_SPAN_MS, pageSize / Math.max(upper, lower));
	if (dense >= span) return [];
	const factor = (span / dense) ** (1 / (parts + 1));
	const distances = Array.from({ length: parts }, (_, part) => dense * factor ** (part + 1));
	return upper > lower ? distances : distances.map((distance) => span - distance).reverse();
}
