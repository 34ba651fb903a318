import type { Operation } from '../../../shared/operation';
import { exportLogsFields } from './fields';
import { runExportLogs } from './run';

/** Entries of the audit log as a file, with what is needed to trust it. */
export const exportLogs: Operation = { fields: exportLogsFields, run: runExportLogs };
