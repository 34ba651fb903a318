import { END_OF_TIME, type Instant } from '../instant';
import { LogError } from '../logError';
import {
	isBound,
	toCursorPage,
	type CursorPage,
	type CursorReader,
	type IdentifiedEntry,
} from './page';
import { measureRate, toSecondAfter } from './spans';
import { TieChain } from './tieChain';

/** Answers in a row that may bring nothing new before the reader has been led round in a circle. */
const MAX_IDLE_ANSWERS = 300;

/** What all sections of a scan have found out about the server. */
export interface ServerTraits {
	/**
	 * Whether windows have turned out not to reach as far as they should, because the server cuts their
	 * bounds off to a coarser time.
	 */
	cutsBounds: boolean;
	/** The most entries that came in an answer which was not the last. */
	pageSize: number;
}

/**
 * A part of the window, read from its newest entry to its oldest.
 *
 * An answer to a question for a window is a picture of one moment: in it, every time after its oldest
 * is complete. The oldest time may go on beyond, so the next question includes it, and whatever order
 * the server has among entries of one time, all of them come in one answer. Only where they do not fit
 * in one is the server's page cursor followed.
 */
export class Section {
	/** Everything after this time is settled. */
	reached: Instant;
	isBusy = false;
	isDone = false;
	/** Entries in a millisecond, where its first and its latest answer ended. */
	firstRate: number | undefined;
	rate: number | undefined;

	/** Entries that have been settled. */
	count = 0;

	private settled: IdentifiedEntry[] = [];
	/** Entries at the time that has been reached, perhaps not all. */
	private pending: IdentifiedEntry[] = [];
	private older: string | undefined;
	/** Whether only the page cursor leads on from here. */
	private isStuck = false;
	/** Whether no window can show what comes next. */
	private isLeftToCursor = false;
	/** Whether the next window is to reach up to a whole second, which no server cuts off. */
	private isWidened = false;
	private ties = new TieChain([]);
	private idleAnswers = 0;
	private readonly followed = new Set<string>();

	/**
	 * @param top its newest time, inclusive
	 * @param bottom its oldest time, inclusive; neighbours share it
	 */
	constructor(
		readonly top: Instant,
		public bottom: Instant,
		private readonly traits: ServerTraits,
	) {
		this.reached = top;
	}

	/** Settled entries that have not been taken. */
	get buffered(): number {
		return this.settled.length;
	}

	/** Entries that follow on the settled ones, but perhaps not all of their time. */
	get edge(): readonly IdentifiedEntry[] {
		return this.pending;
	}

	/** Whether it has had an answer. */
	get isBegun(): boolean {
		return this.rate !== undefined;
	}

	/** Takes the settled entries, newest first. */
	take(): IdentifiedEntry[] {
		const taken = this.settled;
		this.settled = [];
		return taken;
	}

	/** Leaves what is before a time to another section. */
	cutAt(time: Instant): Section {
		const rest = new Section(time, this.bottom, this.traits);
		this.bottom = time;
		return rest;
	}

	/**
	 * Asks for the next older entries.
	 *
	 * @param top the most that are wanted
	 * @throws LogError where the answer cannot be followed, or as the reader does
	 */
	async readOn(reader: CursorReader, top: number): Promise<void> {
		if (this.isStuck && this.older !== undefined && this.trustsCursor) {
			this.joinOlder(await this.follow(reader, this.older));
			return;
		}
		const isWide = this.isWidened || this.traits.cutsBounds;
		const to = isWide ? toSecondAfter(this.reached) : this.reached;
		const most = to === this.reached ? top + this.pending.length : reader.maxTop;
		const request = { from: this.bottom, to, top: Math.min(reader.maxTop, most) };
		this.joinWindow(toCursorPage(await reader.readWindow(request), reader), to);
	}

	private get trustsCursor(): boolean {
		return this.isLeftToCursor || this.pending.length === 0 || this.ties.isTrusted;
	}

