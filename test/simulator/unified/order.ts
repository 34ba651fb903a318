import { hash } from '../random.ts';
import type { Identity, LogView } from '../view.ts';
import type { UnifiedLog } from './log.ts';
import type { UnifiedSwitches } from './options.ts';

/** Instants in ticks, both inclusive. */
export interface Window {
	readonly from: number;
	readonly to: number;
}

/** A place between two events: that of an event which need not exist. */
export interface Place {
	readonly instant: number;
	readonly id: string;
}

/** Compares the ids of two events of one instant, in the order of an answer. */
export type TieOrder = (a: string, b: string) => number;

function compareTexts(a: string, b: string): number {
	return a < b ? -1 : a > b ? 1 : 0;
}

/** @param request a number that stands for the request: shuffled ties come in another order for each */
export function tieOrder(kind: Required<UnifiedSwitches>['tieOrder'], request: number): TieOrder {
	switch (kind) {
		case 'ascending':
			return compareTexts;
		case 'descending':
			return (a, b) => compareTexts(b, a);
		case 'shuffled': {
			const key = (id: string) =>
				hash(request, Number.parseInt(id.slice(0, 8), 16), Number.parseInt(id.slice(-8), 16), 39);
			return (a, b) => key(a) - key(b) || compareTexts(a, b);
		}
	}
}

/** The first position whose instant is at least that: a binary search. */
export function positionFrom(log: UnifiedLog, view: LogView, instant: number): number {
	let low = 0;
	let high = view.size;
	while (low < high) {
		const middle = (low + high) >>> 1;
		if (log.instant(view.at(middle)) < instant) low = middle + 1;
		else high = middle;
	}
	return low;
}

/** The first position whose instant is after that. */
export function positionAfter(log: UnifiedLog, view: LogView, instant: number): number {
	return positionFrom(log, view, instant + 1);
}

interface Member {
	readonly identity: Identity;
	readonly id: string;
}

/** The events of one log at one moment in the order of one answer, reached from any place without passing the others. */
export class AnswerOrder {
	private readonly log: UnifiedLog;
	private readonly view: LogView;
	private readonly ties: TieOrder;

	constructor(log: UnifiedLog, view: LogView, ties: TieOrder) {
		this.log = log;
		this.view = view;
		this.ties = ties;
	}

	/** What follows a place, or the newest end, in the answer's order: newest first. */
	*older({ from, to }: Window, place?: Place): Generator<Identity> {
		const begin = positionFrom(this.log, this.view, from);
		let end = positionAfter(this.log, this.view, to);
		if (place !== undefined) {
			const start = positionFrom(this.log, this.view, place.instant);
			const after = positionAfter(this.log, this.view, place.instant);
			if (place.instant >= from && place.instant <= to) {
				for (const { identity, id } of this.group(start, after))
					if (this.ties(id, place.id) > 0) yield identity;
			}
			end = Math.min(end, start);
		}
		while (end > begin) {
			const start = this.startOfGroup(end - 1);
			for (const { identity } of this.group(start, end)) yield identity;
			end = start;
		}
	}

	/** What precedes a place, the nearest first. */
	*newer({ from, to }: Window, place: Place): Generator<Identity> {
		const end = positionAfter(this.log, this.view, to);
		const start = positionFrom(this.log, this.view, place.instant);
		const after = positionAfter(this.log, this.view, place.instant);
		if (place.instant >= from && place.instant <= to) {
			for (const { identity, id } of this.group(start, after).reverse())
				if (this.ties(id, place.id) < 0) yield identity;
		}
		let begin = Math.max(after, positionFrom(this.log, this.view, from));
		while (begin < end) {
			const instant = this.log.instant(this.view.at(begin));
			const next = positionAfter(this.log, this.view, instant);
			for (const { identity } of this.group(begin, next).reverse()) yield identity;
			begin = next;
		}
	}

	private startOfGroup(position: number): number {
		const instant = this.log.instant(this.view.at(position));
		const isAlone = position === 0 || this.log.instant(this.view.at(position - 1)) < instant;
		return isAlone ? position : positionFrom(this.log, this.view, instant);
	}

	/** Events at those positions, which share an instant, in the answer's order. */
	private group(start: number, end: number): Member[] {
		const members: Member[] = [];
		for (let position = start; position < end; position++) {
			const identity = this.view.at(position);
			members.push({ identity, id: this.log.id(identity) });
		}
		return members.sort((a, b) => this.ties(a.id, b.id));
	}
}
