import { Buffer } from 'node:buffer';
import { crc32, createDeflateRaw, deflateRawSync } from 'node:zlib';

/**
 * A ZIP writer for what the simulator has to play: entries made while they are sent, with their sizes in the local
 * header or behind the data, and names that no library would write. (fflate's streaming writer always puts the sizes
 * behind the data, so that a large stored file could be served in one of the two ways only.) The tests read what it
 * writes with fflate.
 */

/** A file in a ZIP, as its bytes go there. */
export interface ZipFile {
	readonly name: string;
	readonly method: 'stored' | 'deflated';
	readonly crc: number;
	readonly size: number;
	readonly compressedSize: number;
	/** The compressed bytes. */
	chunks(): Iterable<Buffer>;
}

const UTF8_NAME = 0x800;
const SIZES_BEHIND = 0x8;
/** 1 January 2026, 00:00, as MS-DOS writes it. */
const DOS_DATE = ((2026 - 1980) << 9) | (1 << 5) | 1;

/** A file that is at hand as a whole. */
export function deflatedFile(name: string, content: Buffer): ZipFile {
	const compressed = deflateRawSync(content);
	return {
		name,
		method: 'deflated',
		crc: crc32(content),
		size: content.length,
		compressedSize: compressed.length,
		chunks: () => [compressed],
	};
}

/** A file that is stored as it is; its pieces are made twice, once to know their checksum. */
export function storedFile(name: string, pieces: () => Iterable<Buffer>): ZipFile {
	let crc = 0;
	let size = 0;
	for (const piece of pieces()) {
		crc = crc32(piece, crc);
		size += piece.length;
	}
	return { name, method: 'stored', crc, size, compressedSize: size, chunks: pieces };
}

/** A file that unpacks to far more than it takes: only its compressed bytes are held. */
export async function squeezedFile(name: string, pieces: () => Iterable<Buffer>): Promise<ZipFile> {
	let crc = 0;
	let size = 0;
	const deflate = createDeflateRaw({ level: 9 });
	const compressed: Buffer[] = [];
	deflate.on('data', (chunk: Buffer) => compressed.push(chunk));
	const ended = new Promise<void>((resolve, reject) => {
		deflate.on('end', resolve);
		deflate.on('error', reject);
	});
	for (const piece of pieces()) {
		crc = crc32(piece, crc);
		size += piece.length;
		if (!deflate.write(piece)) await new Promise((resolve) => deflate.once('drain', resolve));
	}
	deflate.end();
	await ended;
	const bytes = Buffer.concat(compressed);
	return {
		name,
		method: 'deflated',
		crc,
		size,
		compressedSize: bytes.length,
		chunks: () => [bytes],
	};
}

/** What the local header and the central directory have in common, from "version needed" to the length of the name. */
function description(file: ZipFile, descriptors: boolean, showsSizes: boolean): Buffer {
	const bytes = Buffer.alloc(24);
	bytes.writeUInt16LE(20, 0);
	bytes.writeUInt16LE(UTF8_NAME | (descriptors ? SIZES_BEHIND : 0), 2);
	bytes.writeUInt16LE(file.method === 'stored' ? 0 : 8, 4);
	bytes.writeUInt16LE(DOS_DATE, 8);
	if (showsSizes) {
		bytes.writeUInt32LE(file.crc, 10);
		bytes.writeUInt32LE(file.compressedSize, 14);
		bytes.writeUInt32LE(file.size, 18);
	}
	bytes.writeUInt16LE(Buffer.byteLength(file.name), 22);
	return bytes;
}

function signature(value: number): Buffer {
	const bytes = Buffer.alloc(4);
	bytes.writeUInt32LE(value);
	return bytes;
}

function localHeader(file: ZipFile, descriptors: boolean): Buffer {
	const name = Buffer.from(file.name);
	const fields = description(file, descriptors, !descriptors);
	return Buffer.concat([signature(0x04034b50), fields, Buffer.alloc(2), name]);
}

function descriptor(file: ZipFile): Buffer {
	const bytes = Buffer.alloc(12);
	bytes.writeUInt32LE(file.crc, 0);
	bytes.writeUInt32LE(file.compressedSize, 4);
	bytes.writeUInt32LE(file.size, 8);
	return Buffer.concat([signature(0x08074b50), bytes]);
}

function centralRecord(file: ZipFile, descriptors: boolean, offset: number): Buffer {
	const madeBy = Buffer.from([20, 0]);
	const rest = Buffer.alloc(16);
	rest.writeUInt32LE(offset, 12);
	const fields = description(file, descriptors, true);
	return Buffer.concat([signature(0x02014b50), madeBy, fields, rest, Buffer.from(file.name)]);
}

function end(count: number, size: number, offset: number): Buffer {
	const bytes = Buffer.alloc(18);
	bytes.writeUInt16LE(count, 4);
	bytes.writeUInt16LE(count, 6);
	bytes.writeUInt32LE(size, 8);
	bytes.writeUInt32LE(offset, 12);
	return Buffer.concat([signature(0x06054b50), bytes]);
}

/**
 * The bytes of a ZIP below 4 GiB, each file made when its turn comes.
 *
 * @param descriptors whether the sizes lie behind the data instead of before it
 */
export async function* zip(
	files: Iterable<ZipFile> | AsyncIterable<ZipFile>,
	descriptors = false,
): AsyncGenerator<Buffer> {
	const records: Buffer[] = [];
	let offset = 0;
	for await (const file of files) {
		const header = localHeader(file, descriptors);
		records.push(centralRecord(file, descriptors, offset));
		yield header;
		yield* file.chunks();
		offset += header.length + file.compressedSize;
		if (!descriptors) continue;
		const sizes = descriptor(file);
		yield sizes;
		offset += sizes.length;
	}
	const directory = Buffer.concat(records);
	yield directory;
	yield end(records.length, directory.length, offset);
}
