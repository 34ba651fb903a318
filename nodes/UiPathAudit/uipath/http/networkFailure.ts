import { AuditError } from '../auditError';
import type { ErrorContext } from '../../shared/errorWords';

/** What can be told of an error that n8n's HTTP helper threw instead of an answer. */
export interface NetworkFailure {
	/** Node.js's or axios's code, such as `ECONNREFUSED`. */
	code: string;
	/** The status, where there was an answer after all. */
	status: number | undefined;
	/** What the error says, which may hold anything. */
	message: string;
	/** Whether it was the identity server that failed, while n8n fetched or renewed a token. */
	isSignIn: boolean;
}

/** How far n8n's wrappers nest. */
const DEEPEST_CAUSE = 6;

const CERTIFICATE_CODES = new Set([
	'CERT_HAS_EXPIRED',
	'CERT_NOT_YET_VALID',
	'CERT_REVOKED',
	'DEPTH_ZERO_SELF_SIGNED_CERT',
	'ERR_TLS_CERT_ALTNAME_INVALID',
	'SELF_SIGNED_CERT_IN_CHAIN',
	'UNABLE_TO_GET_ISSUER_CERT',
	'UNABLE_TO_GET_ISSUER_CERT_LOCALLY',
	'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
]);

const PASSING_CODES = new Set([
	'EAI_AGAIN',
	'ECONNABORTED',
	'ECONNREFUSED',
	'ECONNRESET',
	'EHOSTUNREACH',
	'ENETDOWN',
	'ENETUNREACH',
	'EPIPE',
	'ERR_STREAM_PREMATURE_CLOSE',
	'ETIMEDOUT',
	'UND_ERR_SOCKET',
]);

/** How n8n's OAuth2 client marks an answer of the identity server that holds no token. */
const SIGN_IN_CODES = new Set(['EAUTH', 'ESTATUS']);
const SIGN_IN_MESSAGE = /acquire OAuth2 access token|OAuth2 token endpoint|without access token/i;

/** Words with which axios and Node.js report a connection that went away in the middle. */
const CUT_OFF = /aborted|socket hang up|premature close|terminated/i;

/** Reads what matters out of an error and the errors it was made from. */
export function networkFailure(error: unknown): NetworkFailure {
	const failure: NetworkFailure = { code: '', status: undefined, message: '', isSignIn: false };
	let current: unknown = error;
	for (let depth = 0; depth < DEEPEST_CAUSE && isRecord(current); depth++) {
		const { code, message, response, httpCode, cause } = current;
		// n8n replaces the message on the way up, so the innermost one says most.
		if (typeof message === 'string' && message) failure.message = message;
		if (typeof code === 'string' && code) failure.code = code;
		failure.isSignIn ||= SIGN_IN_CODES.has(failure.code) || SIGN_IN_MESSAGE.test(failure.message);
		const status = isRecord(response) ? Number(response.status) : Number(httpCode ?? NaN);
		// An answer that began well and then broke off carries its good status along.
		if (status >= 300) failure.status ??= status;
		current = cause;
	}
	return failure;
}

/** Whether the same request may succeed a little later. */
export function isPassingFailure({ code, message }: NetworkFailure): boolean {
	return PASSING_CODES.has(code) || (code === 'ERR_BAD_RESPONSE' && CUT_OFF.test(message));
}

/**
 * The error for an identity server that gave no token.
 *
 * @param said its reason, free of secrets
 */
export function signInError(said: string): AuditError {
	return new AuditError(
		'UiPath did not let the external application sign in',
		`Check the fields Client ID, Client Secret and Scope of the credential, that the external application is confidential and has the application scope PM.Audit.Read, and that Deployment and Domain lead to its identity server.${said && ` The identity server said: ${said}`}`,
	);
}

/** The error for a server that could not be reached or spoken with. */
export function networkError(failure: NetworkFailure, { origin }: ErrorContext): AuditError {
	const { code } = failure;
	if (code === 'ENOTFOUND' || code === 'EAI_AGAIN') {
		return new AuditError(
			`The host of ${origin} could not be found`,
			'Check the field Domain of the credential for typing errors, and that this n8n can reach the network that the host is in.',
		);
	}
	if (CERTIFICATE_CODES.has(code)) {
		return new AuditError(
			`The certificate of ${origin} could not be verified (${code})`,
			'If the server uses a certificate authority of your own, make n8n trust it (NODE_EXTRA_CA_CERTS). Only if that is impossible, switch on Ignore SSL Issues (Insecure) in the credential.',
		);
	}
	if (code === 'ECONNABORTED' || code === 'ETIMEDOUT') {
		return new AuditError(
			`${origin} did not answer in time`,
			'The node tried several times. Raise Timeout or lower Page Size in the Options, or try again later.',
		);
	}
	if (isPassingFailure(failure)) {
		return new AuditError(
			`${origin} could not be reached, or closed the connection before its answer was whole`,
			'The node tried several times. Check the field Domain of the credential, that the server is running, and that no firewall or proxy stands in between.',
		);
	}
	return new AuditError(
		`The connection to ${origin} failed${code ? ` (${code})` : ''}`,
		'Check the field Domain of the credential, and that this n8n can reach the server.',
	);
}

function isRecord(value: unknown): value is Record<string, unknown> {
	return typeof value === 'object' && value !== null;
}
