import { strToU8, Zip, ZipPassThrough, zipSync } from 'fflate';
import { deflateRawSync, type ZlibOptions } from 'node:zlib';

/** Lengths and signatures of a ZIP's records, from PKWARE's APPNOTE. */
const DIRECTORY_ENTRY = 0x02014b50;
const END_RECORD_LENGTH = 22;

/** Where something is in an entry of the directory. */
export const ENTRY = { flags: 8, method: 10, crc32: 16, packedSize: 20, size: 24, offset: 42 };

/** A ZIP of these files, by name; a text becomes one in UTF-8. */
export function zipOf(files: Record<string, string | Uint8Array>, level: 0 | 6 = 6): Uint8Array {
	const entries = Object.entries(files).map(([name, content]) => [name, toBytes(content)] as const);
	return zipSync(Object.fromEntries(entries), { level });
}

/** fflate's own now and then refers to bytes before the first (0.8.3), which zlib refuses as well. */
class Deflated extends ZipPassThrough {
	constructor(
		name: string,
		private readonly options: ZlibOptions,
	) {
		super(name);
		this.compression = 8;
	}

	protected process(chunk: Uint8Array, isLast: boolean): void {
		this.ondata(null, deflateRawSync(chunk, this.options), isLast);
	}
}

/** A ZIP as it is written in one go: the sizes come behind each file; names may come twice. */
export function streamedZipOf(
	files: ReadonlyArray<readonly [name: string, content: string | Uint8Array]>,
	packing: ZlibOptions | 'stored',
): Uint8Array {
	const chunks: Uint8Array[] = [];
	const zip = new Zip((_error, chunk) => chunks.push(chunk));
	for (const [name, content] of files) {
		const file = packing === 'stored' ? new ZipPassThrough(name) : new Deflated(name, packing);
		zip.add(file);
		file.push(toBytes(content), true);
	}
	zip.end();
	return Uint8Array.from(Buffer.concat(chunks));
}

/** A ZIP within so many ZIPs. */
export function nest(zip: Uint8Array, times: number): Uint8Array {
	let nested = zip;
	for (let time = 0; time < times; time++) nested = zipOf({ 'part.zip': nested });
	return nested;
}

/** The same bytes after a change. */
export function changed(zip: Uint8Array, change: (view: DataView) => void): Uint8Array {
	const copy = Uint8Array.from(zip);
	change(new DataView(copy.buffer));
	return copy;
}

/** Where the entries of a ZIP's directory begin. */
export function directoryEntries(view: DataView): number[] {
	const places: number[] = [];
	for (let at = 0; at + 4 <= view.byteLength; at++) {
		if (view.getUint32(at, true) === DIRECTORY_ENTRY) places.push(at);
	}
	return places;
}

/** A ZIP of which an entry's directory says something else. */
export function lying(
	zip: Uint8Array,
	field: keyof typeof ENTRY,
	value: number,
	entry = 0,
): Uint8Array {
	return changed(zip, (view) => {
		const at = (directoryEntries(view)[entry] ?? NaN) + ENTRY[field];
		if (field === 'flags' || field === 'method') view.setUint16(at, value, true);
		else view.setUint32(at, value, true);
	});
}

/** A ZIP of one file, written with the numbers in the places that Zip64 has for them. */
export function toZip64(zip: Uint8Array): Uint8Array {
	const view = new DataView(zip.buffer, zip.byteOffset, zip.byteLength);
	const [start = NaN] = directoryEntries(view);
	const end = zip.length - END_RECORD_LENGTH;
	const extra = Buffer.alloc(28);
	extra.writeUInt16LE(1, 0);
	extra.writeUInt16LE(24, 2);
	const entry = Buffer.from(zip.subarray(start, end));
	[ENTRY.size, ENTRY.packedSize, ENTRY.offset].forEach((field, index) => {
		extra.writeBigUInt64LE(BigInt(entry.readUInt32LE(field)), 4 + 8 * index);
		entry.writeUInt32LE(0xffffffff, field);
	});
	entry.writeUInt16LE(extra.length, 30);
	const directory = Buffer.concat([entry, extra]);

	const record = Buffer.alloc(56);
	record.writeUInt32LE(0x06064b50, 0);
	record.writeBigUInt64LE(44n, 4);
	record.writeBigUInt64LE(1n, 24);
	record.writeBigUInt64LE(1n, 32);
	record.writeBigUInt64LE(BigInt(directory.length), 40);
	record.writeBigUInt64LE(BigInt(start), 48);
	const locator = Buffer.alloc(20);
	locator.writeUInt32LE(0x07064b50, 0);
	locator.writeBigUInt64LE(BigInt(start + directory.length), 8);
	locator.writeUInt32LE(1, 16);
	const last = Buffer.alloc(END_RECORD_LENGTH, 0xff);
	last.writeUInt32LE(0x06054b50, 0);
	last.writeUInt16LE(0, 20);
	return Uint8Array.from(Buffer.concat([zip.subarray(0, start), directory, record, locator, last]));
}

function toBytes(content: string | Uint8Array): Uint8Array {
	return typeof content === 'string' ? strToU8(content) : content;
}
