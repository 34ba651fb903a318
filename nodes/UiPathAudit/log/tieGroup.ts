import type { TimedEntry } from './entry';
import type { Instant } from './instant';
import { LogError } from './logError';
import type { Page } from './page';
import type { PageSource } from './pageSource';
import { sweepOver, type Sweep } from './sweep';

/** How often a group is read before it is given up; enough to collect groups of many pages. */
const MOST_SWEEPS = 60;

/** Sweeps that must agree to the letter before their order is taken for the server's own. */
const AGREEING_SWEEPS = 2;

/**
 * The same where the group has so few distinct orders that a server which shuffles could come out
 * alike by chance.
 */
const AGREEING_SWEEPS_OF_FEW_ORDERS = 16;

/** Bits of information from which on an order is no coincidence. */
const TELLING_BITS = 24;

/** Each distinct entry with the most copies of it that one answer has shown. */
type Seen = Map<string, { timed: TimedEntry; count: number }>;

/**
 * Reads a group of entries of one time that is too large for a page. No single answer shows all
 * of it, and the server may put it in another order at each call, so it is read until it is
 * certain: until sweeps agree in the order of every entry, or until as many different entries
 * have been seen side by side as the group has places.
 *
 * @param source where pages come from
 * @param at the time that the entries share
 * @param near a rank in or next to the group
 * @returns a page that proves the time between the group's neighbours
 * @throws LogError `unstable-ties` where it cannot be made certain
 */
export async function readTieGroup(source: PageSource, at: Instant, near: number): Promise<Page> {
	const seen: Seen = new Map();
	let start = Math.max(0, near - source.limit);
	let previous: Sweep | undefined;
	let agreeing = 0;
	for (let sweeps = 0; sweeps < MOST_SWEEPS; sweeps++) {
		const sweep = await sweepOver(source, at, start, firstTop(sweeps, source.limit));
		start = Math.max(0, sweep.rank - 1);
		if (sweep.isWhole) return pageOf(sweep);

		const rests = previous !== undefined && isAtRest(previous, sweep);
		// What was seen before the log moved may have left it since.
		if (!rests) seen.clear();
		remember(seen, sweep);
		const sameOrder = previous !== undefined && isSameOrder(previous, sweep);
		// The seams between the pages show whether the order is one and the same for all of them.
		// The log may even grow elsewhere meanwhile, if no two entries look alike: a slip would show.
		const isSteady = sweep.isSeamless && (rests || isDistinct(sweep));
		agreeing = sameOrder && isSteady ? agreeing + 1 : 1;
		if (agreeing >= sweepsNeeded(sweep)) return pageOf(sweep);
		if (rests && countOf(seen) === sweep.entries.length) {
			return pageOf({ ...sweep, entries: collected(seen) });
		}
		previous = sweep;
	}
	throw new LogError('unstable-ties', String(previous?.entries.length ?? 0));
}

/**
 * The size of a sweep's first page. It changes from sweep to sweep, so that the pages are cut at
 * other places: a server may give the same order to the same request each time, and still another
 * one to the next page.
 */
function firstTop(sweep: number, limit: number): number {
	return Math.max(1, limit - Math.floor((limit * (sweep % 4)) / 4));
}

function pageOf({ entries, rank, total, since, until }: Sweep): Page {
	return { entries, rank, total: total ?? rank + entries.length, since, until };
}

/** Whether nothing entered or left the log from the first answer of one sweep to the last. */
function isAtRest(a: Sweep, b: Sweep): boolean {
	const isSamePlace = a.rank === b.rank && a.entries.length === b.entries.length;
	return isSamePlace && b.total !== undefined && a.total === b.total;
}

function isSameOrder(a: Sweep, b: Sweep): boolean {
	return (
		a.rank === b.rank &&
		a.texts.length === b.texts.length &&
		a.texts.every((text, index) => text === b.texts[index])
	);
}

function isDistinct({ texts }: Sweep): boolean {
	return new Set(texts).size === texts.length;
}

/** How many sweeps in a row have to agree, given how many orders the group could have come in. */
function sweepsNeeded({ texts }: Sweep): number {
	if (texts.length === 1) return AGREEING_SWEEPS;
	const copies = new Map<string, number>();
	let bits = 0;
	texts.forEach((text, index) => {
		const copy = (copies.get(text) ?? 0) + 1;
		copies.set(text, copy);
		bits += Math.log2((index + 1) / copy);
	});
	return bits >= TELLING_BITS ? AGREEING_SWEEPS : AGREEING_SWEEPS_OF_FEW_ORDERS;
}

function remember(seen: Seen, sweep: Sweep): void {
	for (const answer of sweep.answers) {
		const counts = new Map<string, number>();
		for (const { text, timed } of answer) {
			const count = (counts.get(text) ?? 0) + 1;
			counts.set(text, count);
			if (count > (seen.get(text)?.count ?? 0)) seen.set(text, { timed, count });
		}
	}
}

function countOf(seen: Seen): number {
	let sum = 0;
	for (const { count } of seen.values()) sum += count;
	return sum;
}

function collected(seen: Seen): TimedEntry[] {
	return [...seen.values()].flatMap(({ timed, count }) =>
		Array.from({ length: count }, () => ({ at: timed.at, entry: { ...timed.entry } })),
	);
}
