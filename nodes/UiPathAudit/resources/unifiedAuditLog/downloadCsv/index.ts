import type { Operation } from '../../../shared/operation';
import { downloadCsvFields } from './fields';
import { runDownloadCsv } from './run';

/** Events of the unified audit log as UiPath's CSV file. */
export const downloadCsv: Operation = { fields: downloadCsvFields, run: runDownloadCsv };
