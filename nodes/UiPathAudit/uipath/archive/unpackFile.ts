import { crc32 } from './crc32';
import { Inflate } from './fflate';
import { unreadable, type PackedFile } from './zipDirectory';

const STORED = 0;
const DEFLATED = 8;

/** DEFLATE makes at most 1,032 bytes of one, so that no more than 34 MB are made at once. */
const BYTES_AT_ONCE = 32 * 1_024;

/**
 * Unpacks a file of a ZIP. No more memory is spent than the directory says it needs, but for what is
 * made at once.
 *
 * @param file its place in the archive, for the error
 * @throws ServiceError `archive-unreadable` where it is not what the directory says
 */
export function unpackFile(packed: PackedFile, file: string): Uint8Array {
	if (packed.isEncrypted) throw unreadable('encrypted', file);
	const content = unpack(packed, file);
	if (crc32(content) !== packed.crc32) throw unreadable('checksum', file);
	return content;
}

function unpack({ packed, method, size }: PackedFile, file: string): Uint8Array {
	if (method === STORED) {
		if (packed.length !== size) throw unreadable('size', file);
		return packed;
	}
	if (method !== DEFLATED) throw unreadable('method', file);
	const content = new Uint8Array(size);
	const length = inflate(packed, content, file);
	if (length !== size) throw unreadable('size', file);
	return content;
}

/**
 * Inflates into a room that is as large as it may be.
 *
 * @returns how much came; larger than the room as soon as more comes than fits
 */
function inflate(packed: Uint8Array, room: Uint8Array, file: string): number {
	let length = 0;
	const inflating = new Inflate((part) => {
		if (length + part.length <= room.length) room.set(part, length);
		length += part.length;
	});
	try {
		for (let at = 0; at < packed.length && length <= room.length; at += BYTES_AT_ONCE) {
			const end = at + BYTES_AT_ONCE;
			inflating.push(packed.subarray(at, end), end >= packed.length);
		}
	} catch {
		throw unreadable('data', file);
	}
	return length;
}
