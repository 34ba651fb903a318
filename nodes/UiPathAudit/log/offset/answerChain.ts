/** Entries by which answers have to hang together with those before them. */
export const MIN_LINKS = 2;

/** The first and the last place that an answer has shown. */
export interface Span {
	first: number;
	last: number;
}

/**
 * Whether answers make a chain from one place to another: each begins at the start, or shares
 * enough links with what those before it reach.
 *
 * @param isLink whether a place holds an entry that could not be taken for another
 */
export function isChain(
	spans: Span[],
	start: number,
	end: number,
	isLink: (place: number) => boolean,
): boolean {
	let reach = -1;
	for (const { first, last } of spans.slice().sort((a, b) => a.first - b.first)) {
		let links = 0;
		for (let place = first; place <= Math.min(last, reach); place++) if (isLink(place)) links++;
		if (first <= start || links >= MIN_LINKS) reach = Math.max(reach, last);
	}
	return reach >= end;
}
