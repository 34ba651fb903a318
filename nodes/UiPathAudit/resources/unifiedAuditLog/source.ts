import { scanByCursor } from '../../log/cursor/scan';
import type { LogSource } from '../../shared/logSource';
import type { UnifiedPlace } from '../../uipath/unifiedAddress';
import { UnifiedLog, type UnifiedFilters } from '../../uipath/unifiedLog';
import type { OpenConnection } from '../../uipath/withConnection';
import { resolveNames } from './catalogueFilters';

/**
 * A unified audit log at a connection.
 *
 * @param asked what UiPath is to filter by; names are looked up
 * @throws InputError where a name is not in the catalogue, or as the catalogue's reader does
 */
export async function openUnifiedLog(
	connection: OpenConnection,
	place: UnifiedPlace,
	asked: UnifiedFilters,
): Promise<LogSource> {
	const filters = await resolveNames(connection, place, asked);
	const reader = new UnifiedLog(connection, place, filters);
	const unfiltered = new UnifiedLog(connection, place);
	return {
		scan: (query) => scanByCursor(reader, query),
		scanAll: (query) => scanByCursor(unfiltered, query),
		readNewestTime: async () => await unfiltered.readNewestTime(),
		findOlder: async (than) => await unfiltered.findOlder(than),
	};
}
