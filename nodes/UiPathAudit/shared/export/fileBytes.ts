import { createHash } from 'crypto';

/**
 * Bytes in a part of the file. Every part but the last has as many: how well gzip packs depends on where
 * the parts are cut, and the same entries have to give the same bytes, however they came.
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

	/** The bytes for texts that come one after the other. */
	async *write(texts: AsyncIterable<string>): AsyncGenerator<Uint8Array> {
		const parts = cutIntoParts(texts);
		for await (const part of this.isCompressed ? compress(parts) : parts) {
			this.hash.update(part);
			this.bytes += part.length;
			yield part;
		}
	}
}

async function* cutIntoParts(texts: AsyncIterable<string>): AsyncGenerator<Uint8Array> {
	let rest = Buffer.alloc(0);
	for await (const text of texts) {
		const bytes = Buffer.concat([rest, Buffer.from(text)]);
		let start = 0;
		for (; start + PART_BYTES <= bytes.length; start += PART_BYTES) {
			yield bytes.subarray(start, start + PART_BYTES);
		}
		rest = bytes.subarray(start);
	}
	if (rest.length > 0) yield rest;
}

function compress(parts: AsyncIterable<Uint8Array>): AsyncIterable<Uint8Array> {
	return ReadableStream.from(parts).pipeThrough(new CompressionStream('gzip'));
}
