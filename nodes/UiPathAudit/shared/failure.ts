import type { Failure } from 'n8n-workflow';
import { LogError, type LogErrorKind } from '../log/logError';
import { HttpError, type HttpErrorKind } from '../uipath/http/httpError';
import { CredentialError, ServiceError, type ServiceErrorKind } from '../uipath/uiPathError';
import { InputError } from './inputError';
import { PartError } from './partError';

type Cause = Failure['cause'];

const CAUSES: Partial<Record<HttpErrorKind | LogErrorKind | ServiceErrorKind, Cause>> = {
	throttled: 'rate-limited',
	'wait-too-long': 'rate-limited',
	'server-fault': 'temporarily-unavailable',
	'too-slow': 'temporarily-unavailable',
	unreachable: 'temporarily-unavailable',
	closed: 'temporarily-unavailable',
	'cut-short': 'temporarily-unavailable',
	moving: 'temporarily-unavailable',
	'unstable-ties': 'temporarily-unavailable',
	'counted-not-given': 'temporarily-unavailable',
	'token-refused': 'credential-invalid',
	'sign-in-refused': 'credential-invalid',
	'web-page': 'credential-invalid',
	'bad-request': 'configuration-invalid',
	'access-refused': 'configuration-invalid',
	'not-found': 'configuration-invalid',
	'log-not-found': 'configuration-invalid',
	'redirect-elsewhere': 'configuration-invalid',
	'certificate-refused': 'configuration-invalid',
	'host-not-found': 'configuration-invalid',
	'not-a-page': 'configuration-invalid',
	'page-elsewhere': 'configuration-invalid',
	circling: 'temporarily-unavailable',
	endless: 'temporarily-unavailable',
	'outside-window': 'temporarily-unavailable',
	'wrong-order': 'configuration-invalid',
	ended: 'node-defect',
};

/**
 * Why something failed, in n8n's terms, so that its scheduler knows how long to leave a source alone.
 *
 * @returns undefined where it is not known
 */
export function classifyFailure(error: unknown): Failure | undefined {
	if (error instanceof PartError) return classifyFailure(error.reason);
	if (error instanceof CredentialError) return { cause: 'credential-invalid' };
	if (error instanceof InputError) return { cause: 'configuration-invalid' };
	if (error instanceof HttpError) {
		const { kind, facts } = error;
		const passing = facts.mayPass === true ? 'temporarily-unavailable' : undefined;
		return makeFailure(passing ?? CAUSES[kind], facts.waitMs);
	}
	const isKnown = error instanceof LogError || error instanceof ServiceError;
	return isKnown ? makeFailure(CAUSES[error.kind]) : undefined;
}

/** Whether it goes by without anybody doing anything. */
export function isPassing(failure: Failure | undefined): boolean {
	return failure?.cause === 'rate-limited' || failure?.cause === 'temporarily-unavailable';
}

function makeFailure(cause: Cause | undefined, retryAfterMs?: number): Failure | undefined {
	if (cause === undefined) return undefined;
	if (cause !== 'rate-limited' && cause !== 'temporarily-unavailable') {
		return { cause };
	}
	return { cause, ...(retryAfterMs === undefined ? {} : { retryAfterMs }) };
}
