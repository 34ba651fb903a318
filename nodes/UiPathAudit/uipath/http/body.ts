import type { IExecuteFunctions } from 'n8n-workflow';

/** An error's text is short; what comes after is not read. */
const MAX_ERROR_BYTES = 64 * 1_024;

/** Node.js's `Readable`, by way of n8n's types: a community node may not import `stream`. */
export type ByteStream = Exclude<
	Parameters<IExecuteFunctions['helpers']['prepareBinaryData']>[0],
	Buffer
>;

/** Whether a body is a stream. */
export function isByteStream(body: unknown): body is ByteStream {
	return (
		typeof body === 'object' &&
		body !== null &&
		Symbol.asyncIterator in body &&
		'destroy' in body &&
		'from' in body.constructor
	);
}

/**
 * Makes a stream of bytes that are read one after the other. `Readable.from` is reached by way of
 * a stream that there is already: a community node may not import `stream`.
 */
export function makeStream(model: ByteStream, bytes: AsyncIterable<Uint8Array>): ByteStream {
	const { from } = model.constructor as unknown as {
		from(this: void, bytes: AsyncIterable<Uint8Array>, options: object): ByteStream;
	};
	return from(bytes, { objectMode: false });
}

/**
 * The whole of a body as text.
 *
 * @throws as the stream does where it breaks off
 */
export async function readWholeText(body: ByteStream): Promise<string> {
	return await readText(body, Infinity);
}

/** The beginning of an error answer's body as text; empty where it cannot be read. */
export async function readErrorText(body: unknown): Promise<string> {
	if (typeof body === 'string') return body;
	if (!isByteStream(body)) return '';
	try {
		return await readText(body, MAX_ERROR_BYTES);
	} catch {
		// The status has been read already, and it is what counts.
		return '';
	} finally {
		discardBody(body);
	}
}

async function readText(body: ByteStream, maxBytes: number): Promise<string> {
	const chunks: Uint8Array[] = [];
	let size = 0;
	for await (const chunk of body as AsyncIterable<Uint8Array>) {
		chunks.push(chunk);
		size += chunk.length;
		if (size >= maxBytes) break;
	}
	return Buffer.concat(chunks).toString('utf8');
}

/** Lets go of a body that nobody will read, and of its connection. */
export function discardBody(body: unknown): void {
	if (isByteStream(body)) body.destroy();
}
