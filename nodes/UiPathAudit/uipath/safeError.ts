import { LogError } from '../log/logError';
import { AuditError } from './auditError';
import { statusError, type ErrorContext } from '../shared/errorWords';
import { networkError, signInError, type NetworkFailure } from './http/networkFailure';
import { redact } from './http/redact';

/** Longer texts are a stack trace or a page rather than a sentence. */
const LONGEST_SAYING = 300;

/**
 * n8n quotes the beginning of a web page that came instead of a token, wherever that ends: a secret
 * in it could no longer be told by its whole.
 */
const QUOTED_PAGE = / but received: .*/s;

/**
 * Takes secrets out of an error. A server may have put them into what the error quotes: a host that
 * it redirects to, or a value in its answer.
 *
 * @returns the error as it is where it quotes nothing
 */
export function withoutSecrets(error: unknown, secrets: string[]): unknown {
	if (error instanceof AuditError) {
		const { message, description, httpCode } = error;
		return new AuditError(redact(message, secrets), redact(description, secrets), httpCode);
	}
	if (error instanceof LogError) {
		const { time, ...facts } = error.facts;
		return new LogError(error.reason, { ...facts, time: time && redact(time, secrets) });
	}
	return error;
}

/** The error for an answer that refuses, with the reason that it gives. */
export function refusalError(
	status: number,
	reason: string,
	secrets: string[],
	context: ErrorContext,
): AuditError {
	// Cut off only now: half a secret would not be known as one.
	return statusError(status, redact(reason, secrets).slice(0, LONGEST_SAYING), context);
}

/** The error for an answer that never came, or came as an error of n8n's helper. */
export function failureError(
	failure: NetworkFailure,
	secrets: string[],
	context: ErrorContext,
): AuditError {
	const { status, isSignIn, message } = failure;
	if (isSignIn) return signInError(redact(message.replace(QUOTED_PAGE, ''), secrets));
	return status === undefined ? networkError(failure, context) : statusError(status, '', context);
}
