/** Requests in a row that may lead nowhere; all that reading may cost before it gets anything. */
const MAX_ALLOWANCE = 300;

/** Further requests that each page of entries is worth once it is settled … */
const ALLOWANCE_PER_SETTLED_PAGE = 20;

/** … and that each page of entries of one time is worth as soon as it has been seen. */
const ALLOWANCE_PER_SEEN_PAGE = 64;

/** The most that entries of one time can earn: a group that keeps growing must not be read for ever. */
const MAX_SEEN_ALLOWANCE = 4_000;

/**
 * Rations requests by what really came of them, never by what an answer claims: entries that are
 * settled earn further requests, and a run that gets nowhere ends after a fixed number.
 */
export class Allowance {
	private left = MAX_ALLOWANCE;
	/** The requests that entries of the present time have paid for. */
	private paid = 0;

	/** Whether no further request may be sent. */
	get isSpent(): boolean {
		return this.left < 1;
	}

	/** Takes note of a request. */
	spend(): void {
		this.left -= 1;
	}

	/**
	 * Has entries that are settled pay for further requests.
	 *
	 * @param entries how many there are
	 * @param pageSize how many make a full page
	 */
	paySettled(entries: number, pageSize: number): void {
		if (entries === 0) return;
		this.paid = 0;
		const earned = ALLOWANCE_PER_SETTLED_PAGE * Math.max(1, entries / pageSize);
		this.left = Math.min(MAX_ALLOWANCE, this.left + earned);
	}

	/**
	 * Has entries of one time pay for reading them again: once, however often reading starts over, but
	 * the more, the fewer of them a page turns out to hold.
	 *
	 * @param entries how many are known since the last that were settled
	 * @param pageSize how many make a full page
	 */
	paySeen(entries: number, pageSize: number): void {
		const earned = Math.min(MAX_SEEN_ALLOWANCE, (ALLOWANCE_PER_SEEN_PAGE * entries) / pageSize);
		if (earned <= this.paid) return;
		this.left += earned - this.paid;
		this.paid = earned;
	}
}
