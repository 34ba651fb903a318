import { NodeApiError, NodeOperationError, type INode, type JsonObject } from 'n8n-workflow';
import { classifyFailure } from './failure';
import { putIntoWords } from './words';
import type { Situation } from './words/situation';

/**
 * Turns any error into n8n's own, in the user's words.
 *
 * @param itemIndex the input item that failed; undefined outside of an execution
 */
export function toNodeError(
	node: INode,
	error: unknown,
	situation: Situation,
	itemIndex?: number,
): NodeApiError | NodeOperationError {
	if (error instanceof NodeApiError || error instanceof NodeOperationError) return error;
	const { message, remedy: description, code, isFromServer } = putIntoWords(error, situation);
	const options = { message, description, itemIndex, failure: classifyFailure(error) };
	if (!isFromServer) return new NodeOperationError(node, message, options);
	const response: JsonObject = { message, description };
	const nodeError = new NodeApiError(node, response, options);
	// Given to the constructor, some codes would make n8n put words of its own in place of these.
	nodeError.httpCode = code ?? null;
	return nodeError;
}

/**
 * The error that ends a node whose execution was stopped, whatever the stop broke. n8n takes an
 * execution for canceled, and not for failed, by this word.
 */
export function makeCanceledError(node: INode, itemIndex: number): NodeOperationError {
	return new NodeOperationError(node, 'The execution was canceled', { itemIndex });
}
