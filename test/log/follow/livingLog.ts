import type { AuditEntry } from '../../../nodes/UiPathAudit/log/entry';
import { toInstantOfMs } from '../../../nodes/UiPathAudit/log/instant';
import type {
	LogReader,
	PageAnswer,
	PageRequest,
} from '../../../nodes/UiPathAudit/log/offset/page';

const MINUTE = 60_000;

/** What may happen to a log. */
export type Event =
	/** The clock goes on. */
	| { kind: 'wait'; minutes: number }
	/** Entries of now: all of one time where they are tied, equal in everything where they are twins. */
	| { kind: 'arrive'; count: number; tied: boolean; twins: boolean }
	/** Entries that were created a while ago. */
	| { kind: 'late'; count: number; minutes: number; twins: boolean }
	/** An entry of the future. */
	| { kind: 'early'; minutes: number }
	/** The oldest entries are deleted. */
	| { kind: 'retain'; count: number };

interface Kept {
	ms: number;
	text: string;
	entry: AuditEntry;
}

/** A log over hours, with a clock of its own, that knows what a trigger is to tell of it. */
export class LivingLog implements LogReader {
	readonly timeProperty = 'happened';
	/** Milliseconds since 1970. */
	clock = Date.parse('2026-03-29T00:00:00Z');
	requests = 0;
	/** Happens while a page is asked for. */
	onRequest: (() => void) | undefined;
	/** Entries in a page at most. */
	limit = Infinity;
	/** What the log says of how many entries it has. */
	counts = (truth: number): number => truth;
	/** Whether entries of one time come in another order each time. */
	shuffles = false;
	private entries: Kept[] = [];
	private serial = 0;
	private isWatched = false;
	/** How often each text is to be told: at least, and at most. */
	private readonly due = new Map<string, { least: number; most: number }>();

	/** @param lateMinutes how late an entry may come and is told */
	constructor(private readonly lateMinutes: number) {}

	/** From now on, entries count. */
	watch(): void {
		this.isWatched = true;
	}

	/** Entries that are there count as well. */
	watchAll(): void {
		this.watch();
		for (const { text } of this.entries) this.expect(text);
	}

	happen(event: Event): void {
		switch (event.kind) {
			case 'wait':
				this.clock += event.minutes * MINUTE;
				return;
			case 'arrive':
				// The last of them is of now.
				if (!event.tied && !event.twins) this.clock += event.count - 1;
				this.add(event.count, this.clock, event);
				return;
			case 'late':
				this.add(event.count, this.clock - event.minutes * MINUTE, { ...event, tied: false });
				return;
			case 'early':
				this.add(1, this.clock + event.minutes * MINUTE, { twins: false, tied: false });
				return;
			case 'retain':
				for (const { text } of this.entries.splice(0, event.count)) {
					const due = this.due.get(text);
					if (due && due.least > 0) due.least--;
				}
		}
	}

	get size(): number {
		return this.entries.length;
	}

	/** Takes out what is wrong with the texts that were told; undefined where nothing is. */
	findWrong(told: readonly AuditEntry[]): string | undefined {
		const counts = new Map<string, number>();
		for (const { text } of told) counts.set(String(text), (counts.get(String(text)) ?? 0) + 1);
		for (const [text, { least, most }] of this.due) {
			const count = counts.get(text) ?? 0;
			if (count < least) return `lost: ${text} (${count} of ${least})`;
			if (count > most) return `doubled: ${text} (${count} of ${most})`;
		}
		for (const text of counts.keys()) if (!this.due.has(text)) return `not due: ${text}`;
		return undefined;
	}

	async read({ order, skip, top }: PageRequest): Promise<PageAnswer> {
		this.requests++;
		this.onRequest?.();
		const sorted = this.shuffles ? this.shuffle() : this.entries.slice();
		if (order === 'desc') sorted.reverse();
		const page = sorted.slice(skip, skip + Math.min(top, this.limit));
		return await Promise.resolve({
			entries: page.map(({ entry }) => entry),
			totalCount: this.counts(this.entries.length),
		});
	}

	private add(
		count: number,
		from: number,
		{ tied, twins }: { tied: boolean; twins: boolean },
	): void {
		const text = `text ${++this.serial}`;
		for (let index = 0; index < count; index++) {
			const ms = twins || tied ? from : from - (count - 1 - index);
			const own = twins ? text : `${text}.${index}`;
			const entry = { happened: `${toInstantOfMs(ms)}Z`, text: own, details: null };
			this.insert({ ms, text: own, entry });
			// What comes late by more than the window may be told or not.
			if (ms < this.clock - this.lateMinutes * MINUTE) this.expect(own, 0);
			else this.expect(own);
		}
	}

	private expect(text: string, least = 1): void {
		if (!this.isWatched) return;
		const due = this.due.get(text) ?? { least: 0, most: 0 };
		this.due.set(text, { least: due.least + least, most: due.most + 1 });
	}

	private insert(kept: Kept): void {
		let place = this.entries.length;
		while (place > 0 && (this.entries[place - 1]?.ms ?? 0) > kept.ms) place--;
		this.entries.splice(place, 0, kept);
	}

	private shuffle(): Kept[] {
		const keys = new Map(this.entries.map((kept) => [kept, Math.random()]));
		return this.entries
			.slice()
			.sort((a, b) => a.ms - b.ms || (keys.get(a) ?? 0) - (keys.get(b) ?? 0));
	}
}
