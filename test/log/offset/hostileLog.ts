import type { AuditEntry } from '../../../nodes/UiPathAudit/log/entry';
import { LogError } from '../../../nodes/UiPathAudit/log/logError';
import type {
	LogReader,
	PageAnswer,
	PageRequest,
} from '../../../nodes/UiPathAudit/log/offset/page';
import type { Selection } from '../../../nodes/UiPathAudit/log/select';
import { readEntries } from './readEntries';
import { ALL_TIME } from '../../../nodes/UiPathAudit/log/timeWindow';

/** An entry of the log, and whether it has been there from the first request on. */
export interface Row {
	id: number;
	/** Ticks since the epoch of this test, 100 ns each. */
	ticks: number;
	text: string;
}

/** What the server does wrong, each as a function of the number of the request. */
export interface Behaviour {
	/** The most entries in one answer. */
	limit?: (request: number) => number;
	/** Places entries of one time: smaller keys come first. */
	orderKey?: (row: Row, request: PageRequest, number: number) => number;
	/** What `totalCount` says. */
	total?: (real: number, request: number) => number;
	/** Whether this answer is empty by mistake. */
	isEmpty?: (request: number) => boolean;
	/** Places beyond which no rows are given, in either order. */
	lastPlace?: number;
	/** Changes the log before an answer. */
	move?: (log: HostileLog, request: number) => void;
	/** Whether `sortOrder` is ignored: newest first always. */
	ignoresOrder?: boolean;
	/** Microtasks until the answer, so that answers overtake each other. */
	delay?: (request: number) => number;
}

/** A log in memory whose server does whatever a test can think of. */
export class HostileLog implements LogReader {
	readonly timeProperty = 'createdOn';
	requests = 0;
	readonly removed = new Set<number>();
	readonly everything: Row[] = [];
	private readonly atStart: number;
	private readonly rows: Row[] = [];

	constructor(
		times: number[],
		private readonly behaviour: Behaviour = {},
		textOf: (id: number) => string = (id) => `entry ${id}`,
	) {
		for (const [id, ticks] of times
			.slice()
			.sort((a, b) => a - b)
			.entries()) {
			this.rows.push({ id, ticks, text: textOf(id) });
		}
		this.everything.push(...this.rows);
		this.atStart = this.rows.length;
	}

	async read(request: PageRequest): Promise<PageAnswer> {
		const number = this.requests++;
		const { limit, orderKey, total, isEmpty, lastPlace, move, ignoresOrder, delay } =
			this.behaviour;
		for (let i = 0; i < (delay?.(number) ?? 0); i++) await Promise.resolve();
		move?.(this, number);
		const rows = orderKey
			? this.ordered(request, (row) => orderKey(row, request, number))
			: this.rows;
		const count = rows.length;
		const isReversed = request.order === 'desc' || ignoresOrder === true;
		const end = Math.min(
			count,
			lastPlace ?? Infinity,
			request.skip + Math.min(request.top, limit?.(number) ?? Infinity),
		);
		const entries: AuditEntry[] = [];
		for (let place = request.skip; place < end && !isEmpty?.(number); place++) {
			const row = rows[isReversed ? count - 1 - place : place];
			if (row) entries.push(entryOf(row));
		}
		const totalCount = total?.(count, number) ?? count;
		// A count that makes the first page seem the whole log is the one lie that is believed.
		const isBelieved = request.skip === 0 && totalCount === entries.length && totalCount < count;
		return { entries, totalCount: isBelieved ? totalCount + 1 : totalCount };
	}

	/** The rows with the groups that a request may touch put in an order; it may give too many. */
	private ordered({ order, skip, top }: PageRequest, keyOf: (row: Row) => number): Row[] {
		const rows = this.rows.slice();
		const [from, to] =
			order === 'asc' ? [skip, skip + top] : [rows.length - skip - top, rows.length - skip];
		for (let start = 0; start < rows.length; ) {
			let end = start + 1;
			while (rows[end]?.ticks === rows[start]?.ticks && end < rows.length) end++;
			if (end - start > 1 && end > from && start < to) {
				const keyed = rows.slice(start, end).map((row) => ({ row, key: keyOf(row) }));
				keyed.sort((a, b) => a.key - b.key);
				rows.splice(start, end - start, ...keyed.map(({ row }) => row));
			}
			start = end;
		}
		return rows;
	}