	private async follow(reader: CursorReader, cursor: string): Promise<CursorPage> {
		if (this.followed.has(cursor)) throw new LogError('circling');
		this.followed.add(cursor);
		return toCursorPage(await reader.readOlder(cursor), reader);
	}

	/** @param to the newest time that was asked for */
	private joinWindow({ entries, older }: CursorPage, to: Instant): void {
		const reachesUp = entries[0] !== undefined && entries[0].at >= this.reached;
		if (this.pending.length > 0 && !reachesUp) {
			// The bound was cut off to a coarser time; or, where nothing comes, retention has come as far.
			this.traits.cutsBounds ||= entries.length > 0;
			const isWide = this.isWidened || to !== this.reached;
			this.isWidened = true;
			if (isWide) this.leaveToCursor();
			return;
		}
		const inside = entries.filter(({ at }) => at <= this.reached);
		if (inside.length === 0 && entries.length > 0 && isBound(this.reached)) {
			// In so dense a second, a page has only what is newer.
			if (to === this.reached) throw new LogError('outside-window');
			this.leaveToCursor();
			return;
		}
		const hasOtherOrder = this.ties.noteWindow(inside.filter(({ at }) => at === this.reached));
		this.settle(inside, older);
		if (this.isStuck && hasOtherOrder) this.refuseTies();
	}

	private leaveToCursor(): void {
		this.isLeftToCursor = true;
		this.isStuck = true;
	}

	private joinOlder({ entries, older }: CursorPage): void {
		if (entries[0] && entries[0].at > this.reached) throw new LogError('circling');
		const hasOtherOrder = this.ties.noteOlder(entries.filter(({ at }) => at === this.reached));
		if (hasOtherOrder) this.refuseTies();
		this.settle(entries, older);
	}

	private refuseTies(): never {
		const facts = { time: this.reached, count: this.pending.length, limit: this.traits.pageSize };
		throw new LogError('unstable-ties', facts);
	}

	/** Takes in entries that lead on from what is settled. */
	private settle(answer: readonly IdentifiedEntry[], older: string | undefined): void {
		const known = new Set(this.pending.map(({ id }) => id));
		const fresh = answer.filter(({ id }) => !known.has(id));
		const entries = [...this.pending, ...fresh];
		this.noteAnswer(fresh.length);
		const oldest = entries.at(-1)?.at;
		this.noteRate(entries, older === undefined ? this.bottom : (oldest ?? this.bottom));
		this.older = older;
		if (older === undefined || (oldest !== undefined && oldest < this.bottom)) {
			this.push(entries.filter(({ at }) => at >= this.bottom));
			this.pending = [];
			this.reached = this.bottom;
			this.isDone = true;
			return;
		}
		this.traits.pageSize = Math.max(this.traits.pageSize, answer.length);
		if (oldest === undefined || oldest === this.reached) {
			this.isStuck = true;
			this.pending = entries;
			return;
		}
		this.isStuck = this.isLeftToCursor;
		this.isWidened = false;
		this.push(entries.filter(({ at }) => at !== oldest));
		this.pending = entries.filter(({ at }) => at === oldest);
		this.reached = oldest;
		this.ties = new TieChain(this.pending.slice());
	}

	private noteAnswer(fresh: number): void {
		this.idleAnswers = fresh === 0 ? this.idleAnswers + 1 : 0;
		if (this.idleAnswers > MAX_IDLE_ANSWERS) throw new LogError('circling');
	}

	private push(entries: readonly IdentifiedEntry[]): void {
		this.count += entries.length;
		for (const entry of entries) this.settled.push(entry);
	}

	private noteRate(entries: readonly IdentifiedEntry[], since: Instant): void {
		const until = this.reached === END_OF_TIME ? entries[0]?.at : this.reached;
		this.rate = measureRate(entries.length, since, until ?? since);
		this.firstRate ??= this.rate;
	}
}
