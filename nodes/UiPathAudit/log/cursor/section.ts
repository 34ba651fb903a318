import { END_OF_TIME, type Instant } from '../instant';
import { LogError } from '../logError';
import { TieChain, type CursorTrust } from './cursorTrust';
import {
	assertOlder,
	isBound,
	toCursorPage,
	type CursorPage,
	type CursorReader,
	type IdentifiedEntry,
} from './page';
import { rehearse, type KnownWindow, type Questions } from './rehearsal';
import { SectionEntries } from './sectionEntries';
import { measureRate, toSecondAfter, toSecondBefore } from './spans';

/** Answers in a row that may bring nothing new before reading is given up. */
const MAX_IDLE_ANSWERS = 1_000;

/** The server clamps a page to so many at least (observed). */
const MIN_PAGE = 10;

/** The share of a page from which on the entries of one time are not asked for once more. */
const LARGE_GROUP = 0.2;

/** What all sections of a scan have found out about the server. */
export interface ServerTraits {
	/** Whether windows do not reach up to their bound, because it is cut off to a coarser time. */
	cutsBounds: boolean;
	cursors: CursorTrust;
	/** Entries in a page: as many as the server is said to give, or as have come in one. */
	pageSize: number;
	/** The most entries that have come in an answer. */
	largestAnswer: number;
}

/**
 * A part of the window, read from its newest entry to its oldest.
 *
 * An answer to a question for a window is a picture of one moment: in it, every time after its oldest
 * is complete. The oldest time may go on beyond, so the next question includes it, and whatever order
 * the server has among entries of one time, all of them come in one answer. Where they do not fit in
 * one, the server's page cursor is followed, once it has been seen to lead on.
 */
export class Section {
	isBusy = false;
	isDone = false;
	/** Entries in a millisecond, where its first and its latest answer ended. */
	firstRate: number | undefined;
	rate: number | undefined;
	readonly entries: SectionEntries;

