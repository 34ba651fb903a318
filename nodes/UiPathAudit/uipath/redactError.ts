import { LogError } from '../log/logError';
import { HttpError } from './http/httpError';
import { redact } from './redact';
import { ServiceError } from './uiPathError';

/** An error of a floor above, whose texts may quote a server as well. */
export abstract class QuotingError extends Error {
	/**
	 * The same error in other texts.
	 *
	 * @param change is given each of its texts
	 */
	abstract withTexts(change: (text: string) => string): QuotingError;
}

/**
 * Takes secrets out of an error. A server may have put them into what the error quotes: a host that
 * it redirects to, its reason, or a value in its answer.
 *
 * @returns the error as it is where it quotes nothing
 */
export function redactError(error: unknown, secrets: string[]): unknown {
	if (error instanceof HttpError) {
		return new HttpError(error.kind, redactTexts(error.facts, secrets));
	}
	if (error instanceof LogError) {
		return new LogError(error.kind, redactTexts(error.facts, secrets));
	}
	if (error instanceof ServiceError) {
		return new ServiceError(error.kind, redactTexts(error.facts, secrets));
	}
	if (error instanceof QuotingError) return error.withTexts((text) => redact(text, secrets));
	if (error instanceof Error) {
		const message = redact(error.message, secrets);
		if (message !== error.message) return new Error(message);
	}
	return error;
}

function redactTexts<Facts extends object>(facts: Facts, secrets: string[]): Facts {
	const clean = Object.entries(facts).map(([name, value]: [string, unknown]) => {
		return [name, typeof value === 'string' ? redact(value, secrets) : value];
	});
	return Object.fromEntries(clean) as Facts;
}
