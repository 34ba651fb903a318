import type { ILoadOptionsFunctions, INodePropertyOptions } from 'n8n-workflow';
import { readAuthentication } from '../uipath/credential';
import {
	DEFAULT_TIMEOUT_MS,
	makeNodeAccess,
	withConnection,
	type OpenConnection,
} from '../uipath/withConnection';
import { toNodeError } from './nodeError';
import type { Situation } from './words/situation';

/** Opens a connection as the node's fields say, and has it used. */
export type Connect = <T>(use: (open: OpenConnection) => Promise<T>) => Promise<T>;

/**
 * Makes a list that the editor offers for a field.
 *
 * @param about what the words of an error depend on, beside the way to sign in
 * @param list may fail before it connects, where what was entered is bad
 * @throws NodeApiError or NodeOperationError, in words for the editor
 */
export async function loadList(
	context: ILoadOptionsFunctions,
	about: Pick<Situation, 'log' | 'fields'>,
	list: (connect: Connect) => Promise<INodePropertyOptions[]>,
): Promise<INodePropertyOptions[]> {
	const authentication = readAuthentication(context.getCurrentNodeParameter('authentication'));
	const access = makeNodeAccess(context, {
		...{ authentication, itemIndex: 0 },
		...{ timeoutMs: DEFAULT_TIMEOUT_MS, concurrency: 1 },
	});
	try {
		return await list(async (use) => await withConnection(access, use));
	} catch (error) {
		throw toNodeError(context.getNode(), error, { ...about, authentication });
	}
}
