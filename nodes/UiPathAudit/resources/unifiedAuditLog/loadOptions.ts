import type { ILoadOptionsFunctions, INodePropertyOptions } from 'n8n-workflow';
import { loadList } from '../../shared/loadList';
import { readTextList } from '../../shared/parameters';
import { readCatalogue, type CatalogueItem } from '../../uipath/unifiedCatalogue';
import { findItems, listParts } from './catalogueFilters';
import { makePlaceFields, readPlace } from './placeFields';
import { UNIFIED_LOG_WORDS } from './words';

/** The lists that the editor offers for filters of the unified audit log. */
export const unifiedLogOptions = {
	async getUnifiedSources(this: ILoadOptionsFunctions): Promise<INodePropertyOptions[]> {
		return await listItems(this, (catalogue) => catalogue);
	},
	async getUnifiedTargets(this: ILoadOptionsFunctions): Promise<INodePropertyOptions[]> {
		return await listItems(this, (catalogue, { sources }) =>
			listParts(findItems(catalogue, sources)),
		);
	},
	async getUnifiedTypes(this: ILoadOptionsFunctions): Promise<INodePropertyOptions[]> {
		return await listItems(this, (catalogue, { sources, targets }) =>
			listParts(findItems(listParts(findItems(catalogue, sources)), targets)),
		);
	},
};

interface Chosen {
	sources: string[];
	targets: string[];
}

/**
 * A part of the catalogue, by name.
 *
 * @throws NodeApiError or NodeOperationError, in words for the editor
 */
async function listItems(
	context: ILoadOptionsFunctions,
	narrow: (catalogue: CatalogueItem[], chosen: Chosen) => CatalogueItem[],
): Promise<INodePropertyOptions[]> {
	const fields = new Set(makePlaceFields({}).map(({ displayName }) => displayName));
	return await loadList(context, { log: UNIFIED_LOG_WORDS, fields }, async (connect) => {
		const place = readPlace((name, fallback) => context.getCurrentNodeParameter(name) ?? fallback);
		const catalogue = await connect(async (open) => await readCatalogue(open, place));
		return toOptions(narrow(catalogue, readChosen(context)));
	});
}

function readChosen(context: ILoadOptionsFunctions): Chosen {
	const filters = { ...(context.getCurrentNodeParameters()?.filters as object | undefined) };
	const { source, target } = filters as { source?: unknown; target?: unknown };
	return {
		sources: readTextList(isExpression(source) ? [] : source, 'Source Names or IDs'),
		targets: readTextList(isExpression(target) ? [] : target, 'Target Names or IDs'),
	};
}

/** What an expression will give is not known yet. */
function isExpression(value: unknown): boolean {
	return typeof value === 'string' && value.startsWith('=');
}

/** Each name once: where several items have it, choosing it means all of them. */
function toOptions(items: readonly CatalogueItem[]): INodePropertyOptions[] {
	const byName = new Map<string, CatalogueItem[]>();
	for (const item of items) byName.set(item.name, [...(byName.get(item.name) ?? []), item]);
	return [...byName]
		.map(([name, [first, ...others]]) => ({
			name,
			value: first && others.length === 0 ? first.id : name,
		}))
		.sort((a, b) => (a.name < b.name ? -1 : 1));
}
