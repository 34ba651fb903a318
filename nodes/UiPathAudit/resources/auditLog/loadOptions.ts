import type { ILoadOptionsFunctions, INodePropertyOptions } from 'n8n-workflow';
import { loadList } from '../../shared/loadList';
import { ClassicLog, type EntryProperty } from '../../uipath/classicLog';
import { DEFAULT_PAGE_SIZE } from './fields';
import { AUDIT_LOG_WORDS } from './words';

/** The lists that the editor offers for fields of the audit log. */
export const auditLogOptions = {
	async getActions(this: ILoadOptionsFunctions): Promise<INodePropertyOptions[]> {
		return await listValues(this, 'action');
	},
	async getCategories(this: ILoadOptionsFunctions): Promise<INodePropertyOptions[]> {
		return await listValues(this, 'category');
	},
	async getSources(this: ILoadOptionsFunctions): Promise<INodePropertyOptions[]> {
		return await listValues(this, 'source');
	},
};

/**
 * The values that a property has among the newest entries of the log.
 *
 * @throws NodeApiError or NodeOperationError, in words for the editor
 */
async function listValues(
	context: ILoadOptionsFunctions,
	property: EntryProperty,
): Promise<INodePropertyOptions[]> {
	const about = { log: AUDIT_LOG_WORDS, fields: new Set<string>() };
	return await loadList(
		context,
		about,
		async (connect) =>
			await connect(async (open) => {
				const log = new ClassicLog(open);
				const page = await log.read({ order: 'desc', skip: 0, top: DEFAULT_PAGE_SIZE });
				return [...new Set(page.entries.map((entry) => entry[property]))]
					.filter((value): value is string => typeof value === 'string' && value !== '')
					.sort()
					.map((value) => ({ name: value, value }));
			}),
	);
}
