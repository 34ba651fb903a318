import { isRecord } from './http/answer';
import { ServiceError } from './uiPathError';
import { makeUnifiedPath, type UnifiedPlace } from './unifiedAddress';
import type { OpenConnection } from './withConnection';

/** A source, a target or a type of events. */
export interface CatalogueItem {
	id: string;
	name: string;
	/** The targets of a source, the types of a target; a type has none. */
	parts: CatalogueItem[];
}

/**
 * Reads what a unified log has events of: sources, their targets, and the types of these. The ids
 * differ between the logs of an organization and of its tenants.
 *
 * @throws HttpError where it cannot be had, ServiceError where it is no catalogue
 */
export async function readCatalogue(
	{ connection }: OpenConnection,
	place: UnifiedPlace,
): Promise<CatalogueItem[]> {
	const { value, status } = await connection.getJson(makeUnifiedPath(place, 'sources'), {});
	const sources = readItems(value, ['eventTargets', 'eventTypes']);
	if (sources) return sources;
	throw new ServiceError('not-a-page', { page: 'no-catalogue', status });
}

/** @returns undefined where the value is no list of items */
function readItems(value: unknown, partNames: readonly string[]): CatalogueItem[] | undefined {
	if (!Array.isArray(value)) return undefined;
	const [partName, ...deeper] = partNames;
	const items = value.map((item: unknown): CatalogueItem | undefined => {
		if (!isRecord(item)) return undefined;
		const id = readText(item.id);
		const name = isMissing(item.name) ? id : readText(item.name);
		const parts = partName === undefined ? [] : readItems(item[partName] ?? [], deeper);
		// An item with an empty id would filter nothing, for what is empty is not sent.
		if (id === undefined || name === undefined || parts === undefined) return undefined;
		return { id, name, parts };
	});
	return items.every((item) => item !== undefined) ? items : undefined;
}

function readText(value: unknown): string | undefined {
	if (typeof value === 'number') return String(value);
	return typeof value === 'string' && value !== '' ? value : undefined;
}

function isMissing(value: unknown): boolean {
	return value === undefined || value === null || value === '';
}
