/** An error in a part of a run, which is named because the others may have gone well. */
export class PartError extends Error {
	/**
	 * @param part what failed, as the beginning of a sentence: "Could not get the day 2026-01-31"
	 * @param reason what it failed with; free of secrets
	 */
	constructor(
		readonly part: string,
		readonly reason: unknown,
	) {
		super(part);
		this.name = 'PartError';
	}
}
