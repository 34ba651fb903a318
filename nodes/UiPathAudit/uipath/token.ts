import type { ICredentialDataDecryptedObject } from 'n8n-workflow';
import { readAddress, assertTokenUrl } from './address';
import { isHtml, readReason } from './http/answer';
import { makeStatusError } from './http/httpError';
import {
	makeIdentityUnreachedCode,
	makeSignInFaultCode,
	readNetworkError,
	SIGN_IN_CODE,
} from './http/networkFailure';
import { isPassing } from './http/retryPolicy';
import { redact } from './redact';
import { toText } from './toText';
import { CredentialError } from './uiPathError';

/** A request for a token: OAuth 2.0 client credentials, form-encoded, as UiPath documents it. */
export interface TokenRequest {
	url: string;
	headers: Record<string, string>;
	form: string;
	allowUnauthorizedCerts: boolean;
}

/** What the identity server answered. */
export interface TokenAnswer {
	status: number;
	headers: Record<string, unknown>;
	/** A text, or what a text that is JSON was parsed to. */
	body: unknown;
}

/** How n8n's helpers report that no token could be had, with what the identity server said. */
export class SignInRefused extends Error {
	/** For whoever reads it off an error of n8n's that wraps this one. */
	readonly code = SIGN_IN_CODE;

	/** @param said free of secrets */
	constructor(said: string) {
		super(said);
		this.name = 'SignInRefused';
	}
}

/** How n8n's helpers report that the identity server said nothing of the credential. */
class SignInFault extends Error {
	/** @param code for whoever reads it off an error of n8n's that wraps this one */
	constructor(
		message: string,
		readonly code: string,
	) {
		super(message);
		this.name = 'SignInFault';
	}
}

/** Milliseconds that the identity server may take; a request for the log waits for it. */
export const TOKEN_TIMEOUT_MS = 30_000;

/**
 * Fetches an access token for an external application (confidential, with application scopes).
 *
 * @param credential with the client's id and secret
 * @param send sends the request once, and follows no redirect
 * @throws CredentialError where the credential cannot be used, SignInRefused where the identity
 *   server gives no token, SignInFault where it may do so later or `send` throws
 */
export async function fetchToken(
	credential: ICredentialDataDecryptedObject,
	send: (request: TokenRequest) => Promise<TokenAnswer>,
): Promise<string> {
	const request = makeTokenRequest(credential);
	const { status, headers, body } = await send(request).catch(async (error: unknown) => {
		const code = makeIdentityUnreachedCode(readNetworkError(error));
		// Only the origin is told: the rest of the address may hold a secret.
		const { origin } = new URL(request.url);
		return await Promise.reject(new SignInFault(`${origin} did not answer`, code));
	});
	const text = typeof body === 'string' ? body : (JSON.stringify(body) ?? '');
	const token = status === 200 ? readToken(text) : undefined;
	if (token !== undefined) return token;
	if (isPassing(makeStatusError(status))) {
		throw new SignInFault(describeStatus(status), makeSignInFaultCode(status));
	}
	const said = isHtml(headers['content-type'], text) ? '' : readReason(text);
	throw new SignInRefused(
		redact(said || describeStatus(status), [toText(credential.clientSecret)]),
	);
}

/**
 * Where tokens of a credential are issued. The paths are documented in UiPath's "Accessing UiPath
 * resources using external applications".
 *
 * @throws CredentialError where the fields do not lead anywhere
 */
function findTokenUrl(credential: ICredentialDataDecryptedObject): string {
	const [domain, org] = [toText(credential.domain), toText(credential.org)];
	if (credential.deployment === 'custom') {
		const tokenUrl = toText(credential.tokenUrl).trim();
		assertTokenUrl(tokenUrl);
		return tokenUrl;
	}
	const { origin, baseUrl } = readAddress(domain, org);
	if (credential.deployment === 'standalone') return `${origin}/identity/connect/token`;
	if (credential.deployment === 'suite') return `${origin}/identity_/connect/token`;
	return `${baseUrl}/identity_/connect/token`;
}

/**
 * The request for a token.
 *
 * @throws CredentialError where the credential cannot be used
 */
export function makeTokenRequest(credential: ICredentialDataDecryptedObject): TokenRequest {
	const id = toText(credential.clientId).trim();
	const secret = toText(credential.clientSecret).trim();
	if (id === '') throw new CredentialError('no-client-id');
	if (secret === '') throw new CredentialError('no-client-secret');
	const scope = toText(credential.scope).trim().split(/\s+/).join(' ');
	const form = new URLSearchParams({ grant_type: 'client_credentials', client_id: id });
	form.set('client_secret', secret);
	if (scope !== '') form.set('scope', scope);
	return {
		url: findTokenUrl(credential),
		headers: { Accept: 'application/json', 'Content-Type': 'application/x-www-form-urlencoded' },
		form: form.toString(),
		allowUnauthorizedCerts: credential.allowUnauthorizedCerts === true,
	};
}

function readToken(text: string): string | undefined {
	try {
		const answer = JSON.parse(text) as { access_token?: unknown } | null;
		const token = answer?.access_token;
		// What a header cannot hold is no token.
		return typeof token === 'string' && /^[\x21-\x7e]+$/.test(token) ? token : undefined;
	} catch {
		return undefined;
	}
}

function describeStatus(status: number): string {
	if (status === 200) return 'something other than a token';
	return status >= 300 && status < 400 ? `a redirect (${status})` : `status ${status}`;
}