	get size(): number {
		return this.rows.length;
	}

	/** Adds an entry; late where its time is older than others. */
	add(ticks: number, text?: string): void {
		const row = { id: this.everything.length, ticks, text: '' };
		row.text = text ?? `entry ${row.id}`;
		this.everything.push(row);
		const place = this.rows.findIndex((other) => other.ticks > ticks);
		this.rows.splice(place === -1 ? this.rows.length : place, 0, row);
	}

	/** Has retention remove the oldest entries. */
	expire(count: number): void {
		for (const { id } of this.rows.splice(0, count)) this.removed.add(id);
	}

	/** The ticks of the entry at a place, counted from the oldest. */
	ticksAt(place: number): number {
		return this.rows[place]?.ticks ?? 0;
	}

	/**
	 * Compares what came out with what was there all along.
	 *
	 * @returns what is wrong in words, or undefined
	 */
	findWrong(output: AuditEntry[]): string | undefined {
		const got = countTexts(output);
		const stayed = this.everything.slice(0, this.atStart).filter(({ id }) => !this.removed.has(id));
		for (const [text, count] of countTexts(stayed.map(entryOf))) {
			const came = got.get(text) ?? 0;
			if (came < count) return `missing: ${text}, ${came} of ${count}`;
		}
		return this.findDouble(output);
	}

	/** @returns which entry came more often than it exists, or undefined */
	findDouble(output: AuditEntry[]): string | undefined {
		const existed = countTexts(this.everything.map(entryOf));
		for (const [text, count] of countTexts(output)) {
			const most = existed.get(text) ?? 0;
			if (count > most) return `double: ${text}, ${count} of ${most}`;
		}
		return undefined;
	}
}

/** A number that looks random and is the same for the same numbers. */
export function mixed(...numbers: number[]): number {
	let hash = 2_166_136_261;
	for (const number of numbers) {
		hash = Math.imul(hash ^ number, 16_777_619);
		hash ^= hash >>> 13;
		hash = Math.imul(hash, 2_246_822_519);
		hash ^= hash >>> 16;
	}
	return hash >>> 0;
}

/** The whole log, unless chosen otherwise. */
export function selectionOf(chosen: Partial<Selection> = {}): Selection {
	return {
		sortBy: undefined,
		order: 'desc',
		window: ALL_TIME,
		filter: undefined,
		skip: 0,
		limit: Infinity,
		pageSize: 1_000,
		concurrency: 6,
		...chosen,
	};
}

/** What came out, or why nothing did. */
export async function readOrRefuse(
	log: LogReader,
	chosen: Partial<Selection> = {},
): Promise<AuditEntry[] | LogError> {
	try {
		return await readEntries(log, selectionOf(chosen));
	} catch (error) {
		if (error instanceof LogError) return error;
		throw error;
	}
}

/** Times so many ticks apart. */
export function everySoMany(count: number, ticks: number, first = 0): number[] {
	return Array.from({ length: count }, (_, index) => first + index * ticks);
}

/** So many entries of one time. */
export function allAt(ticks: number, count: number): number[] {
	return Array.from({ length: count }, () => ticks);
}

function entryOf({ ticks, text }: Row): AuditEntry {
	const ms = Date.UTC(2024, 0, 1) + Math.floor(ticks / 10_000);
	const fraction = String(ticks % 10_000).padStart(4, '0');
	const createdOn = `${new Date(ms).toISOString().slice(0, -1)}${fraction}Z`;
	return { createdOn, message: text };
}

function countTexts(entries: AuditEntry[]): Map<string, number> {
	const counts = new Map<string, number>();
	for (const { createdOn, message } of entries) {
		const text = `${String(createdOn)} ${String(message)}`;
		counts.set(text, (counts.get(text) ?? 0) + 1);
	}
	return counts;
}
