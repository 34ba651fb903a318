import fc from 'fast-check';
import type * as declared from '../../../nodes/UiPathAudit/uipath/archive/fflate';
import { unpackEvents } from '../../../nodes/UiPathAudit/uipath/archive/unpack';
import * as library from 'fflate';
import { nest, streamedZipOf, toZip64, zipOf } from './zips';

const ONE = [{ Id: 1, Action: 'Create' }];
const TWO = [{ Id: 2 }, { Id: 3 }];

function json(events: unknown): string {
	return JSON.stringify(events);
}

/** What is declared of the library is so. */
library satisfies typeof declared;

describe('the events of an archive', () => {
	it('are those of all its files', () => {
		const zip = zipOf({ 'a.txt': json(ONE), 'sub/b.json': json(TWO), 'c.txt': '[]' });
		expect(unpackEvents(zip)).toEqual([...ONE, ...TWO]);
	});

	it('are those of archives in it, too', () => {
		const zip = zipOf({ 'a.txt': json(ONE), 'b.zip': nest(zipOf({ 'c.txt': json(TWO) }), 3) });
		expect(unpackEvents(zip)).toEqual([...ONE, ...TWO]);
	});

	it('are found by what a file is, whatever it is called', () => {
		const zip = zipOf({ 'inner.txt': zipOf({ 'a.bin': json(ONE) }), 'events.zip': json(TWO) });
		expect(unpackEvents(zip)).toEqual([...ONE, ...TWO]);
	});

	it('may come after a byte-order mark', () => {
		expect(unpackEvents(zipOf({ 'a.txt': `\uFEFF${json(ONE)}\r\n` }))).toEqual(ONE);
	});

	it('are read from files that are packed, not packed, or written in one go', () => {
		const text = json([{ Id: 1, EventDetails: 'x'.repeat(2_000) }]);
		const files = [['a.txt', text]] as const;
		const zips = [
			zipOf({ 'a.txt': text }, 0),
			zipOf({ 'a.txt': text }, 6),
			streamedZipOf(files, {}),
			streamedZipOf(files, 'stored'),
			toZip64(zipOf({ 'a.txt': text })),
		];
		for (const zip of zips) expect(json(unpackEvents(zip))).toBe(text);
	});

	it('are all there where two files have the same name', () => {
		const zip = streamedZipOf(
			[
				['a.txt', json(ONE)],
				['a.txt', json(TWO)],
			],
			{},
		);
		expect(unpackEvents(zip)).toEqual([...ONE, ...TWO]);
	});

	it.each([
		'../../etc/passwd',
		'/etc/passwd',
		'C:\\a',
		'__proto__',
		'constructor',
		'\0',
		'a'.repeat(9_999),
	])('do not depend on the name of a file: %j', (name) => {
		expect(unpackEvents(streamedZipOf([[name, json(ONE)]], {}))).toEqual(ONE);
	});

	it('keep every digit of a number', () => {
		const zip = zipOf({
			'a.txt': '[{"a":12345678901234567890,"b":-9007199254740993,"c":1.5,"d":1e22}]',
		});
		expect(unpackEvents(zip)).toEqual([
			{ a: '12345678901234567890', b: '-9007199254740993', c: 1.5, d: 1e22 },
		]);
	});

	it('may be very many', () => {
		const events = Array.from({ length: 300_000 }, (_, Id) => ({ Id }));
		expect(unpackEvents(zipOf({ 'a.txt': json(events) }))).toHaveLength(300_000);
	});

	it.each<[string, Uint8Array]>([
		['an archive without files', zipOf({})],
		['archives without files', nest(zipOf({}), 2)],
		['empty files', zipOf({ 'a.txt': '', 'b.txt': '\uFEFF', 'c.txt': ' \r\n' })],
		['directories', streamedZipOf([['sub/', '']], {})],
		['empty lists', zipOf({ 'a.txt': '[]', 'b.json': ' [ ] ' })],
	])('are none in %s', (_what, zip) => {
		expect(unpackEvents(zip)).toEqual([]);
	});
});

interface Tree {
	events: unknown[];
	zip: Uint8Array;
}

