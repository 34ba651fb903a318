import { Inflate } from 'fflate';
import { unpackEvents } from '../../../nodes/UiPathAudit/uipath/archive/unpack';
import type { ServiceErrorFacts } from '../../../nodes/UiPathAudit/uipath/uiPathError';
import { changed, directoryEntries, lying, nest, streamedZipOf, toZip64, zipOf } from './zips';

const EVENTS = JSON.stringify([{ Id: 1, Action: 'Create', EventDetails: 'x'.repeat(200) }]);
const ZIP = zipOf({ 'a.txt': EVENTS });

function expectError(zip: Uint8Array, kind: string, facts: ServiceErrorFacts): void {
	let thrown: unknown;
	try {
		unpackEvents(zip);
	} catch (error) {
		thrown = error;
	}
	expect(thrown).toMatchObject({ kind, facts });
}

describe('an archive that cannot be read', () => {
	it.each<[string, string | Uint8Array, ServiceErrorFacts]>([
		['some text', 'a readme', { flaw: 'json' }],
		['an object', '{"Id":1}', { flaw: 'list' }],
		['JSON Lines', '{"Id":1}\n{"Id":2}', { flaw: 'json' }],
		['half a list', '[{"Id":1},', { flaw: 'json' }],
		['a list of other things', '[{"Id":1}, 2]', { flaw: 'event' }],
		['a list of lists', '[[]]', { flaw: 'event' }],
		['null', 'null', { flaw: 'list' }],
		['bytes that are no text', Uint8Array.of(0x5b, 0xff, 0x5d), { flaw: 'text' }],
		['what begins as a ZIP', 'PK\x03\x04 and goes on otherwise', { flaw: 'end' }],
		['half a signature', 'PK', { flaw: 'json' }],
	])('has %s', (_what, content, facts) => {
		const inner = zipOf({ 'a.txt': EVENTS, 'b.txt': content });
		expectError(inner, 'archive-unreadable', { ...facts, file: '2' });
		const outer = zipOf({ '1.txt': EVENTS, '2.txt': EVENTS, '3.zip': inner });
		expectError(outer, 'archive-unreadable', { ...facts, file: '3.2' });
	});

	it.each<[string, Uint8Array, ServiceErrorFacts]>([
		['is no ZIP at all', Buffer.from(EVENTS), { flaw: 'end', file: undefined }],
		['is empty', new Uint8Array(), { flaw: 'end' }],
		['has something behind its end', Buffer.concat([ZIP, ZIP.subarray(0, 1)]), { flaw: 'end' }],
		[
			'has something before its beginning',
			Buffer.concat([ZIP.subarray(0, 1), ZIP]),
			{ flaw: 'end' },
		],
		['is encrypted', lying(ZIP, 'flags', 1), { flaw: 'encrypted', file: '1' }],
		['is strongly encrypted', lying(ZIP, 'flags', 0x41), { flaw: 'encrypted' }],
		['is packed by LZMA', lying(ZIP, 'method', 14), { flaw: 'method' }],
		['is said to be smaller', lying(ZIP, 'size', EVENTS.length - 1), { flaw: 'size' }],
		['is said to be larger', lying(ZIP, 'size', EVENTS.length + 1), { flaw: 'size' }],
		['is said not to be packed', lying(ZIP, 'method', 0), { flaw: 'size' }],
		['has another CRC-32', lying(ZIP, 'crc32', 0), { flaw: 'checksum' }],
		['lies elsewhere', lying(ZIP, 'offset', 1), { flaw: 'directory', file: undefined }],
		['lies beyond', lying(ZIP, 'offset', 0xfffffff0), { flaw: 'directory' }],
		['is longer than the ZIP', lying(ZIP, 'packedSize', 9_999), { flaw: 'directory' }],
		[
			'has numbers in Zip64 that are not there',
			lying(ZIP, 'size', 0xffffffff),
			{ flaw: 'directory' },
		],
		['is cut within a block', changed(ZIP, (view) => view.setUint8(35, 0xff)), { flaw: 'data' }],
	])('%s', (_what, zip, facts) => {
		expectError(zip, 'archive-unreadable', facts);
	});

	it('counts more files, or fewer, than it has', () => {
		const zip = zipOf({ 'a.txt': EVENTS, 'b.txt': EVENTS });
		for (const files of [0, 1, 3]) {
			const counted = changed(zip, (view) => {
				view.setUint16(zip.length - 22 + 8, files, true);
				view.setUint16(zip.length - 22 + 10, files, true);
			});
			expectError(counted, 'archive-unreadable', { flaw: 'directory' });
		}
	});

	it('has files that share their bytes', () => {
		const files = Array.from({ length: 20 }, (_, index) => [`${index}.txt`, EVENTS] as const);
		const shared = changed(streamedZipOf(files, {}), (view) => {
			const [first = 0, ...others] = directoryEntries(view);
			const whole = view.getUint32(first + 20, true);
			for (const at of others) view.setUint32(at + 42, 0, true);
			view.setUint32(first + 20, whole, true);
		});
		expect(unpackEvents(shared)).toHaveLength(20);
		const [first = 0] = directoryEntries(new DataView(shared.buffer));
		const longer = changed(shared, (view) => {
			for (const at of directoryEntries(view)) view.setUint32(at + 20, first - 100, true);
		});
		expectError(longer, 'archive-unreadable', { flaw: 'directory' });
	});
});

