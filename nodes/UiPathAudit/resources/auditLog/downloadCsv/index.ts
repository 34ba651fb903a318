import type { Operation } from '../../../shared/operation';
import { downloadCsvFields } from './fields';
import { runDownloadCsv } from './run';

/** The audit log as UiPath's CSV file. */
export const downloadCsv: Operation = { fields: downloadCsvFields, run: runDownloadCsv };
