import { END_OF_TIME, type Instant } from '../instant';
import { LogError } from '../logError';
import { CursorTrail } from './cursorTrail';
import {
	isBound,
	toCursorPage,
	type CursorPage,
	type CursorReader,
	type IdentifiedEntry,
} from './page';
import { rehearse, type KnownWindow, type Questions } from './rehearsal';
import { SectionEntries } from './sectionEntries';
import type { ServerTraits } from './serverTraits';
import { measureRate, toSecondAfter, toSecondBefore } from './spans';

/** The share of a page from which on the entries of one time are not asked for once more. */
const LARGE_GROUP = 0.2;

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

	private readonly trail: CursorTrail;
	/** Whether no window leads on from here. */
	private isStuck = false;
	/** Whether the cursor is the only way on from here, whatever is known of it. */
	private isLeftToCursor = false;
	/** Whether the next window is to reach up to a whole second, which no server cuts off. */
	private isWidened = false;
	private lastWindow: KnownWindow | undefined;

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
		this.trail = new CursorTrail(top, bottom);
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
		const isLarge = pending.length >= LARGE_GROUP * pageSize;
		const { older } = this.trail;
		const isWanted = this.isStuck || (isLarge && cursors !== 'refuted');
		if (older !== undefined && isWanted && !this.trail.isAstray(this.bottom)) {
			const isTrusted = this.isLeftToCursor || cursors === 'proven' || pending.length === 0;
			const isShort = this.traits.isShort(this.lastWindow?.entries.length ?? Infinity);
			if (!isTrusted && isShort) {
				// Not the size of a page has ended the answer, so all of its last time is known.
				this.trail.restart([]);
				this.leaveToCursor();
			}
			if (isTrusted || isShort) {
				this.joinOlder(await questions.askOlder(this.trail.take(older)));
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

	private makeQuestions(reader: CursorReader): Questions {
		return {
			minTop: reader.minTop,
			askWindow: async (to, top) => {
				this.trail.askedDownTo = this.bottom;
				const request = { from: this.bottom, to, top: Math.min(reader.maxTop, top) };
				return toCursorPage(await reader.readWindow(request), reader);
			},
			askOlder: async (cursor) => toCursorPage(await reader.readOlder(cursor), reader),
		};
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
			if (this.trail.older === undefined) this.trail.leadOn(older, oldest);
			this.leaveToCursor();
			return;
		}
		const inside = entries.filter(({ at }) => at <= reached);
		this.lastWindow = { to, entries };
		this.trail.restart(inside.filter(({ at }) => at === reached));
		// A full page without a cursor may only look like the last.
		const isFull = older === undefined && entries.length >= this.traits.pageSize;
		this.settle(inside, older, isFull);
	}

	private joinOlder(page: CursorPage): void {
		const { reached } = this;
		const hasOtherOrder = this.trail.noteOlder(page, reached);
		const inside = page.entries.filter(({ at }) => at <= reached);
		if (hasOtherOrder) {
			if (this.isStuck) this.refuseTies();
			this.traits.cursors = 'refuted';
			this.entries.keep(inside);
			return;
		}
		this.lastWindow = undefined;
		this.settle(inside, page.older, false);
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
		this.trail.leadOn(older, oldest);
		if (isEnd || (oldest !== undefined && oldest < this.bottom)) {
			this.finish(answer);
			return;
		}
		this.trail.noteAnswer(this.entries.settle(answer));
		this.traits.noteSize(answer.length);
		if (this.reached === before) {
			// A second look shows nothing older, either.
			if (older === undefined) this.finish([]);
			this.isStuck = true;
			return;
		}
		// Windows lead on again once the second is past in which they did not.
		this.isLeftToCursor &&= toSecondBefore(this.reached) === toSecondBefore(before);
		this.isStuck = this.isLeftToCursor;
		this.isWidened = false;
		this.trail.restart(answer.filter(({ at }) => at === oldest));
	}

	private finish(answer: readonly IdentifiedEntry[]): void {
		this.entries.finish(answer, this.bottom);
		this.isDone = true;
	}

	private noteRate(answer: readonly IdentifiedEntry[], since: Instant): void {
		const until = this.reached === END_OF_TIME ? answer[0]?.at : this.reached;
		this.rate = measureRate(answer.length, since, until ?? since);
		this.firstRate ??= this.rate;
	}
}
