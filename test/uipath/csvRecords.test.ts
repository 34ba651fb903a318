import { parse } from 'csv-parse/sync';
import fc from 'fast-check';
import { CsvRecordCounter } from '../../nodes/UiPathAudit/uipath/csvRecords';

/** Counts with the bytes cut at these places. */
function count(text: string, cuts: number[] = []): number {
	const bytes = Buffer.from(text);
	const counter = new CsvRecordCounter();
	let begin = 0;
	for (const cut of [...cuts.map((part) => part % (bytes.length + 1)), bytes.length].sort(
		(a, b) => a - b,
	)) {
		counter.add(bytes.subarray(begin, cut));
		begin = cut;
	}
	return counter.count;
}

describe('the records of a CSV', () => {
	it.each([
		['', 0],
		['\uFEFF', 0],
		['a,b', 1],
		['a,b\r\n', 1],
		['\uFEFFa,b\r\n1,2', 2],
		['a\n\n\r\nb\n', 2],
		['a\rb\r', 2],
		['"a\r\nb",c\r\nd,"e""\nf"\n', 2],
		['""\n""', 2],
		['a,"b\nc', 1],
		['it is 5" long,x\ny', 2],
		[',\n,', 2],
	])('%j has %i', (text, records) => {
		expect(count(text)).toBe(records);
	});

	it.each(['utf16le', 'utf16be'])('are counted in UTF-16, too: %s', (encoding) => {
		const text = '\uFEFFa,b\r\n"1\n\u0a22\u220a",2\r\n3,\u0a0a\r\n';
		const bytes = Buffer.from(text, 'utf16le');
		const counter = new CsvRecordCounter();
		counter.add(encoding === 'utf16le' ? bytes : bytes.swap16());
		expect(counter.count).toBe(3);
	});

	it.each([
		['a,"b\nc', true],
		['a,"b""', true],
		['a,"b"', false],
		['a,b', false],
	])('%j ends within quotes: %p', (text, endsInQuotes) => {
		const counter = new CsvRecordCounter();
		counter.add(Buffer.from(text));
		expect(counter.endsInQuotes).toBe(endsInQuotes);
	});

	const field = fc.string({
		unit: fc.constantFrom('a', '"', ',', '\r', '\n', ' ', 'é', '監', '\u{1F600}', ';'),
		maxLength: 6,
	});
	const write = (text: string, isQuoted: boolean) =>
		isQuoted || /["\r\n,;\t]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;

	it('are those that a CSV reader finds, wherever the bytes are cut', () => {
		const rows = fc.array(fc.tuple(field, field, fc.boolean()), { maxLength: 8 });
		const cuts = fc.array(fc.nat({ max: 300 }), { maxLength: 4 });
		const lineEnd = fc.constantFrom('\r\n', '\n');
		fc.assert(
			fc.property(rows, cuts, lineEnd, fc.boolean(), (written, places, end, hasMark) => {
				const lines = written.map(
					([a, b, isQuoted]) => `${write(a, isQuoted)},${write(b, isQuoted)}`,
				);
				const text = (hasMark ? '\uFEFF' : '') + lines.map((line) => line + end).join('');
				const found: unknown[] = parse(text, { bom: true });
				expect(count(text, places)).toBe(found.length);
				expect(found).toHaveLength(written.length);
			}),
			{ numRuns: 2_000 },
		);
	});
});
