import type { Instant } from '../instant';
import type { Stretch } from '../stretch';
import type { TimeWindow } from '../timeWindow';
import type { IdentifiedEntry } from './page';
import type { Plan } from './plan';

/** Hands on what has been read in the order asked for, each entry once. */
export class Handover {
	/** The time that was reached last: sections share one. */
	private lastTime: Instant | undefined;
	/** The ids of its entries that have been handed on. */
	private readonly lastIds = new Set<string>();

	constructor(
		private readonly plan: Plan,
		private readonly window: TimeWindow,
		private readonly isNewestFirst: boolean,
	) {}

	/** All that can be handed on by now. */
	take(): Stretch {
		const settled: IdentifiedEntry[] = [];
		for (let { head } = this.plan; head; { head } = this.plan) {
			if (!this.isNewestFirst && !head.isDone) break;
			const entries = this.keepNew(
				this.isNewestFirst ? head.entries.take() : head.entries.take().reverse(),
			);
			for (const entry of entries) settled.push(entry);
			if (!head.isDone) break;
			this.plan.passHead();
		}
		const { head } = this.plan;
		const edge = head && this.isNewestFirst ? this.listEdge(head.entries.pending) : [];
		const isLast = head === undefined;
		return { settled, edge, isLast, skipped: 0, isOrderShown: true, hasMoved: false };
	}

	/** Takes out what is outside of the window, and what another section has given already. */
	private keepNew(entries: readonly IdentifiedEntry[]): IdentifiedEntry[] {
		return entries.filter(({ at, id }) => {
			if (!this.isWithin(at)) return false;
			if (at !== this.lastTime) {
				this.lastTime = at;
				this.lastIds.clear();
			}
			if (this.lastIds.has(id)) return false;
			this.lastIds.add(id);
			return true;
		});
	}

	private listEdge(entries: readonly IdentifiedEntry[]): IdentifiedEntry[] {
		return entries.filter(
			({ at, id }) => this.isWithin(at) && !(at === this.lastTime && this.lastIds.has(id)),
		);
	}

	private isWithin(at: Instant): boolean {
		return at >= this.window.from && at < this.window.to;
	}
}
