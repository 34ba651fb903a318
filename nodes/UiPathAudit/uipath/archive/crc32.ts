/** The polynomial of CRC-32 as ZIP has it (ISO 3309), its bits reversed. */
const POLYNOMIAL = 0xedb88320;

const TABLE = Int32Array.from({ length: 256 }, (_, byte) => {
	let crc = byte;
	for (let bit = 0; bit < 8; bit++) crc = crc & 1 ? (crc >>> 1) ^ POLYNOMIAL : crc >>> 1;
	return crc;
});

/** The CRC-32 of some bytes, from 0 to 2^32 - 1. */
export function crc32(bytes: Uint8Array): number {
	let crc = -1;
	// By index: an iterator takes more than three times as long, and there may be a gigabyte.
	for (let index = 0; index < bytes.length; index++) {
		crc = (TABLE[(crc ^ (bytes[index] ?? 0)) & 0xff] ?? 0) ^ (crc >>> 8);
	}
	return ~crc >>> 0;
}
