import type { Operation } from '../../../shared/operation';
import { getArchiveFields } from './fields';
import { runGetArchive } from './run';

/** Days of the long-term store, as events or as files. */
export const getArchive: Operation = { fields: getArchiveFields, run: runGetArchive };
