import { sleepUnlessCancelled } from './sleep';

/** Answers in a row that must go well before one more request is allowed at once. */
const ANSWERS_PER_STEP_UP = 20;

/** A timer may ring a little early; a request before the named time would be refused again. */
const MARGIN_MS = 25;

/**
 * Milliseconds between the starts of two requests, and over which all that go at once are spread at
 * most. Requests that start together are answered together, and then every new one waits until the
 * answers of all others have been read.
 */
const SPACING_MS = 3;
const SPREAD_MS = 18;

/**
 * Decides when a request may be sent. When the server says that it is asked too much, all requests
 * wait, not only the one that was told, and fewer are sent at once from then on.
 */
export class Throttle {
	private allowed: number;
	private inFlight = 0;
	private answersInARow = 0;
	private closedUntil = 0;
	private lastStart = 0;
	private readonly spacing: number;
	private readonly waiting: Array<() => void> = [];

	/**
	 * @param most requests in flight at once, at most
	 * @param cancelled ends every wait
	 */
	constructor(
		private readonly most: number,
		private readonly cancelled: AbortSignal | undefined,
	) {
		this.allowed = most;
		this.spacing = Math.min(SPACING_MS, Math.floor(SPREAD_MS / most));
	}

	/** Sends a request when it is its turn. */
	async run<T>(send: () => Promise<T>): Promise<T> {
		await this.turn();
		try {
			return await send();
		} finally {
			this.inFlight--;
			this.wakeOne();
		}
	}

	/** Slows down: nothing is sent for so many milliseconds. */
	slowDown(waitMs: number): void {
		this.closedUntil = Math.max(this.closedUntil, Date.now() + waitMs + MARGIN_MS);
		this.allowed = Math.max(1, Math.floor(this.allowed / 2));
		this.answersInARow = 0;
	}

	/** Takes note of a good answer, and speeds up again bit by bit. */
	noteAnswer(): void {
		this.answersInARow++;
		if (this.answersInARow < ANSWERS_PER_STEP_UP || this.allowed >= this.most) return;
		this.allowed++;
		this.answersInARow = 0;
		this.wakeOne();
	}

	private async turn(): Promise<void> {
		for (;;) {
			const now = Date.now();
			const opensAt = Math.max(this.closedUntil, this.lastStart + this.spacing);
			if (this.inFlight >= this.allowed) {
				await new Promise<void>((resolve) => this.waiting.push(resolve));
			} else if (opensAt > now) {
				await sleepUnlessCancelled(opensAt - now, this.cancelled);
			} else {
				this.inFlight++;
				this.lastStart = now;
				return;
			}
		}
	}

	private wakeOne(): void {
		this.waiting.shift()?.();
	}
}