	private older: string | undefined;
	/** Down to where the window went that the cursor is from. */
	private askedDownTo: Instant;
	/** Whether no window leads on from here. */
	private isStuck = false;
	/** Whether the cursor is the only way on from here, whatever is known of it. */
	private isLeftToCursor = false;
	/** Whether the next window is to reach up to a whole second, which no server cuts off. */
	private isWidened = false;
	/** The oldest time of the answer that the cursor is from. */
	private chainAt: Instant;
	private chain = new TieChain([]);
	private lastWindow: KnownWindow | undefined;
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
		this.entries = new SectionEntries(top);
		this.chainAt = top;
		this.askedDownTo = bottom;
	}

	/** Everything after this time is settled. */
	get reached(): Instant {
		return this.entries.reached;
	}

	/** Whether it has had an answer. */
	get isBegun(): boolean {
		return this.rate !== undefined;
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
		const questions = this.makeQuestions(reader);
		const { pending, reached } = this.entries;
		const { cursors, cutsBounds, pageSize } = this.traits;
		const isLarge = pending.length >= LARGE_GROUP * pageSize && cursors !== 'refuted';
		// Answers without an entry do not show where they are; a cursor from a window that was cut since
		// may lead on through what is another section's.
		const isAstray = this.idleAnswers > 0 && this.askedDownTo < this.bottom;
		if (this.older !== undefined && !isAstray && (this.isStuck || isLarge)) {
			if (this.isLeftToCursor || cursors === 'proven' || pending.length === 0) {
				this.joinOlder(await questions.askOlder(this.takeCursor(this.older)));
				return;
			}
			if (this.isShort) {
				// Not the size of a page has ended the answer, so all of its last time is known.
				this.chain = new TieChain([]);
				this.leaveToCursor();
				this.joinOlder(await questions.askOlder(this.takeCursor(this.older)));
				return;
			}
			if (cursors === 'unknown' && this.lastWindow) {
				const trust = await rehearse(questions, this.lastWindow);
				this.traits.cursors = trust;
				// What has gone meanwhile tells nothing of cursors; nor is there much left for them to lose.
				if (trust === 'unknown') this.leaveToCursor();
				return;
			}
			if (this.isStuck) this.refuseTies();
		}
		const to = this.isWidened || cutsBounds ? toSecondAfter(reached) : reached;
		const most = to === reached ? top + pending.length : reader.maxTop;
		this.joinWindow(await questions.askWindow(to, most), to);
	}

	private get isShort(): boolean {
		const length = this.lastWindow?.entries.length ?? Infinity;
		return length < Math.max(MIN_PAGE, this.traits.largestAnswer);
	}

	private makeQuestions(reader: CursorReader): Questions {
		return {
			askWindow: async (to, top) => {
				this.askedDownTo = this.bottom;
				const request = { from: this.bottom, to, top: Math.min(reader.maxTop, top) };
				return toCursorPage(await reader.readWindow(request), reader);
			},
			askOlder: async (cursor) => toCursorPage(await reader.readOlder(cursor), reader),
		};
	}

	/** @throws LogError where the cursor has been followed before */
	private takeCursor(cursor: string): string {
		if (this.followed.has(cursor)) throw new LogError('circling');
		this.followed.add(cursor);
		return cursor;
	}

	/** @param to the newest time that was asked for */
	private joinWindow({ entries, older }: CursorPage, to: Instant): void {
		const { pending, reached } = this.entries;
		const [newest] = entries;
		if (pending.length > 0 && !(newest && newest.at >= reached)) {
			// The bound was cut off to a coarser time; or, where nothing comes, retention has come as far.
			this.entries.keep(entries);
			this.traits.cutsBounds ||= entries.length > 0;
			if (this.isWidened || to !== reached) this.leaveToCursor();
			this.isWidened = true;
			return;
		}
		const oldest = entries.at(-1)?.at;
		if (oldest !== undefined && oldest > reached && isBound(reached)) {
			if (toSecondBefore(oldest) > toSecondAfter(to)) throw new LogError('outside-window');
			// In so dense a second, a page may have only what is newer. Then a cursor leads on.
			if (this.older === undefined) {
				this.older = older;
				this.chainAt = oldest;
			}
			this.leaveToCursor();
			return;
		}
		const inside = entries.filter(({ at }) => at <= reached);
		this.lastWindow = { to, entries };
		this.chain = new TieChain(inside.filter(({ at }) => at === reached));
		// A full page without a cursor may only look like the last.
		const isFull = older === undefined && entries.length >= this.traits.pageSize;
		this.settle(inside, older, isFull);
	}

	private joinOlder(page: CursorPage): void {
		assertOlder(page, this.chainAt);
		const { entries, older } = page;
		const { reached } = this;
		const inside = entries.filter(({ at }) => at <= reached);
		const tied = inside.filter(({ at }) => at === reached);
		if (this.chainAt > reached) {
			// It comes from entries that are newer, and shows known ones again.
			this.chain = new TieChain(tied);
		} else if (this.chain.noteOlder(tied)) {
			if (this.isStuck) this.refuseTies();
			this.traits.cursors = 'refuted';
			this.entries.keep(inside);
			return;
		}
		this.lastWindow = undefined;
		this.settle(inside, older, false);
	}

	private leaveToCursor(): void {
		this.isLeftToCursor = true;
		this.isStuck = true;
	}

	private refuseTies(): never {
		const {
			pending: { length: count },
			reached: time,
		} = this.entries;
		const limit = Math.min(count, this.traits.pageSize);
		throw new LogError('unstable-ties', { time, count, limit });
	}

	/**
	 * Takes in entries that lead on from what is settled.
	 *
	 * @param isDoubtful whether it is not sure that nothing is older, although the answer says so
	 */
	private settle(
		answer: readonly IdentifiedEntry[],
		older: string | undefined,
		isDoubtful: boolean,
	): void {
		const before = this.reached;
		const oldest = answer.at(-1)?.at;
		const isEnd = older === undefined && !isDoubtful;
		this.noteRate(answer, isEnd ? this.bottom : (oldest ?? this.bottom));
		this.older = older;
		this.chainAt = oldest ?? this.chainAt;
		if (isEnd || (oldest !== undefined && oldest < this.bottom)) {
			this.entries.finish(answer, this.bottom);
			this.isDone = true;
			return;
		}
		this.noteAnswer(this.entries.settle(answer));
		this.noteSize(answer.length);
		if (this.reached === before) {
			if (older === undefined) this.finishHere();
			this.isStuck = true;
			return;
		}
		// Windows lead on again once the second is past in which they did not.
		this.isLeftToCursor &&= toSecondBefore(this.reached) === toSecondBefore(before);
		this.isStuck = this.isLeftToCursor;
		this.isWidened = false;
		this.chain = new TieChain(answer.filter(({ at }) => at === oldest));
	}

	/** Ends where a second look shows nothing older, either. */
	private finishHere(): void {
		this.entries.finish([], this.bottom);
		this.isDone = true;
	}

	private noteSize(size: number): void {
		this.traits.pageSize = Math.max(this.traits.pageSize, size);
		this.traits.largestAnswer = Math.max(this.traits.largestAnswer, size);
	}

	private noteAnswer(fresh: number): void {
		this.idleAnswers = fresh === 0 ? this.idleAnswers + 1 : 0;
		if (this.idleAnswers > MAX_IDLE_ANSWERS) {
			throw new LogError('endless', { count: MAX_IDLE_ANSWERS });
		}
	}

	private noteRate(answer: readonly IdentifiedEntry[], since: Instant): void {
		const until = this.reached === END_OF_TIME ? answer[0]?.at : this.reached;
		this.rate = measureRate(answer.length, since, until ?? since);
		this.firstRate ??= this.rate;
	}
}
