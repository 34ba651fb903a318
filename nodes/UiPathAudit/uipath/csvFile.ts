import { CsvRecordCounter } from './csvRecords';
import { isHtml } from './http/answer';
import type { Connection } from './http/connection';
import { HttpError } from './http/httpError';
import type { Store } from './storeBytes';
import {
	downloadWhole,
	tellsItsEnd,
	type FileKind,
	type FileRequest,
	type FileWatch,
} from './wholeFile';

/** Enough to tell a web page from a table. */
const SNIFFED_BYTES = 512;

/** No name of a column begins so. */
const JSON_START = /^(\{|\[\s*\{)\s*["}]/;

/** A file that has been stored whole. */
export interface StoredCsv<Stored> {
	stored: Stored;
	/** Records in the file, without the first, which has the names of the columns. */
	entries: number;
	/** Whether it ends within quotes, so that the last record is not whole. */
	endsInQuotes: boolean;
}

/**
 * Downloads a log as UiPath's CSV file and passes it on as it comes, never as a whole.
 *
 * @throws HttpError where the file cannot be had whole, ServiceError `not-stored` where `store` fails
 */
export async function downloadCsv<Stored>(
	connection: Connection,
	request: FileRequest,
	store: Store<Stored>,
): Promise<StoredCsv<Stored>> {
	const file = await downloadWhole(connection, request, CSV, store);
	if ('empty' in file) return file.empty;
	const { count, endsInQuotes } = file.watch.records;
	return { stored: file.stored, entries: Math.max(0, count - 1), endsInQuotes };
}

const CSV: FileKind<never, CsvWatch> = {
	accept: 'text/csv, application/octet-stream;q=0.9, */*;q=0.1',

	watch(answer) {
		const { headers, status } = answer;
		if (/\bjson\b/i.test(String(headers['content-type'] ?? ''))) {
			throw new HttpError('wrong-shape', { shape: 'json', status });
		}
		// Where the body ends with the connection, a file that was cut off looks like a whole one.
		if (!tellsItsEnd(answer)) {
			throw new HttpError('wrong-shape', { shape: 'unknown-length', status });
		}
		return new CsvWatch(status);
	},

	readEmpty({ status }) {
		const shape = status === 204 ? 'no-content' : 'empty';
		throw new HttpError('wrong-shape', { shape, status });
	},
};

/** Lets nothing pass that is no table, and counts the records. */
class CsvWatch implements FileWatch {
	readonly records = new CsvRecordCounter();
	private start = '';

	/** @param status of the answer, for the error */
	constructor(private readonly status: number) {}

	add(bytes: Uint8Array): void {
		if (this.start.length < SNIFFED_BYTES) this.sniff(bytes);
		this.records.add(bytes);
	}

	private sniff(bytes: Uint8Array): void {
		const { status } = this;
		this.start = (this.start + Buffer.from(bytes).toString('latin1'))
			.replace(/^\u00EF\u00BB\u00BF/, '')
			.trimStart()
			.slice(0, SNIFFED_BYTES);
		if (isHtml('', this.start)) throw new HttpError('web-page', { status });
		if (JSON_START.test(this.start)) throw new HttpError('wrong-shape', { shape: 'json', status });
	}
}
