import { CsvRecordCounter } from './csvRecords';
import { isHtml } from './http/answer';
import { discardBody, isByteStream, makeStream, type ByteStream } from './http/body';
import type { Connection } from './http/connection';
import type { Answer } from './http/door';
import { HttpError } from './http/httpError';
import { waitAtMost } from './http/timeLimit';
import { ServiceError } from './uiPathError';

/** Documented in UiPath's Orchestrator API guide, "Download Audit Logs". */
const PATH = '/audit_/api/auditlogs/download';

/** Enough to tell a web page from a table. */
const SNIFFED_BYTES = 512;

/** No name of a column begins so. */
const JSON_START = /^(\{|\[\s*\{)\s*["}]/;

/** What to download. */
export interface CsvOptions {
	/** Display language in its short form; the server's own where empty. */
	language?: string;
	/** Newest entries to download; as many as the server gives where undefined. */
	size?: number;
}

/** Takes the file's bytes in, and gives what it made of them; fails if the stream fails. */
export type Store<Stored> = (bytes: ByteStream) => Promise<Stored>;

/** A file that has been stored whole. */
export interface StoredCsv<Stored> {
	stored: Stored;
	/** Records in the file, without the first, which has the names of the columns. */
	entries: number;
	/** Whether it ends within quotes, so that the last record is not whole. */
	endsInQuotes: boolean;
}

/**
 * Downloads the log as UiPath's CSV file and passes it on as it comes, never as a whole. A file
 * that ends early is not handed on: the stream fails, so that whoever stores it drops it, and the
 * download starts over.
 *
 * @throws HttpError where the file cannot be had whole, ServiceError `not-stored` where `store` fails
 */
export async function downloadCsv<Stored>(
	connection: Connection,
	{ language, size }: CsvOptions,
	store: Store<Stored>,
): Promise<StoredCsv<Stored>> {
	const accept = 'text/csv, application/octet-stream;q=0.9, */*;q=0.1';
	return await connection.getStream(PATH, { language, size }, accept, async (answer) => {
		const { body } = answer;
		return await storeWhole(answer, connection.timeoutMs, store).finally(() => discardBody(body));
	});
}

async function storeWhole<Stored>(
	answer: Answer,
	timeoutMs: number,
	store: Store<Stored>,
): Promise<StoredCsv<Stored>> {
	assertCsv(answer);
	const { body, status } = answer;
	if (!isByteStream(body)) throw new HttpError('wrong-shape', { shape: 'no-content', status });
	const passage: Passage = { failure: undefined, records: new CsvRecordCounter() };
	const bytes = makeStream(body, passWhole(body, answer, timeoutMs, passage));
	// A failure is told by whoever reads the stream; one that comes before there is a reader must
	// not bring the process down.
	bytes.on('error', () => undefined);
	const stored = await store(bytes).catch(
		async (error: unknown) => await Promise.reject(passage.failure ?? toStoreError(error)),
	);
	const { count, endsInQuotes } = passage.records;
	return { stored, entries: Math.max(0, count - 1), endsInQuotes };
}

/** What is learnt of the file while it passes. */
interface Passage {
	/** A failure of the download, to tell it from one of the store. */
	failure: HttpError | undefined;
	readonly records: CsvRecordCounter;
}

/** Passes the bytes on as long as they may be the file, and fails unless they were all of it. */
async function* passWhole(
	source: ByteStream,
	{ headers, status }: Answer,
	timeoutMs: number,
	passage: Passage,
): AsyncGenerator<Uint8Array> {
	let received = 0;
	let start = '';
	try {
		for await (const chunk of readPatiently(source, timeoutMs)) {
			if (start.length < SNIFFED_BYTES) {
				start += Buffer.from(chunk).toString('latin1');
				start = start
					.replace(/^\u00EF\u00BB\u00BF/, '')
					.trimStart()
					.slice(0, SNIFFED_BYTES);
				if (isHtml('', start)) throw new HttpError('web-page', { status });
				if (JSON_START.test(start)) throw new HttpError('wrong-shape', { shape: 'json', status });
			}
			received += chunk.length;
			passage.records.add(chunk);
			yield chunk;
		}
		assertWhole(received, headers['content-length'], status);
	} catch (error) {
		passage.failure =
			error instanceof HttpError ? error : new HttpError('cut-short', { cut: 'stream', received });
		throw passage.failure;
	}
}

function assertWhole(received: number, length: unknown, status: number): void {
	if (received === 0) throw new HttpError('wrong-shape', { shape: 'empty', status });
	if (length === undefined) return;
	const promised = Number(length);
	if (received < promised) throw new HttpError('cut-short', { cut: 'length', received, promised });
	// n8n's helper unpacks it without a word where it was cut off.
	if (received > promised) throw new HttpError('wrong-shape', { shape: 'compressed', status });
}

/** Fails where nothing comes for so long; the time that the reader takes does not count. */
async function* readPatiently(source: ByteStream, silenceMs: number): AsyncGenerator<Uint8Array> {
	const chunks = source[Symbol.asyncIterator]();
	for (;;) {
		const result = await waitAtMost(silenceMs, chunks.next());
		if (!result) throw new HttpError('cut-short', { cut: 'silence', silenceMs });
		if (result.done) return;
		yield result.value;
	}
}

function assertCsv({ headers, status }: Answer): void {
	const type = headers['content-type'];
	if (status === 204) throw new HttpError('wrong-shape', { shape: 'no-content', status });
	if (isHtml(type, '')) throw new HttpError('web-page', { status });
	if (/\bjson\b/i.test(String(type ?? ''))) {
		throw new HttpError('wrong-shape', { shape: 'json', status });
	}
	// Where the body ends with the connection, a file that was cut off looks like a whole one.
	const tellsItsEnd =
		headers['content-length'] !== undefined ||
		/\bchunked\b/i.test(String(headers['transfer-encoding'] ?? ''));
	if (!tellsItsEnd) throw new HttpError('wrong-shape', { shape: 'unknown-length', status });
}

function toStoreError(error: unknown): ServiceError {
	const said = error instanceof Error ? error.message : String(error);
	return new ServiceError('not-stored', { said });
}
