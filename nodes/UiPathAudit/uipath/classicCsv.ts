import type { FileRequest } from './wholeFile';

/** Documented in UiPath's Orchestrator API guide, "Download Audit Logs". */
const PATH = '/audit_/api/auditlogs/download';

/** What to download. */
export interface CsvOptions {
	/** Display language in its short form; the server's own where empty. */
	language?: string;
	/** Newest entries to download; as many as the server gives where undefined. */
	size?: number;
}

/** Where the classic log's CSV file is. */
export function makeClassicCsvRequest({ language, size }: CsvOptions): FileRequest {
	return { path: PATH, query: { language, size } };
}