describe('any archive', () => {
	const event = fc.record({
		Id: fc.nat(),
		Action: fc.string(),
		User: fc.string({ unit: 'binary' }),
	});
	const events = fc.array(event, { maxLength: 4 });
	const levels = fc.constantFrom<0 | 6>(0, 6);

	/** Files with events, and archives of such in them, so many deep. */
	function tree(depth: number): fc.Arbitrary<Tree> {
		const list = events.map((found) => ({ events: found as unknown[], content: json(found) }));
		const inner = tree_(depth);
		const files = fc.array(fc.oneof(list, inner), { maxLength: 3 });
		return fc
			.tuple(files, levels, fc.boolean(), fc.boolean())
			.map(([parts, level, one, packed]) => {
				const named = parts.map(({ content }, index) => [`${index}.txt`, content] as const);
				const zip = one
					? streamedZipOf(named, packed ? {} : 'stored')
					: zipOf(Object.fromEntries(named), level);
				return { events: parts.flatMap((part) => part.events), zip };
			});
	}

	function tree_(depth: number): fc.Arbitrary<{ events: unknown[]; content: string | Uint8Array }> {
		if (depth === 0) return fc.constant({ events: [], content: '' });
		return tree(depth - 1).map(({ events: found, zip }) => ({ events: found, content: zip }));
	}

	it('gives exactly the events that were put into it', () => {
		fc.assert(
			fc.property(tree(4), ({ events: put, zip }) => {
				expect(json(unpackEvents(zip))).toBe(json(put));
			}),
			{ numRuns: 300 },
		);
	});

	it('gives them from files that are inflated in many parts, however they were packed', () => {
		const level = fc.integer({ min: 0, max: 9 });
		const strategy = fc.integer({ min: 0, max: 4 });
		const words = fc.array(fc.string({ unit: 'binary', maxLength: 400 }), { minLength: 1 });
		fc.assert(
			fc.property(level, strategy, words, fc.nat({ max: 200_000 }), (grade, way, texts, size) => {
				let random = size;
				const list: unknown[] = [];
				for (let length = 0; length < size; length += 60) {
					random = (random * 1_103_515_245 + 12_345) % 2_147_483_648;
					list.push({ id: random.toString(36), text: texts[random % texts.length] });
				}
				const zip = streamedZipOf([['a.txt', json(list)]], { level: grade, strategy: way });
				expect(json(unpackEvents(zip)) === json(list)).toBe(true);
			}),
			{ numRuns: 100 },
		);
	});

	it('gives the same events or an error when a byte is another', () => {
		fc.assert(
			fc.property(tree(2), fc.nat(), fc.integer({ min: 1, max: 255 }), (made, place, flip) => {
				const zip = Uint8Array.from(made.zip);
				const at = place % zip.length;
				zip[at] = (zip[at] ?? 0) ^ flip;
				expectSameOrError(zip, made.events);
			}),
			{ numRuns: 5_000 },
		);
	});

	it('gives an error wherever it is cut off', () => {
		const inner = zipOf({ 'a.txt': json(ONE) });
		const zip = zipOf({ 'a.zip': inner, 'b.zip': inner, 'c.txt': json(TWO) }, 0);
		for (let length = 0; length < zip.length; length++) {
			expect(() => unpackEvents(zip.subarray(0, length))).toThrow('archive-unreadable');
		}
	});

	it('gives the same events or an error for every bit of it that is flipped', () => {
		const zip = zipOf({ 'a.txt': json(ONE), 'b.zip': zipOf({ 'c.txt': json(TWO) }) });
		for (let bit = 0; bit < zip.length * 8; bit++) {
			const flipped = Uint8Array.from(zip);
			flipped[bit >> 3] = (flipped[bit >> 3] ?? 0) ^ (1 << (bit & 7));
			expectSameOrError(flipped, [...ONE, ...TWO]);
		}
	});
});

function expectSameOrError(zip: Uint8Array, events: unknown[]): void {
	let found: unknown;
	try {
		found = unpackEvents(zip);
	} catch (error) {
		expect(error).toHaveProperty('kind', expect.stringMatching(/^archive-/));
		return;
	}
	expect(json(found)).toBe(json(events));
}
