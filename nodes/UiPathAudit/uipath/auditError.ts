/** What went wrong, in the user's words; the node turns it into n8n's own error. */
export class AuditError extends Error {
	/**
	 * @param message one sentence that says what happened
	 * @param description what the user can do about it
	 * @param httpCode the status that UiPath answered with, if it answered
	 */
	constructor(
		message: string,
		readonly description: string,
		readonly httpCode?: number,
	) {
		super(message);
		this.name = 'AuditError';
	}
}

/** A value that the user gave is not usable; `field` is the name as the editor shows it. */
export class InputError extends Error {
	constructor(
		readonly field: string,
		message: string,
		readonly description: string,
	) {
		super(message);
		this.name = 'InputError';
	}
}
