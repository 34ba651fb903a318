const END_RECORD = 0x06054b50;
const END_RECORD_LENGTH = 22;
const MAX_COMMENT_LENGTH = 0xffff;
const ZIP64_LOCATOR = 0x07064b50;
const ZIP64_LOCATOR_LENGTH = 20;
const ZIP64_END_RECORD = 0x06064b50;
const ZIP64_END_RECORD_LENGTH = 56;

const SIGNATURE_LENGTH = 4;

/** How a ZIP begins: with a file, without any, or in parts. */
const SIGNATURES = ['PK\x03\x04', 'PK\x05\x06', 'PK\x07\x08'];

/** Bytes at the end of a ZIP among which its end record is. */
export const ZIP_TAIL_LENGTH =
	END_RECORD_LENGTH + MAX_COMMENT_LENGTH + ZIP64_LOCATOR_LENGTH + ZIP64_END_RECORD_LENGTH;

/** What the end of a ZIP says of its directory. */
export interface ZipEnd {
	/** Files, directories included. */
	files: number;
	/** Where the directory begins and ends, in bytes from the beginning of the ZIP. */
	directoryStart: number;
	directoryEnd: number;
}

/** Whether these are the first bytes of a ZIP. */
export function isZip(bytes: Uint8Array): boolean {
	return bytes.length >= SIGNATURE_LENGTH && mayBeZip(bytes);
}

/** Whether more bytes can make a ZIP of these, however few they are. */
export function mayBeZip(bytes: Uint8Array): boolean {
	const start = String.fromCharCode(...bytes.subarray(0, SIGNATURE_LENGTH));
	return SIGNATURES.some((signature) => signature.startsWith(start));
}

/**
 * Finds the record at the end of a ZIP (PKWARE's APPNOTE, 4.3.14 to 4.3.16). It is the record of
 * this ZIP only if it reaches to the last byte and the directory lies just before it: a ZIP that was
 * cut off may end with the record of another one that is stored in it.
 *
 * @param tail the ZIP, or its last ZIP_TAIL_LENGTH bytes at least
 * @param length of the whole ZIP in bytes
 * @returns undefined where the ZIP has no such end
 */
export function findZipEnd(tail: Uint8Array, length: number): ZipEnd | undefined {
	const view = new DataView(tail.buffer, tail.byteOffset, tail.byteLength);
	const last = tail.length - END_RECORD_LENGTH;
	for (let at = last; at >= Math.max(0, last - MAX_COMMENT_LENGTH); at--) {
		if (view.getUint32(at, true) !== END_RECORD) continue;
		if (at + END_RECORD_LENGTH + view.getUint16(at + 20, true) !== tail.length) continue;
		const end = readEnd(view, at, length - tail.length);
		if (end) return end;
	}
	return undefined;
}

/**
 * @param at where the end record is in the view
 * @param skipped bytes of the ZIP before the view
 */
function readEnd(view: DataView, at: number, skipped: number): ZipEnd | undefined {
	const locator = at - ZIP64_LOCATOR_LENGTH;
	if (locator >= 0 && view.getUint32(locator, true) === ZIP64_LOCATOR) {
		return readZip64End(view, locator, skipped);
	}
	const files = view.getUint16(at + 10, true);
	const directoryStart = view.getUint32(at + 16, true);
	const directoryEnd = directoryStart + view.getUint32(at + 12, true);
	const isOnOneDisk = view.getUint32(at + 4, true) === 0 && view.getUint16(at + 8, true) === files;
	if (!isOnOneDisk || directoryEnd !== skipped + at) return undefined;
	return { files, directoryStart, directoryEnd };
}

function readZip64End(view: DataView, locator: number, skipped: number): ZipEnd | undefined {
	const record = readUint64(view, locator + 8);
	const at = record - skipped;
	if (at < 0 || at + ZIP64_END_RECORD_LENGTH > locator) return undefined;
	if (view.getUint32(at, true) !== ZIP64_END_RECORD) return undefined;
	const files = readUint64(view, at + 32);
	const directoryStart = readUint64(view, at + 48);
	const directoryEnd = directoryStart + readUint64(view, at + 40);
	const isOnOneDisk = readUint64(view, at + 16) === 0 && readUint64(view, at + 24) === files;
	if (!isOnOneDisk || directoryEnd !== record) return undefined;
	return { files, directoryStart, directoryEnd };
}

/** A number of 8 bytes; one that JavaScript rounds is larger than any file. */
export function readUint64(view: DataView, at: number): number {
	return Number(view.getBigUint64(at, true));
}
