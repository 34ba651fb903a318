import { Buffer } from 'node:buffer';
import { crc32 } from 'node:zlib';
import { unzipSync } from 'fflate';
import { collect } from '../answer.ts';
import { deflatedFile, squeezedFile, storedFile, zip } from './zip.ts';

const CENTRAL_RECORD = Buffer.from('504b0102', 'hex');

/** fflate does not look at checksums: those of the central directory, by file. */
function checksums(archive: Buffer): number[] {
	const found: number[] = [];
	for (let at = archive.indexOf(CENTRAL_RECORD); at !== -1; ) {
		found.push(archive.readUInt32LE(at + 16));
		at = archive.indexOf(CENTRAL_RECORD, at + 1);
	}
	return found;
}

describe('ZIP writer of the simulator', () => {
	it.each([false, true])('writes what fflate reads, with descriptors: %s', async (descriptors) => {
		const pieces = () => [Buffer.from('one,'), Buffer.from('two')];
		const zeros = Buffer.alloc(500_000);
		const files = [
			deflatedFile('ä/../b.txt', Buffer.from('text')),
			storedFile('c', pieces),
			await squeezedFile('d', () => [zeros, zeros]),
			deflatedFile('empty', Buffer.alloc(0)),
		];
		const archive = await collect({ chunks: () => zip(files, descriptors) });
		const contents = unzipSync(archive);
		expect(Object.keys(contents)).toEqual(['ä/../b.txt', 'c', 'd', 'empty']);
		expect(Buffer.from(contents.c ?? []).toString()).toBe('one,two');
		expect(contents.d).toHaveLength(1_000_000);
		expect(checksums(archive)).toEqual(Object.values(contents).map((bytes) => crc32(bytes)));
		expect(archive.length).toBeLessThan(3_000);
	});
});
