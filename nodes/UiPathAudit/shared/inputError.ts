import { QuotingError } from '../uipath/redactError';

/** A value that the user gave in the node cannot be used. */
export class InputError extends QuotingError {
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

	/** What is nearest to a name that the user gave is UiPath's to say. */
	withTexts(change: (text: string) => string): InputError {
		return new InputError(this.field, change(this.message), change(this.remedy));
	}
}
