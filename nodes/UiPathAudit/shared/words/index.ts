import { LogError } from '../../log/logError';
import { HttpError, type HttpErrorKind } from '../../uipath/http/httpError';
import { redact } from '../../uipath/redact';
import { CredentialError, ServiceError, type ServiceErrorKind } from '../../uipath/uiPathError';
import { InputError } from '../inputError';
import { PartError } from '../partError';
import { CREDENTIAL_WORDS } from './credentialWords';
import { HTTP_WORDS } from './httpWords';
import { LOG_WORDS } from './logWords';
import { SERVICE_WORDS } from './serviceWords';
import type { Situation, Words } from './situation';

/** Longer texts are a stack trace or a page rather than a sentence. */
const MAX_SAYING_LENGTH = 300;

/** An error in the user's words. */
export interface ErrorWords extends Words {
	/** The status that refused, or the code of the network error such as `ECONNREFUSED`. */
	code?: string;
	/** Whether the server, or the way to it, is the matter, and not what the user entered. */
	isFromServer: boolean;
}

/**
 * Puts an error into words. Whatever it quotes must be free of secrets already.
 *
 * @returns for an error that the node does not know, what the error itself says
 */
export function putIntoWords(error: unknown, situation: Situation): ErrorWords {
	if (error instanceof HttpError) {
		const words = HTTP_WORDS[error.kind](error.facts, situation);
		return { ...toServerWords(words, error.facts), ...addSaying(words, error) };
	}
	if (error instanceof ServiceError) {
		const words = SERVICE_WORDS[error.kind](error.facts, situation);
		return { ...toServerWords(words, error.facts), ...addSaying(words, error) };
	}
	if (error instanceof LogError) {
		return { ...LOG_WORDS[error.kind](error.facts, situation), isFromServer: false };
	}
	if (error instanceof CredentialError) {
		return { ...CREDENTIAL_WORDS[error.kind](error.facts), isFromServer: false };
	}
	if (error instanceof PartError) {
		const words = putIntoWords(error.reason, situation);
		return { ...words, message: `${error.part}: ${words.message}` };
	}
	if (error instanceof InputError) {
		return { message: error.message, remedy: error.remedy, isFromServer: false };
	}
	const message = error instanceof Error ? error.message : String(error);
	return { message: redact(message, []), remedy: '', isFromServer: false };
}

function toServerWords(
	words: Words,
	{ status, code }: { status?: number; code?: string },
): ErrorWords {
	// "Error code 200" would puzzle: what is wrong with such an answer is said in the message.
	const refused = status !== undefined && status >= 300 ? String(status) : undefined;
	return { ...words, code: refused ?? (code || undefined), isFromServer: true };
}

/** Who it was that said something, where it was not UiPath itself. */
const SPEAKERS: Partial<Record<HttpErrorKind | ServiceErrorKind, string>> = {
	'sign-in-refused': 'The identity server',
	'not-stored': 'n8n',
};

function addSaying({ message, remedy }: Words, { kind, facts }: HttpError | ServiceError): Words {
	if (!facts.said) return { message, remedy };
	// Cut off only now: half a secret would not have been known as one.
	const said = facts.said.slice(0, MAX_SAYING_LENGTH);
	return { message, remedy: `${remedy} ${SPEAKERS[kind] ?? 'UiPath'} said: ${said}` };
}
