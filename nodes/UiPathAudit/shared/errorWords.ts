import { AuditError } from '../uipath/auditError';

/** How the node signs in, which decides what the user can do about a refusal. */
export type Authentication = 'accessToken' | 'oAuth2';

/** What the words of an error depend on. */
export interface ErrorContext {
	origin: string;
	organization: string;
	authentication: Authentication;
}

const TOKEN_REMEDY: Record<Authentication, string> = {
	accessToken:
		'The token is expired, was revoked, or was issued for another address. Put a new one into the field Token of the credential. A token of an external application lasts one hour; a personal access token or the OAuth2 credential lasts longer.',
	oAuth2:
		'UiPath refused the token although it was just renewed. Check the fields Client ID, Client Secret and Deployment of the credential, and that the external application belongs to this organization.',
};

const SCOPE_REMEDY: Record<Authentication, string> = {
	accessToken:
		'The token is valid, but may not read the audit log. Create it with the scope PM.Audit.Read (or PM.Audit), and for a user with a role that may view the audit log, such as Administrator.',
	oAuth2:
		'The external application may not read the audit log. Add the application scope PM.Audit.Read (or PM.Audit) to it in UiPath, and check the field Scope of the credential.',
};

/** The error for a status that is neither a success nor worth another try. */
export function statusError(status: number, said: string, context: ErrorContext): AuditError {
	const { message, remedy } = statusWords(status, context);
	const description = said ? `${remedy} UiPath said: ${said}` : remedy;
	return new AuditError(message, description, status);
}

function statusWords(status: number, context: ErrorContext): { message: string; remedy: string } {
	const { origin, organization, authentication } = context;
	switch (status) {
		case 400:
			return {
				message: 'UiPath did not accept the request (400)',
				remedy: "Check the values in the node's Options, such as Language and API Version.",
			};
		case 401:
			return {
				message: 'UiPath did not accept the token (401)',
				remedy: TOKEN_REMEDY[authentication],
			};
		case 403:
			return {
				message: 'The token may not read the audit log (403)',
				remedy: SCOPE_REMEDY[authentication],
			};
		case 404:
			return {
				message: `There is no audit log at ${origin} for the organization '${organization}' (404)`,
				remedy:
					'Check the fields Domain and Organization of the credential against the address of the UiPath portal.',
			};
		case 429:
			return {
				message: 'UiPath is being asked too much (429)',
				remedy:
					'The node slowed down and tried again, to no avail. Lower Max Concurrency in the Options, or run the workflow less often.',
			};
		default:
			return status >= 500 || status === 408
				? {
						message: `UiPath could not answer (${status})`,
						remedy:
							'The node tried several times. Try again later; if it goes on, look at the status page of UiPath or the logs of your server.',
					}
				: {
						message: `UiPath answered with the unexpected status ${status}`,
						remedy:
							'Check the fields Domain and Organization of the credential against the address of the UiPath portal.',
					};
	}
}

/** The error for a page made for people where data should be. */
export function logInPageError({ origin, organization }: ErrorContext, status: number): AuditError {
	return new AuditError(
		'UiPath answered with a web page instead of the audit log, most likely its log-in page',
		`Check that the field Organization of the credential is right ('${organization}'), that the field Domain is the address of UiPath itself ('${origin}'), and that the token is not expired.`,
		status,
	);
}

/** The error for a redirect that would carry the token somewhere else. */
export function redirectError(target: string, { origin }: ErrorContext): AuditError {
	const downgrade = origin.startsWith('https:') && target.startsWith('http:');
	return new AuditError(
		`${origin} redirects to ${target}, and the token is not sent there`,
		downgrade
			? 'That address is not encrypted. Enter the final https:// address into the field Domain of the credential.'
			: 'If that address is the UiPath you mean, enter it into the field Domain of the credential. If not, somebody may be trying to get hold of the token.',
	);
}

/** The error for a server that asks to wait for longer than a run may. */
export function waitTooLongError(waitMs: number, status: number): AuditError {
	return new AuditError(
		`UiPath asks to wait ${Math.ceil(waitMs / 1_000)} seconds before the next request (${status})`,
		'That is longer than the node waits. Run the workflow less often, or later.',
		status,
	);
}

/** The error for an answer that is not what the API promises. */
export function shapeError(what: string, status: number): AuditError {
	return new AuditError(
		`UiPath's answer is not an audit log: ${what}`,
		'Nothing was handed on, because the log may not be whole. Check the fields Domain and Organization of the credential; a proxy in between may also change answers.',
		status,
	);
}

/** The error for an answer that stopped before its end, again and again. */
export function cutShortError(what: string): AuditError {
	return new AuditError(
		`UiPath's answer broke off before its end: ${what}`,
		'The node tried several times and handed nothing on. Try again later; if it goes on, a proxy or gateway in between may be cutting off large or slow answers.',
	);
}
