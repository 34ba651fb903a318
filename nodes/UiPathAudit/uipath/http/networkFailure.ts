import { isRecord } from './answer';
import { HttpError, makeStatusError, type HttpErrorFacts, type HttpErrorKind } from './httpError';

/** How far n8n's wrappers nest. */
const MAX_DEPTH = 6;

const KIND_OF_CODE: Record<string, HttpErrorKind> = {
	CERT_HAS_EXPIRED: 'certificate-refused',
	CERT_NOT_YET_VALID: 'certificate-refused',
	CERT_REVOKED: 'certificate-refused',
	DEPTH_ZERO_SELF_SIGNED_CERT: 'certificate-refused',
	ERR_TLS_CERT_ALTNAME_INVALID: 'certificate-refused',
	SELF_SIGNED_CERT_IN_CHAIN: 'certificate-refused',
	UNABLE_TO_GET_ISSUER_CERT: 'certificate-refused',
	UNABLE_TO_GET_ISSUER_CERT_LOCALLY: 'certificate-refused',
	UNABLE_TO_VERIFY_LEAF_SIGNATURE: 'certificate-refused',
	ENOTFOUND: 'host-not-found',
	EAI_AGAIN: 'host-not-found',
	ECONNABORTED: 'too-slow',
	ETIMEDOUT: 'too-slow',
	ECONNREFUSED: 'unreachable',
	EHOSTUNREACH: 'unreachable',
	ENETDOWN: 'unreachable',
	ENETUNREACH: 'unreachable',
	ECONNRESET: 'closed',
	EPIPE: 'closed',
	ERR_STREAM_PREMATURE_CLOSE: 'closed',
	UND_ERR_SOCKET: 'closed',
};

/** The code by which an error says that the identity server gave no token. */
export const SIGN_IN_CODE = 'SIGN_IN_REFUSED';

const SIGN_IN_FAULT = /^SIGN_IN_FAULT_(\d+)$/;
const IDENTITY_UNREACHED = /^IDENTITY_UNREACHED_(.*)$/;

/** The code by which an error says with which status the identity server could not answer. */
export function makeSignInFaultCode(status: number): string {
	return `SIGN_IN_FAULT_${status}`;
}

/**
 * The code by which an error says why the identity server did not answer. Its message begins with that
 * server's origin: n8n 1.x hands on nothing else.
 */
export function makeIdentityUnreachedCode({ facts, kind }: HttpError): string {
	return `IDENTITY_UNREACHED_${kind === 'closed' ? 'ECONNRESET' : (facts.code ?? '')}`;
}

/** Words with which axios and Node.js report a connection that went away in the middle. */
const CUT_OFF = /aborted|socket hang up|premature close|terminated/i;

/** What can be told of an error that was thrown instead of an answer. */
interface NetworkFailure {
	code: string;
	/** The status, where there was an answer after all. */
	status: number | undefined;
	message: string;
	/** Whether it was the identity server that failed, while n8n fetched or renewed a token. */
	isSignIn: boolean;
}

/**
 * Reads an error that n8n's HTTP helper threw instead of an answer.
 *
 * @returns what happened; its facts may hold what a server said
 */
export function readNetworkError(error: unknown): HttpError {
	const { code, status, message, isSignIn } = readFailure(error);
	if (isSignIn) {
		return new HttpError('sign-in-refused', { said: message });
	}
	const fault = SIGN_IN_FAULT.exec(code)?.[1];
	if (fault !== undefined) return makeStatusError(Number(fault));
	if (status !== undefined) return makeStatusError(status);
	const unreached = IDENTITY_UNREACHED.exec(code)?.[1];
	if (unreached !== undefined) {
		return makeConnectionError(unreached, { identityServer: message.split(' ', 1)[0] });
	}
	// n8n 1.x drops the code where there was a good status.
	const isCutOff = (code === 'ERR_BAD_RESPONSE' || code === '') && CUT_OFF.test(message);
	return isCutOff ? new HttpError('closed', { code }) : makeConnectionError(code);
}

function makeConnectionError(code: string, facts: HttpErrorFacts = {}): HttpError {
	const kind = KIND_OF_CODE[code] ?? 'connection-failed';
	return new HttpError(kind, { ...facts, code, mayPass: code === 'EAI_AGAIN' });
}

/** Reads what matters out of an error and the errors it was made from. */
function readFailure(error: unknown): NetworkFailure {
	const failure: NetworkFailure = { code: '', status: undefined, message: '', isSignIn: false };
	let current: unknown = error;
	for (let depth = 0; depth < MAX_DEPTH && isRecord(current); depth++) {
		const { response, httpCode, cause } = current;
		// n8n replaces the message on the way up, so the innermost one says most.
		failure.message = readMessage(current) || failure.message;
		// n8n 1.x gives no cause, and the code in the status's place.
		failure.code = [current.code, httpCode].find(isCode) ?? failure.code;
		failure.isSignIn ||= failure.code === SIGN_IN_CODE;
		const status = isRecord(response) ? Number(response.status) : Number(httpCode ?? NaN);
		// An answer that began well and then broke off carries its good status along.
		if (status >= 300) failure.status ??= status;
		current = cause;
	}
	return failure;
}

/** An error's message, or the one that n8n 1.x put words of its own in the place of. */
function readMessage({ message, messages }: Record<string, unknown>): string {
	const [first]: unknown[] = Array.isArray(messages) ? messages : [];
	const text = first ?? message;
	return typeof text === 'string' ? text : '';
}

function isCode(value: unknown): value is string {
	return typeof value === 'string' && /^[A-Z]/.test(value);
}