describe('a bomb', () => {
	const zeros = (megabytes: number) => zipOf({ '0.txt': new Uint8Array(megabytes * 1_000_000) });

	it('is refused by its ratio, but not while it is small', () => {
		expectError(zeros(2), 'archive-bomb', { excess: 'ratio', limit: 200 });
		expectError(zeros(0.9), 'archive-unreadable', { flaw: 'json' });
		expectError(nest(zeros(2), 2), 'archive-bomb', { excess: 'ratio' });
	});

	it('is refused by the ratio of all that is in it', () => {
		const parts = Array.from({ length: 5 }, (_, index) => [
			`${index}.zip`,
			zipOf({ 'a.txt': '['.padEnd(400_000) + ']' }),
		]);
		expectError(zipOf(Object.fromEntries(parts) as Record<string, Uint8Array>), 'archive-bomb', {
			excess: 'ratio',
		});
	});

	it('is refused by its depth', () => {
		expect(unpackEvents(nest(ZIP, 4))).toHaveLength(1);
		expectError(nest(ZIP, 5), 'archive-bomb', { excess: 'nesting', limit: 4 });
	});

	it('is refused by its number of files, empty ones and those deeper in it included', () => {
		const many = (count: number) =>
			zipOf(Object.fromEntries(Array.from({ length: count }, (_, index) => [`${index}`, ''])), 0);
		expect(unpackEvents(many(10_000))).toEqual([]);
		expectError(many(10_001), 'archive-bomb', { excess: 'files', limit: 10_000 });
		const parts = zipOf({ 'a.zip': many(6_000), 'b.zip': many(6_000) });
		expectError(parts, 'archive-bomb', { excess: 'files' });
	});

	it('is refused by what it says it unpacks to, before any of it is unpacked', () => {
		const push = jest.spyOn(Inflate.prototype, 'push');
		const zip = zipOf({ 'a.txt': EVENTS, 'b.txt': EVENTS });
		const large = lying(lying(zip, 'size', 600_000_000, 0), 'size', 600_000_000, 1);
		expectError(large, 'archive-bomb', { excess: 'bytes', limit: 1_000_000_000 });
		const huge = changed(toZip64(ZIP), (view) => {
			const [at = 0] = directoryEntries(view);
			view.setBigUint64(at + 46 + 'a.txt'.length + 4, 2n ** 63n, true);
		});
		expectError(huge, 'archive-bomb', { excess: 'bytes' });
		expect(push).not.toHaveBeenCalled();
		push.mockRestore();
	});

	it('that says it is small is given up at once', () => {
		const zip = lying(zeros(200), 'size', 1_000);
		const push = jest.spyOn(Inflate.prototype, 'push');
		expectError(zip, 'archive-unreadable', { flaw: 'size', file: '1' });
		expect(push).toHaveBeenCalledTimes(1);
		push.mockRestore();
	});
});
