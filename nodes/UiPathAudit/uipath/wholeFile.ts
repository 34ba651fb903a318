import { isHtml } from './http/answer';
import { discardBody, isByteStream, type ByteStream } from './http/body';
import type { Connection, Query } from './http/connection';
import type { Answer } from './http/door';
import { HttpError } from './http/httpError';
import { waitAtMost } from './http/timeLimit';
import { storeBytes, type Store } from './storeBytes';

/** Where a file is. */
export interface FileRequest {
	/** Below the base address, beginning with a slash. */
	path: string;
	query: Query;
}

/** Looks at a file while it passes. */
export interface FileWatch {
	/**
	 * Is shown the next bytes, at least one, before they are passed on.
	 *
	 * @throws HttpError where no such file begins, or goes on, like this
	 */
	add(bytes: Uint8Array): void;
	/**
	 * Has seen all that came, which is as much as the answer promised. Not for files in which nothing
	 * tells where they end.
	 *
	 * @throws HttpError where it is not all of the file
	 */
	end?(): void;
}

/** What is particular to files of one kind. */
export interface FileKind<Empty, Watch extends FileWatch> {
	/** Media types, as in the header `Accept`. */
	readonly accept: string;
	/**
	 * Makes what looks at the file, anew for each try.
	 *
	 * @throws HttpError where the answer tells before its body that it is no such file
	 */
	watch(answer: Answer): Watch;
	/**
	 * What stands for a file without bytes, which is not stored.
	 *
	 * @throws HttpError where a file of this kind has some
	 */
	readEmpty(answer: Answer): Empty;
}

/**
 * Downloads a file and passes it on as it comes, never as a whole. A file that ends early is not
 * handed on: the stream fails, so that whoever stores it drops it, and the download starts over.
 *
 * @returns what the store made of the file, and what has seen all of it; no watch where it is empty
 * @throws HttpError where the file cannot be had whole, ServiceError `not-stored` where `store`
 *   fails, or the ServiceError that it fails with
 */
export async function downloadWhole<Stored, Empty, Watch extends FileWatch>(
	connection: Connection,
	{ path, query }: FileRequest,
	kind: FileKind<Empty, Watch>,
	store: Store<Stored>,
): Promise<{ stored: Stored; watch: Watch } | { empty: Empty }> {
	return await connection.getStream(path, query, kind.accept, async (answer) => {
		const { body, headers, status } = answer;
		try {
			if (status === 204) return { empty: kind.readEmpty(answer) };
			if (isHtml(headers['content-type'], '')) throw new HttpError('web-page', { status });
			const watch = kind.watch(answer);
			if (!isByteStream(body)) throw new HttpError('wrong-shape', { shape: 'no-content', status });
			const passage: Passage = { answer, silenceMs: connection.timeoutMs, watch };
			const chunks = passWhole(body, passage);
			// So that nothing is stored of an answer without a body.
			const first = await chunks.next();
			if (first.done) return { empty: kind.readEmpty(answer) };
			return { stored: await storeBytes(startWith(first.value, chunks), store), watch };
		} finally {
			discardBody(body);
		}
	});
}

/** A file on its way. */
interface Passage {
	readonly answer: Answer;
	/** Milliseconds for which nothing may come. */
	readonly silenceMs: number;
	readonly watch: FileWatch;
}

/** Passes the bytes on as long as they may be the file, and fails unless they were all of it. */
async function* passWhole(
	source: ByteStream,
	passage: Passage,
): AsyncGenerator<Uint8Array, undefined> {
	const { answer, silenceMs, watch } = passage;
	let received = 0;
	try {
		for await (const chunk of readPatiently(source, silenceMs)) {
			if (chunk.length === 0) continue;
			watch.add(chunk);
			received += chunk.length;
			yield chunk;
		}
		assertPromised(received, answer);
		if (received > 0) watch.end?.();
	} catch (error) {
		throw error instanceof HttpError
			? error
			: new HttpError('cut-short', { cut: 'stream', received });
	}
}

async function* startWith(
	first: Uint8Array,
	rest: AsyncGenerator<Uint8Array>,
): AsyncGenerator<Uint8Array> {
	yield first;
	yield* rest;
}

function assertPromised(received: number, { headers, status }: Answer): void {
	const length = headers['content-length'];
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

/**
 * Whether an answer's end can be told from a connection that was cut: by its length, or in chunks,
 * of which the last is marked as such.
 */
export function tellsItsEnd({ headers }: Answer): boolean {
	return (
		headers['content-length'] !== undefined ||
		/\bchunked\b/i.test(String(headers['transfer-encoding'] ?? ''))
	);
}
