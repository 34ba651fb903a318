import type { AuditEntry } from '../../../nodes/UiPathAudit/log/entry';
import { parseInstant, toInstantOfMs } from '../../../nodes/UiPathAudit/log/instant';
import type {
	CursorAnswer,
	CursorReader,
	WindowRequest,
} from '../../../nodes/UiPathAudit/log/cursor/page';

/** An event as the log holds it; `at` sorts. */
export interface Event {
	id: string;
	at: string;
}

/** What a server may do, whatever it is asked. */
export interface ServerHabits {
	/** The fewest and the most events that it gives. */
	min: number;
	max: number;
	/** The order of events of one time: by id, the other way round, or another one in each answer. */
	ties: 'ascending' | 'descending' | 'shuffled';
	/** Digits of a bound's fraction that it looks at. */
	digits: number;
	/** Whether every answer with events has a cursor, also the last one. */
	alwaysOlder: boolean;
	/** Every so many answers to a cursor are empty, and go on all the same; 0 for none. */
	emptyEvery: number;
	/** Whether the event that a cursor names comes again. */
	repeatsCursor: boolean;
}

export const PLAIN: ServerHabits = {
	...{ min: 10, max: 200, ties: 'descending', digits: 7 },
	...{ alwaysOlder: false, emptyEvery: 0, repeatsCursor: false },
};

/** A log with ids and page cursors, in memory. Answers that are under way together come together. */
export class EventLog implements CursorReader {
	readonly timeProperty = 'createdOn';
	readonly idProperty = 'id';
	readonly minTop = 10;
	readonly maxTop = 200;
	requests = 0;
	/** Times at which answers came: as long as a chain of so many requests would take. */
	rounds = 0;
	/** Called before each answer. */
	move: () => void = () => undefined;
	private readonly waiting: Array<() => void> = [];
	private cursorAnswers = 0;

	constructor(
		public events: Event[],
		readonly habits: ServerHabits = PLAIN,
	) {
		this.sort();
	}

	/** Puts an event in its place. */
	add(event: Event): void {
		this.events.push(event);
		this.sort();
	}

	async readWindow({ from, to, top }: WindowRequest): Promise<CursorAnswer> {
		return await this.answer(top, { from: this.cut(from), to: this.cut(to) });
	}

	async readOlder(cursor: string): Promise<CursorAnswer> {
		const { top, ...place } = JSON.parse(cursor) as Place & { top: number };
		return await this.answer(top, place);
	}

	private cut(bound: string): string {
		if (parseInstant(`${bound}Z`) === undefined) return bound;
		const { digits } = this.habits;
		return `${bound.slice(0, 20)}${bound.slice(20, 20 + digits).padEnd(7, '0')}`;
	}

	private async answer(top: number, place: Place): Promise<CursorAnswer> {
		this.requests++;
		await new Promise<void>((resolve) => {
			if (this.waiting.length === 0) setImmediate(() => this.release());
			this.waiting.push(resolve);
		});
		this.move();
		return this.page(Math.min(this.habits.max, Math.max(this.habits.min, top)), place);
	}

	private release(): void {
		this.rounds++;
		for (const resolve of this.waiting.splice(0)) resolve();
	}

	private page(top: number, { from, to, before, beforeId }: Place): CursorAnswer {
		const { emptyEvery, alwaysOlder, repeatsCursor, ties } = this.habits;
		const end = this.findEnd(before ?? to);
		const taken: Event[] = [];
		let index = end - 1;
		if (before !== undefined && ties !== 'shuffled') {
			while (index >= 0 && !this.isBehind(this.events[index], before, beforeId, repeatsCursor))
				index--;
		}
		const group = before === undefined ? [] : this.groupBehind(before, beforeId);
		if (before !== undefined && ties === 'shuffled') {
			while (index >= 0 && this.events[index]?.at === before) index--;
			taken.push(...group);
		}
		if (before !== undefined && emptyEvery > 0 && this.cursorAnswers++ % emptyEvery === 0) {
			const older = JSON.stringify({ from, to, before, beforeId, top, n: this.cursorAnswers });
			return { entries: [], older };
		}
		while (index >= 0 && taken.length <= top) {
			const event = this.events[index];
			if (!event || event.at < from) break;
			if (ties !== 'shuffled') {
				taken.push(event);
				index--;
				continue;
			}
			const same: Event[] = [];
			while (this.events[index]?.at === event.at) same.push(this.events[index--] ?? event);
			taken.push(...shuffle(same));
		}
		const page = taken.slice(0, top);
		const last = page.at(-1);
		const hasMore = taken.length > top || (alwaysOlder && page.length > 0);
		const older =
			hasMore && last
				? JSON.stringify({ from, to, before: last.at, beforeId: last.id, top })
				: undefined;
		return { entries: page.map(toEntry), older };
	}

	/** Of a server that shuffles: what comes after an event among those of its time. */
	private groupBehind(before: string, beforeId = ''): Event[] {
		const group = shuffle(this.events.filter(({ at }) => at === before));
		return group.slice(group.findIndex(({ id }) => id === beforeId) + 1);
	}

	private isBehind(
		event: Event | undefined,
		before: string,
		beforeId = '',
		inclusive: boolean,
	): boolean {
		if (!event || event.at !== before) return event !== undefined && event.at < before;
		if (event.id === beforeId) return inclusive;
		return this.habits.ties === 'ascending' ? event.id > beforeId : event.id < beforeId;
	}

	private findEnd(to: string): number {
		let low = 0;
		let high = this.events.length;
		while (low < high) {
			const middle = (low + high) >> 1;
			if ((this.events[middle]?.at ?? '') <= to) low = middle + 1;
			else high = middle;
		}
		return low;
	}

	/** Oldest first; the server's order is this one from its end. */
	private sort(): void {
		const sign = this.habits.ties === 'ascending' ? -1 : 1;
		this.events.sort((a, b) => compare(a.at, b.at) || sign * compare(a.id, b.id));
	}
}

interface Place {
	from: string;
	to: string;
	before?: string;
	beforeId?: string;
}

function toEntry({ id, at }: Event): AuditEntry {
	return { id, createdOn: `${at}Z` };
}

function compare(a: string, b: string): number {
	return a < b ? -1 : a > b ? 1 : 0;
}

function shuffle<T>(list: T[]): T[] {
	const shuffled = list.slice();
	for (let last = shuffled.length - 1; last > 0; last--) {
		const other = Math.floor(Math.random() * (last + 1));
		const [a, b] = [shuffled[last], shuffled[other]];
		if (a !== undefined && b !== undefined) [shuffled[last], shuffled[other]] = [b, a];
	}
	return shuffled;
}

/** An event so many milliseconds after the beginning of 2026. */
export function makeEvent(ms: number, id: string, ticks = 0): Event {
	const at = toInstantOfMs(Date.UTC(2026, 0) + ms);
	return { id, at: `${at.slice(0, -4)}${String(ticks).padStart(4, '0')}` };
}
