import type { ILoadOptionsFunctions, INodePropertyOptions } from 'n8n-workflow';
import { DEFAULT_TIMEOUT_MS, openAccess } from '../../../uipath/access';
import { ClassicLog, type EntryProperty } from '../../../uipath/classicLog';
import { toNodeError } from '../../../shared/nodeError';
import { DEFAULT_PAGE_SIZE } from './fields';

/**
 * The values that a property has among the newest entries of the log, for the editor to offer.
 *
 * @throws NodeApiError or NodeOperationError, in words for the editor
 */
export async function valuesInNewestEntries(
	context: ILoadOptionsFunctions,
	property: EntryProperty,
): Promise<INodePropertyOptions[]> {
	try {
		const { connection } = await openAccess(context, 0, {
			timeoutMs: DEFAULT_TIMEOUT_MS,
			concurrency: 1,
		});
		const log = new ClassicLog(connection, {});
		const page = await log.read({ order: 'desc', skip: 0, top: DEFAULT_PAGE_SIZE });
		const values = new Set(page.entries.map((entry) => entry[property]));
		return [...values]
			.filter((value): value is string => typeof value === 'string' && value !== '')
			.sort()
			.map((value) => ({ name: value, value }));
	} catch (error) {
		throw toNodeError(context.getNode(), error);
	}
}
