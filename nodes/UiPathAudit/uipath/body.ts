import type { IExecuteFunctions } from 'n8n-workflow';

/** The answer ended before it was whole; a further try may bring all of it. */
export class CutShort extends Error {}

/** An error's text is short; what comes after is not read. */
const LONGEST_ERROR_BYTES = 64 * 1_024;

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
		'compose' in body &&
		typeof body.compose === 'function'
	);
}

/** The beginning of an error answer's body as text; empty where it cannot be read. */
export async function bodyText(body: unknown): Promise<string> {
	if (typeof body === 'string') return body;
	if (!isByteStream(body)) return '';
	const chunks: Buffer[] = [];
	let size = 0;
	try {
		for await (const data of body) {
			const chunk = Buffer.from(data as Uint8Array);
			chunks.push(chunk);
			size += chunk.length;
			if (size >= LONGEST_ERROR_BYTES) break;
		}
	} catch {
		// The status has been read already, and it is what counts.
	}
	discardBody(body);
	return Buffer.concat(chunks).toString('utf8');
}

/** Lets go of a body that nobody will read, and of its connection. */
export function discardBody(body: unknown): void {
	if (isByteStream(body)) body.destroy();
}
