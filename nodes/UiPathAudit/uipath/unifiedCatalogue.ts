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
		if (!isRecord(item) || item.id === undefined || item.id === null) return undefined;
		const parts = partName === undefined ? [] : readItems(item[partName] ?? [], deeper);
		return parts && { id: String(item.id), name: String(item.name ?? item.id), parts };
	});
	return items.every((item) => item !== undefined) ? items : undefined;
}
