import type { AuditEntry, SortOrder } from '../../../nodes/UiPathAudit/log/entry';
import { scanByCursor } from '../../../nodes/UiPathAudit/log/cursor/scan';
import { select, type Selected } from '../../../nodes/UiPathAudit/log/select';
import { ALL_TIME, type TimeWindow } from '../../../nodes/UiPathAudit/log/timeWindow';
import type { EventLog } from './eventLog';

/** What to read of a log; all of it, newest first, unless said otherwise. */
export interface Wanted {
	window?: TimeWindow;
	order?: SortOrder;
	limit?: number;
	concurrency?: number;
	filter?: (entry: AuditEntry) => boolean;
}

/** Reads as Get Logs does. */
export async function readAll(log: EventLog, wanted: Wanted = {}): Promise<Selected> {
	const { window = ALL_TIME, order = 'desc', limit = Infinity, concurrency = 6, filter } = wanted;
	return await select((query) => scanByCursor(log, query), {
		...{ sortBy: undefined, skip: 0, pageSize: 200 },
		...{ window, order, limit, concurrency, filter },
	});
}

/** Reads as the trigger and the export do: stretch by stretch in the order asked for. */
export async function scanAll(log: EventLog, wanted: Wanted = {}): Promise<AuditEntry[]> {
	const { window = ALL_TIME, order = 'desc', concurrency = 6 } = wanted;
	const all: AuditEntry[] = [];
	const query = {
		...{ window, order, concurrency, skip: 0, firstTop: 200, pageSize: 200 },
		...{ needed: () => Infinity, most: () => Infinity },
	};
	for await (const { settled } of scanByCursor(log, query)) {
		for (const { entry } of settled) all.push(entry);
	}
	return all;
}
