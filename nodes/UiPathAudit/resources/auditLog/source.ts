import { scan } from '../../log/offset/scan';
import type { LogSource } from '../../shared/logSource';
import { ClassicLog, type ClassicLogOptions } from '../../uipath/classicLog';
import type { OpenConnection } from '../../uipath/withConnection';

/** The classic audit log at a connection. */
export async function openClassicLog(
	connection: OpenConnection,
	options: ClassicLogOptions,
): Promise<LogSource> {
	const reader = new ClassicLog(connection, options);
	return await Promise.resolve({
		scan: (query) => scan(reader, query),
		readNewestTime: async () => await reader.readNewestTime(),
		readTimeAt: async (place) => await reader.readTimeAt(place),
	});
}
