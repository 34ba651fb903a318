import type { AuditEntry } from '../../../nodes/UiPathAudit/log/entry';
import type { LogReader } from '../../../nodes/UiPathAudit/log/offset/page';
import { scan } from '../../../nodes/UiPathAudit/log/offset/scan';
import { select, type Selection } from '../../../nodes/UiPathAudit/log/select';

/** The selected entries of a log that is read by offset. */
export async function readEntries(log: LogReader, selection: Selection): Promise<AuditEntry[]> {
	return (await select((query) => scan(log, query), selection)).entries;
}
