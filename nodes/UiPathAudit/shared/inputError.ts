/** A value that the user gave in the node cannot be used. */
export class InputError extends Error {
	/**
	 * @param field its name as the editor shows it
	 * @param message one sentence that says what is wrong
	 * @param remedy what the user can do about it
	 */
	constructor(
		readonly field: string,
		message: string,
		readonly remedy: string,
	) {
		super(message);
		this.name = 'InputError';
	}
}
