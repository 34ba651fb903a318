import type { AuditLog } from './log.ts';
import type { AuditEntry, SortOrder } from './options.ts';
import { hash, shuffledIndex } from './random.ts';
import type { Identity } from './view.ts';

export type SortProperty = keyof AuditEntry;

const PROPERTIES: ReadonlySet<string> = new Set<SortProperty>([
	'createdOn',
	'category',
	'action',
	'auditLogDetails',
	'userName',
	'email',
	'message',
	'detailsVersion',
	'source',
]);

/** Whether entries have that property: what `sortBy` may name. */
export function isSortProperty(name: string): name is SortProperty {
	return PROPERTIES.has(name);
}

/** The log in ascending order of one property; positions count from 0. */
export interface Ordering {
	readonly size: number;
	at(position: number): Identity;
	/** Whether the entries at two positions have the same sort key. */
	tied(a: number, b: number): boolean;
}

/** A page of the log. */
export interface PageRequest {
	order: SortOrder;
	skip: number;
	top: number;
	/** Shuffles entries with an equal sort key by this number. Default: they lie in order of age. */
	shuffle?: number | undefined;
}

/** The entries of one page, in its order. */
export function pageOf(ordering: Ordering, { order, skip, top, shuffle }: PageRequest): Identity[] {
	const page: Identity[] = [];
	const end = Math.min(skip + top, ordering.size);
	let run = { start: 0, end: 0 };
	for (let index = skip; index < end; index++) {
		const position = order === 'asc' ? index : ordering.size - 1 - index;
		if (shuffle === undefined) {
			page.push(ordering.at(position));
			continue;
		}
		if (position < run.start || position >= run.end) run = runAround(ordering, position);
		const length = run.end - run.start;
		page.push(
			ordering.at(
				run.start + shuffledIndex(position - run.start, length, hash(shuffle, run.start)),
			),
		);
	}
	return page;
}

/** The stretch of positions whose entries are tied with the one at `position`: gallops, then halves. */
function runAround(ordering: Ordering, position: number): { start: number; end: number } {
	const isTied = (other: number) => ordering.tied(other, position);
	return {
		start: position - reach((distance) => distance <= position && isTied(position - distance)),
		end:
			position +
			reach((distance) => position + distance < ordering.size && isTied(position + distance)) +
			1,
	};
}

/** The largest distance that still holds, for a condition that holds at 0 and, once broken, stays so. */
function reach(holds: (distance: number) => boolean): number {
	let broken = 1;
	while (holds(broken)) broken *= 2;
	let held = broken >>> 1;
	while (held + 1 < broken) {
		const middle = (held + broken) >>> 1;
		if (holds(middle)) held = middle;
		else broken = middle;
	}
	return held;
}

/** The log by time: computed from positions, nothing is sorted. */
function byTime(log: AuditLog): Ordering {
	const view = log.view;
	return {
		size: view.size,
		at: (position) => view.at(position),
		tied: (a, b) => log.instant(view.at(a)) === log.instant(view.at(b)),
	};
}

interface Keyed {
	readonly identity: Identity;
	readonly key: string | null;
}

/** Nulls first, then plain code units. */
function compareKeys(a: string | null, b: string | null): number {
	if (a === b) return 0;
	if (a === null) return -1;
	if (b === null) return 1;
	return a < b ? -1 : 1;
}

/**
 * The log sorted by other properties than the time. Each index is made when it is first asked for and then kept up to
 * date: only new entries are sorted in, so that a log that moves at every request stays quick.
 */
export class Orderings {
	private readonly log: AuditLog;
	private readonly sorted = new Map<
		SortProperty,
		{ entries: Keyed[]; next: number; lateKnown: number }
	>();

	constructor(log: AuditLog) {
		this.log = log;
	}

	/** The log as it stands, in ascending order of that property. */
	by(property: SortProperty): Ordering {
		if (property === 'createdOn') return byTime(this.log);
		const keyed = this.refreshed(property);
		const at = (position: number): Keyed => {
			const found = keyed[position];
			if (found === undefined) throw new RangeError(`No entry at position ${position}`);
			return found;
		};
		return {
			size: keyed.length,
			at: (position) => at(position).identity,
			tied: (a, b) => at(a).key === at(b).key,
		};
	}

	private refreshed(property: SortProperty): Keyed[] {
		const { log } = this;
		const known = this.sorted.get(property) ?? { entries: [], next: 0, lateKnown: 0 };
		const fresh = log.view.late
			.filter(({ identity }) => -identity > known.lateKnown)
			.map(({ identity }) => identity);
		for (let n = Math.max(known.next, log.view.first); n < log.view.next; n++) fresh.push(n);
		const compare = (a: Keyed, b: Keyed) =>
			compareKeys(a.key, b.key) || log.compare(a.identity, b.identity);
		const added = fresh
			.map((identity) => ({ identity, key: log.entry(identity)[property] }))
			.sort(compare);
		const entries = merge(
			known.entries.filter(({ identity }) => log.has(identity)),
			added,
			compare,
		);
		const lateKnown = log.view.late.reduce(
			(most, { identity }) => Math.max(most, -identity),
			known.lateKnown,
		);
		this.sorted.set(property, { entries, next: log.view.next, lateKnown });
		return entries;
	}
}

function merge<T>(left: readonly T[], right: readonly T[], compare: (a: T, b: T) => number): T[] {
	const merged: T[] = [];
	let taken = 0;
	for (const item of left) {
		for (
			let other = right[taken];
			other !== undefined && compare(other, item) < 0;
			other = right[taken]
		) {
			merged.push(other);
			taken++;
		}
		merged.push(item);
	}
	return merged.concat(right.slice(taken));
}
