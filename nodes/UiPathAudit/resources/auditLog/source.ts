import { parseInstant, type Instant } from '../../log/instant';
import { identifyEntries } from '../../log/entryId';
import { scan } from '../../log/offset/scan';
import type { Scan } from '../../log/stretch';
import type { LogSource } from '../../shared/logSource';
import { ClassicLog, type ClassicLogOptions } from '../../uipath/classicLog';
import type { OpenConnection } from '../../uipath/withConnection';

/**
 * The classic audit log at a connection.
 *
 * @param hasEntryId whether entries are given an id, for they have none
 */
export async function openClassicLog(
	connection: OpenConnection,
	options: ClassicLogOptions,
	hasEntryId = false,
): Promise<LogSource> {
	const reader = new ClassicLog(connection, options);
	const scanLog: Scan = (query) => scan(reader, query);
	return await Promise.resolve({
		scan: hasEntryId ? identifyEntries(scanLog) : scanLog,
		readNewestTime: async () => await reader.readNewestTime(),
		findOlder: async (than) => await findOldest(reader, than),
		readTimeAt: async (place) => await reader.readTimeAt(place),
	});
}

/** The oldest entry is the one to look at. */
async function findOldest(reader: ClassicLog, than: Instant): Promise<string> {
	const oldest = await reader.readTimeAt(0);
	return (parseInstant(oldest) ?? than) < than ? oldest : '';
}
