import { NodeApiError, NodeOperationError, type INode, type JsonObject } from 'n8n-workflow';
import { LogError, type LogErrorFacts, type LogErrorReason } from '../log/logError';
import { AuditError, InputError } from '../uipath/auditError';
import { redact } from '../uipath/http/redact';

/** What a user reads where the log could not be read as a whole. */
const LOG_WORDS: Record<
	LogErrorReason,
	(facts: LogErrorFacts) => { message: string; remedy: string }
> = {
	moving: () => ({
		message: 'The audit log changed faster than it could be read',
		remedy:
			'Nothing was handed on, because it could not have been the whole log. Run it again at a quieter time, narrow the time window with the filters From and To, or raise Page Size.',
	}),
	'unstable-ties': ({ count = 0, time = '', limit = 0 }) => ({
		message: `${count} entries have the same time, ${time}Z, and it is not certain that every one of them was seen`,
		remedy: `Nothing was handed on. UiPath gives them in another order at each request, at most ${limit} of them in one answer, and some of them are equal in every field. Set Page Size to ${count + 2} or more in case UiPath gives that many, or leave this moment out with the filters From and To.`,
	}),
	'bad-time': ({ time = '' }) => ({
		message: `UiPath sent an entry whose createdOn is not a date and time: ${time.slice(0, 60)}`,
		remedy:
			'Without it the entry has no place in the log, so nothing was handed on. Report it to UiPath.',
	}),
	'counted-not-given': ({ count = 0, place = 0 }) => ({
		message:
			place === 0
				? `UiPath says that the audit log has ${count} entries, and gives none`
				: `UiPath says that the audit log has ${count} entries, and gives none from number ${place + 1} on`,
		remedy:
			'Nothing was handed on, because the log would not be whole. Try again; if it keeps happening, report it to UiPath.',
	}),
	'wrong-order': () => ({
		message: 'UiPath did not give the entries in the order that was asked for',
		remedy:
			'Without that order the log cannot be read as a whole, so nothing was handed on. This version of UiPath may not support sortBy and sortOrder; try another API Version in the Options.',
	}),
};

/**
 * Turns whatever was thrown into n8n's own error: its words for the user, and nothing else. The
 * original is left behind, because it may hold the request with the token.
 *
 * @param itemIndex the input item that was worked on
 */
export function toNodeError(
	node: INode,
	error: unknown,
	itemIndex?: number,
): NodeApiError | NodeOperationError {
	if (error instanceof AuditError) {
		const { message, description } = error;
		const httpCode = error.httpCode === undefined ? undefined : String(error.httpCode);
		const response: JsonObject = { message, description };
		return new NodeApiError(node, response, { message, description, httpCode, itemIndex });
	}
	if (error instanceof InputError) {
		const { message, description } = error;
		return new NodeOperationError(node, message, { description, itemIndex });
	}
	if (error instanceof LogError) {
		const { message, remedy } = LOG_WORDS[error.reason](error.facts);
		return new NodeOperationError(node, message, { description: remedy, itemIndex });
	}
	const message = error instanceof Error ? error.message : String(error);
	return new NodeOperationError(node, redact(message, []), { itemIndex });
}

/**
 * The error that ends a node whose execution was stopped, whatever the stop broke. n8n takes an
 * execution for canceled, and not for failed, by this word.
 */
export function canceledError(node: INode, itemIndex: number): NodeOperationError {
	return new NodeOperationError(node, 'The execution was canceled', { itemIndex });
}
