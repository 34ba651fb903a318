import { isHtml } from './http/answer';
import { AuditError } from './auditError';
import { CutShort, discardBody, isByteStream, streamOf, type ByteStream } from './http/body';
import type { Connection } from './http/connection';
import type { Answer } from './http/door';
import { logInPageError, shapeError } from '../shared/errorWords';
import { within } from './http/timeLimit';

/** Documented in UiPath's Orchestrator API guide, "Download Audit Logs". */
const PATH = '/audit_/api/auditlogs/download';

/** Enough to tell a web page from a table. */
const SNIFFED_BYTES = 512;

/** What to download. */
export interface CsvOptions {
	/** Display language in its short form; the server's own where empty. */
	language?: string;
	/** Newest entries to download; all where undefined. */
	size?: number;
}

/** Takes the file's bytes in, and gives what it made of them; fails if the stream fails. */
export type Store<Stored> = (bytes: ByteStream) => Promise<Stored>;

/**
 * Downloads the log as UiPath's CSV file and passes it on as it comes, never as a whole. A file
 * that ends early is not handed on: the stream fails, so that whoever stores it drops it, and the
 * download starts over.
 *
 * @throws AuditError where the file cannot be had whole, or `store` fails
 */
export async function downloadCsv<Stored>(
	connection: Connection,
	{ language, size }: CsvOptions,
	store: Store<Stored>,
): Promise<Stored> {
	const accept = 'text/csv, application/octet-stream;q=0.9, */*;q=0.1';
	return await connection.getStream(PATH, { language, size }, accept, async (answer) => {
		try {
			return await storeWhole(answer, connection, store);
		} finally {
			discardBody(answer.body);
		}
	});
}

async function storeWhole<Stored>(
	answer: Answer,
	connection: Connection,
	store: Store<Stored>,
): Promise<Stored> {
	assertCsv(answer, connection);
	const { body } = answer;
	if (!isByteStream(body)) throw shapeError('it has no content', answer.status);
	const passage: Passage = { failure: undefined };
	const checked = streamOf(body, wholeBytes(body, answer, connection, passage));
	// A failure is told by whoever reads the stream; one that comes before there is a reader must
	// not bring the process down.
	checked.on('error', () => undefined);
	try {
		return await store(checked);
	} catch (error) {
		throw passage.failure ?? storeError(error);
	}
}

/** Where a failure of the download is kept, to tell it from one of the store. */
interface Passage {
	failure: unknown;
}

/** Passes the bytes on as long as they may be the file, and fails unless they were all of it. */
async function* wholeBytes(
	source: ByteStream,
	{ headers, status }: Answer,
	connection: Connection,
	passage: Passage,
): AsyncGenerator<Uint8Array> {
	let received = 0;
	let start = '';
	try {
		for await (const chunk of withPatience(source, connection.timeoutMs)) {
			if (start.length < SNIFFED_BYTES) {
				start += Buffer.from(chunk).toString('latin1');
				start = start
					.replace(/^\u00EF\u00BB\u00BF/, '')
					.trimStart()
					.slice(0, SNIFFED_BYTES);
				if (isHtml('', start)) throw logInPageError(connection.context, status);
			}
			received += chunk.length;
			yield chunk;
		}
		if (received === 0) throw shapeError('it is empty', status);
		const promised = headers['content-length'];
		if (promised === undefined) return;
		if (received < Number(promised)) throw new CutShort(`${received} of ${promised} bytes came`);
		// n8n's helper unpacks it without a word where it was cut off.
		if (received > Number(promised)) throw shapeError('it is compressed, unasked', status);
	} catch (error) {
		passage.failure = isOwn(error) ? error : new CutShort(`it stopped after ${received} bytes`);
		throw passage.failure;
	}
}

/** Fails where nothing comes for so long; the time that the reader takes does not count. */
async function* withPatience(source: ByteStream, silenceMs: number): AsyncGenerator<Uint8Array> {
	const chunks = source[Symbol.asyncIterator]();
	for (;;) {
		const result = await within(silenceMs, chunks.next());
		if (!result) throw new CutShort(`nothing came for ${Math.ceil(silenceMs / 1_000)} seconds`);
		if (result.done) return;
		yield result.value;
	}
}

function assertCsv({ headers, status }: Answer, connection: Connection): void {
	const type = headers['content-type'];
	if (status === 204) throw shapeError('it has no content', status);
	if (isHtml(type, '')) throw logInPageError(connection.context, status);
	if (/\bjson\b/i.test(String(type ?? ''))) throw shapeError('it is JSON, not CSV', status);
	// Where the body ends with the connection, a file that was cut off looks like a whole one.
	const tellsItsEnd =
		headers['content-length'] !== undefined ||
		/\bchunked\b/i.test(String(headers['transfer-encoding'] ?? ''));
	if (!tellsItsEnd) throw shapeError('it does not say where it ends, so it may be cut off', status);
}

function isOwn(error: unknown): boolean {
	return error instanceof AuditError || error instanceof CutShort;
}

function storeError(error: unknown): AuditError {
	const reason = error instanceof Error ? error.message : String(error);
	return new AuditError(
		'n8n could not store the CSV file',
		`Check the disk space and the binary data settings of n8n. n8n said: ${reason}`,
	);
}
