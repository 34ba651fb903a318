import type { AuditEntry } from '../../../nodes/UiPathAudit/log/entry';
import type {
	LogReader,
	PageAnswer,
	PageRequest,
} from '../../../nodes/UiPathAudit/log/offset/page';

/** What happens to the log before an answer is made. */
export interface Movement {
	/** Entries that arrive at the new end. */
	arrivals: number;
	/** Entries that land in the middle, each at a fraction of the log's length. */
	late: number[];
	/** Oldest entries that retention removes. */
	retention: number;
	/** The most entries that the server gives in this answer. */
	clamp: number;
	/** Microtasks until the answer is made, so that answers overtake each other. */
	delay: number;
}

interface Row {
	id: number;
	/** Ticks since the epoch of this test, 100 ns each. */
	ticks: number;
	entry: AuditEntry;
}

/** A log in memory that moves before every answer, by a script that is repeated for ever. */
export class MovingLog implements LogReader {
	readonly timeProperty = 'happened';
	requests: PageRequest[] = [];
	readonly atStart: Row[];
	readonly removed = new Set<number>();
	readonly everything: Row[];
	private rows: Row[];
	private moves = 0;
	private seed: number;

	/**
	 * @param times ticks of the entries at the start, in any order; equal ones tie
	 * @param twinEvery every so many entries one is equal in every field to all others of its time
	 * @param script movements, taken in turn
	 * @param shuffles whether entries of one time come in another order at each answer
	 */
	constructor(
		times: number[],
		private readonly twinEvery: number,
		private readonly script: Movement[],
		private readonly shuffles: boolean,
	) {
		this.seed = times.length + 1;
		this.rows = times
			.slice()
			.sort((a, b) => a - b)
			.map((ticks, id) => this.row(id, ticks));
		this.atStart = this.rows.slice();
		this.everything = this.rows.slice();
	}

	async read(request: PageRequest): Promise<PageAnswer> {
		this.requests.push(request);
		const move = this.script[this.moves++ % this.script.length];
		for (let i = 0; i < (move?.delay ?? 0); i++) await Promise.resolve();
		if (move) this.apply(move);
		const rows = this.shuffles ? this.shuffled() : this.rows.slice();
		if (request.order === 'desc') rows.reverse();
		const top = Math.min(request.top, move?.clamp ?? Infinity);
		const entries = rows.slice(request.skip, request.skip + top).map(({ entry }) => ({ ...entry }));
		return { entries, totalCount: this.rows.length };
	}

	private apply({ arrivals, late, retention }: Movement): void {
		for (let i = 0; i < arrivals; i++) {
			// Every other arrival shares its time with the one before it.
			this.insert((this.rows.at(-1)?.ticks ?? 0) + (this.everything.length % 2));
		}
		for (const fraction of late) {
			const id = this.everything.length;
			// Spread, so that a script which repeats does not pile up one endless tie.
			const place = (fraction + id * 0.37) % 1;
			const near = this.rows[Math.floor(place * this.rows.length)];
			this.insert((near?.ticks ?? 0) + (id % 4 === 0 ? 0 : 1 + ((id * 7) % 50)));
		}
		for (const { id } of this.rows.splice(0, retention)) this.removed.add(id);
	}

	private insert(ticks: number): void {
		const row = this.row(this.everything.length, ticks);
		this.everything.push(row);
		const place = this.rows.findIndex((other) => other.ticks > ticks);
		this.rows.splice(place === -1 ? this.rows.length : place, 0, row);
	}

	private row(id: number, ticks: number): Row {
		const isTwin = this.twinEvery > 0 && id % this.twinEvery === 0;
		const fraction = String(ticks).padStart(7, '0').replace(/0+$/, '');
		const happened = `2024-05-06T07:08:09${fraction && `.${fraction}`}+00:00`;
		return { id, ticks, entry: { happened, message: isTwin ? 'twin' : `entry ${id}` } };
	}

	private shuffled(): Row[] {
		const keyed = this.rows.map((row) => ({ row, key: this.random() }));
		keyed.sort((a, b) => a.row.ticks - b.row.ticks || a.key - b.key);
		return keyed.map(({ row }) => row);
	}

	/** A small generator of its own, so that a failing case can be run again. */
	private random(): number {
		this.seed = (Math.imul(this.seed, 1_664_525) + 1_013_904_223) >>> 0;
		return this.seed / 2 ** 32;
	}
}

/**
 * Compares what came out with what was there.
 *
 * @returns what is wrong in words, or undefined
 */
export function findLossOrDouble(log: MovingLog, output: AuditEntry[]): string | undefined {
	const got = countTexts(output);
	const existed = countTexts(log.everything.map(({ entry }) => entry));
	const due = countTexts(
		log.atStart.filter(({ id }) => !log.removed.has(id)).map(({ entry }) => entry),
	);
	for (const [text, count] of due) {
		if ((got.get(text) ?? 0) < count) return `missing: ${text} ${got.get(text) ?? 0} of ${count}`;
	}
	for (const [text, count] of got) {
		if (count > (existed.get(text) ?? 0)) return `double: ${text} ${count}`;
	}
	return undefined;
}

function countTexts(entries: AuditEntry[]): Map<string, number> {
	const counts = new Map<string, number>();
	for (const entry of entries) {
		const text = JSON.stringify(entry);
		counts.set(text, (counts.get(text) ?? 0) + 1);
	}
	return counts;
}
