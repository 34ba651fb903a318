import { createHash } from 'crypto';
import { GarbageHint } from './garbage';

/**
 * Bytes in a part of the file. Every part but the last has as many, less what is left where a character
 * does not fit in: how well gzip packs depends on where the parts are cut, and the same entries have to
 * give the same bytes, however they came.
 */
const PART_BYTES = 64 * 1_024;

/** What a file came to. */
export interface FileProof {
	bytes: number;
	/** Hexadecimal. */
	sha256: string;
}

/** Makes the bytes of a file from its text and proves them while they pass; nothing is kept. */
export class FileBytes {
	private readonly hash = createHash('sha256');
	private bytes = 0;

	/** @param isCompressed whether the file is packed with gzip, without a name or a time */
	constructor(private readonly isCompressed: boolean) {}

	/** What all bytes came to; only once they have been read. */
	prove(): FileProof {
		return { bytes: this.bytes, sha256: this.hash.digest('hex') };
	}

	/** The bytes for texts that come one after the other, some at a time. */
	async *write(texts: AsyncIterable<readonly string[]>): AsyncGenerator<Uint8Array> {
		const parts = cutIntoParts(texts);
		for await (const part of this.isCompressed ? compress(parts) : parts) {
			this.hash.update(part);
			this.bytes += part.length;
			yield part;
		}
	}
}

/** Writes straight into the parts: what is made of each text in between would all be garbage. */
async function* cutIntoParts(
	batches: AsyncIterable<readonly string[]>,
): AsyncGenerator<Uint8Array> {
	const encoder = new TextEncoder();
	let part = new Uint8Array(PART_BYTES);
	let used = 0;
	const hint = new GarbageHint();
	for await (const texts of batches) {
		for (const text of texts) {
			for (let rest = text; ; ) {
				const { read, written } = encoder.encodeInto(rest, part.subarray(used));
				rest = rest.slice(read);
				used += written;
				if (rest === '') break;
				hint.add(used);
				yield part.subarray(0, used);
				part = new Uint8Array(PART_BYTES);
				used = 0;
			}
		}
	}
	if (used > 0) yield part.subarray(0, used);
}

function compress(parts: AsyncIterable<Uint8Array>): AsyncIterable<Uint8Array> {
	return ReadableStream.from(parts).pipeThrough(new CompressionStream('gzip'));
}
