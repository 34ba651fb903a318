import type { Instant } from '../instant';
import { LogError } from '../logError';
import { TieChain } from './cursorTrust';
import { assertOlder, type CursorPage, type IdentifiedEntry } from './page';

/** Answers in a row that may bring nothing new before reading is given up. */
export const MAX_IDLE_ANSWERS = 1_000;

/** Where the page cursor of a section leads on from, and where it has led. */
export class CursorTrail {
	/** The cursor of the last answer; undefined where it has none. */
	older: string | undefined;

	/** The oldest time of the answer that the cursor is from. */
	private at: Instant;
	/** Entries of the time that has been reached, as the cursors have shown them. */
	private chain = new TieChain([]);
	private idleAnswers = 0;
	private readonly followed = new Set<string>();

	/**
	 * @param top the section's newest time, inclusive
	 * @param askedDownTo down to where the window goes that the cursor is from
	 */
	constructor(
		top: Instant,
		public askedDownTo: Instant,
	) {
		this.at = top;
	}

	/**
	 * Whether it may lead on through what is another section's: answers without an entry do not show
	 * where they are, and the window that the cursor is from has been cut since.
	 */
	isAstray(bottom: Instant): boolean {
		return this.idleAnswers > 0 && this.askedDownTo < bottom;
	}

	/** @throws LogError where the cursor has been followed before */
	take(cursor: string): string {
		if (this.followed.has(cursor)) throw new LogError('circling');
		this.followed.add(cursor);
		return cursor;
	}

	/** Leads on from an answer. */
	leadOn(older: string | undefined, oldest: Instant | undefined): void {
		this.older = older;
		this.at = oldest ?? this.at;
	}

	/** Begins anew with the entries of one time that a window has shown. */
	restart(tied: readonly IdentifiedEntry[]): void {
		this.chain = new TieChain(tied);
	}

	/**
	 * Takes note of what the cursor has led to.
	 *
	 * @param reached the time that the section has reached
	 * @returns whether the order among entries of that time is another one than before
	 * @throws LogError where it leads back
	 */
	noteOlder(page: CursorPage, reached: Instant): boolean {
		assertOlder(page, this.at);
		const tied = page.entries.filter(({ at }) => at === reached);
		if (this.at <= reached) return this.chain.noteOlder(tied);
		// It comes from entries that are newer, and shows known ones again.
		this.restart(tied);
		return false;
	}

	/** @throws LogError where too many answers have brought nothing new */
	noteAnswer(fresh: number): void {
		this.idleAnswers = fresh === 0 ? this.idleAnswers + 1 : 0;
		if (this.idleAnswers > MAX_IDLE_ANSWERS) {
			throw new LogError('endless', { count: MAX_IDLE_ANSWERS });
		}
	}
}
