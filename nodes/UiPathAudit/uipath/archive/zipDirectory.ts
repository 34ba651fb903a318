import { ServiceError, type ArchiveFlaw } from '../uiPathError';
import { readUint64, type ZipEnd } from './zipEnd';

const DIRECTORY_ENTRY = 0x02014b50;
const DIRECTORY_ENTRY_LENGTH = 46;
const FILE_HEADER = 0x04034b50;
const FILE_HEADER_LENGTH = 30;
const ZIP64_EXTRA = 1;

/** Stands for a number that is in the Zip64 extra field. */
const IN_ZIP64 = 0xffffffff;

/** Bits 0, 6 and 13 of the flags: encrypted, strongly so, with a hidden header. */
const ENCRYPTED = 0x2041;

/** A file in a ZIP, still packed. */
export interface PackedFile {
	packed: Uint8Array;
	/** How it is packed: 0 not at all, 8 by DEFLATE; others are hardly ever met. */
	method: number;
	isEncrypted: boolean;
	/** Bytes, once it is unpacked. */
	size: number;
	/** CRC-32 of these bytes. */
	crc32: number;
}

/**
 * Reads the directory of a ZIP (PKWARE's APPNOTE, 4.3.12). The names of the files are left alone:
 * they come from outside, and two files may have the same one.
 *
 * @param file the place of the ZIP in the archive that it is from, for the error
 * @throws ServiceError `archive-unreadable` where it is not in order
 */
export function readDirectory(
	zip: Uint8Array,
	{ files, directoryStart, directoryEnd }: ZipEnd,
	file?: string,
): PackedFile[] {
	const view = new DataView(zip.buffer, zip.byteOffset, zip.byteLength);
	const found: PackedFile[] = [];
	let at = directoryStart;
	let packedBytes = 0;
	while (at + DIRECTORY_ENTRY_LENGTH <= directoryEnd && found.length < files) {
		const { next, packed } = readEntry(view, at, directoryStart) ?? {};
		if (next === undefined || packed === undefined) break;
		found.push(packed);
		packedBytes += packed.packed.length;
		at = next;
	}
	// Files that share their bytes are how a small ZIP is made to take long.
	const isInOrder = found.length === files && at === directoryEnd && packedBytes <= directoryStart;
	if (!isInOrder) throw unreadable('directory', file);
	return found;
}

/** @returns undefined where there is no such entry, or where its file is not where it says */
function readEntry(
	view: DataView,
	at: number,
	directoryStart: number,
): { next: number; packed: PackedFile } | undefined {
	if (view.getUint32(at, true) !== DIRECTORY_ENTRY) return undefined;
	const nameEnd = at + DIRECTORY_ENTRY_LENGTH + view.getUint16(at + 28, true);
	const extraEnd = nameEnd + view.getUint16(at + 30, true);
	const next = extraEnd + view.getUint16(at + 32, true);
	if (next > view.byteLength) return undefined;
	const zip64 = findZip64(view, nameEnd, extraEnd);
	// There, only those numbers are that are not here, in this order.
	const [size, packedSize, offset] = [24, 20, 42].map((field) => {
		const number = view.getUint32(at + field, true);
		return number === IN_ZIP64 ? (zip64.shift() ?? NaN) : number;
	});
	const packed = slicePacked(view, offset ?? NaN, packedSize ?? NaN, directoryStart);
	if (!packed || size === undefined || Number.isNaN(size)) return undefined;
	const file = {
		packed,
		method: view.getUint16(at + 10, true),
		isEncrypted: (view.getUint16(at + 8, true) & ENCRYPTED) !== 0,
		size,
		crc32: view.getUint32(at + 16, true),
	};
	return { next, packed: file };
}

/** The numbers in the Zip64 extra field (PKWARE's APPNOTE, 4.5.3); none where there is no such field. */
function findZip64(view: DataView, start: number, end: number): number[] {
	for (let at = start; at + 4 <= end; ) {
		const length = view.getUint16(at + 2, true);
		const fieldEnd = Math.min(end, at + 4 + length);
		if (view.getUint16(at, true) === ZIP64_EXTRA) {
			const numbers: number[] = [];
			for (let from = at + 4; from + 8 <= fieldEnd; from += 8) numbers.push(readUint64(view, from));
			return numbers;
		}
		at = fieldEnd;
	}
	return [];
}

/** The bytes of a file, which lie behind a header of its own and before the directory. */
function slicePacked(
	view: DataView,
	offset: number,
	packedSize: number,
	directoryStart: number,
): Uint8Array | undefined {
	if (!(offset + FILE_HEADER_LENGTH <= directoryStart)) return undefined;
	if (view.getUint32(offset, true) !== FILE_HEADER) return undefined;
	const start =
		offset +
		FILE_HEADER_LENGTH +
		view.getUint16(offset + 26, true) +
		view.getUint16(offset + 28, true);
	if (!(start + packedSize <= directoryStart)) return undefined;
	return new Uint8Array(view.buffer, view.byteOffset + start, packedSize);
}

/**
 * The error for an archive that is not as it says it is.
 *
 * @param file its place in the archive, where it is a file that is the matter
 */
export function unreadable(flaw: ArchiveFlaw, file?: string): ServiceError {
	return new ServiceError('archive-unreadable', { flaw, file });
}
