import type { Operation } from '../../../shared/operation';
import { getLogsFields } from './fields';
import { runGetLogs } from './run';

/** Events of the unified audit log, each as an item. */
export const getLogs: Operation = { fields: getLogsFields, run: runGetLogs };
