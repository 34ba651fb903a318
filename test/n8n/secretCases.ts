import {
	closesAfter,
	echoesAuthorization,
	loginPageInstead,
	redirect,
	reset,
	status,
	times,
	tokenRefused,
} from '../simulator/index.ts';
import type { FaultList } from '../simulator/options.ts';

/** A way for a server to fail, or none. */
export interface SecretCase {
	name: string;
	faults: FaultList;
	/** The run succeeds all the same. */
	recovers?: boolean;
	/** The Test button of an OAuth2 credential, which is n8n's own, shows and logs what it is sent. */
	shownByN8n?: boolean;
}

/**
 * Failures of the audit log's server that could carry a token into an error, a log or an item.
 *
 * @param elsewhere an address of another origin
 */
export function secretCases(elsewhere: string): SecretCase[] {
	return [
		{ name: 'no failure', faults: [], recovers: true },
		...[400, 403].map((code) => ({
			name: `${code} that repeats the Authorization header`,
			faults: [echoesAuthorization(code)],
		})),
		{ name: '200 that repeats the Authorization header', faults: [echoesAuthorization(200)] },
		{ name: '401', faults: [tokenRefused()] },
		{ name: '401 that repeats the Authorization header', faults: [echoesAuthorization(401)] },
		{ name: '403', faults: [status(403, { body: 'empty' })] },
		{ name: 'a redirect to another origin', faults: [redirect(302, elsewhere)] },
		{ name: 'a log-in page', faults: [loginPageInstead()] },
		{ name: 'JSON of another shape', faults: [status(200)] },
		{ name: 'reset twice', faults: [times(2, reset())], recovers: true },
		{ name: 'cut short twice', faults: [times(2, closesAfter(100, 'length'))], recovers: true },
		{ name: 'reset every time', faults: [reset()] },
		{ name: '503 that repeats the Authorization header', faults: [echoesAuthorization(503)] },
	];
}

/**
 * Failures of the identity server.
 *
 * @param secret what it repeats
 */
export function tokenCases(secret: string, elsewhere: string): SecretCase[] {
	const message = `Cannot serve client_secret=${secret}, that is ${encodeURIComponent(secret)}`;
	return [
		{ name: 'the client secret in a refusal', faults: [status(400, { message })] },
		{
			name: 'the client secret in a text with 200',
			faults: [status(200, { message, body: 'text' })],
			shownByN8n: true,
		},
		{
			name: 'the client secret in a web page',
			faults: [status(403, { message, body: 'html' })],
			shownByN8n: true,
		},
		{ name: 'the client secret in a failure', faults: [status(500, { message })] },
		{ name: 'a redirect to another origin', faults: [redirect(302, elsewhere)] },
		{ name: 'reset', faults: [reset()] },
		{ name: 'a log-in page', faults: [loginPageInstead()] },
	];
}
