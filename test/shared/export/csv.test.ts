import { parse } from 'csv-parse/sync';
import fc from 'fast-check';
import { CsvWriter, OTHER_FIELDS } from '../../../nodes/UiPathAudit/shared/export/csv';
import { readBack } from './readBack';

const RUNS = Number(process.env.PROPERTY_RUNS ?? 5_000);

const NAMES = ['createdOn', 'message', 'auditLogDetails', 'clientInfo', 'status'];
const TYPES = { clientInfo: 'object', status: 'number' } as const;
const COLUMNS = [...NAMES, OTHER_FIELDS];

/** What a text may begin or end with, or have in it, that a reader could take for something else. */
const piece = fc.oneof(
	fc.constantFrom('"', '""', ',', ';', '\t', '|', "'", '\r', '\n', '\r\n', ' ', '\u00A0', '\uFEFF'),
	fc.constantFrom(
		'=1+1',
		'+',
		'-1',
		'@SUM(A1)',
		"'=",
		"''=x",
		'\\',
		'\0',
		'\u2028',
		'\uD83D',
		'\uDE00',
	),
	fc.constantFrom('null', 'Ärger', '日本語', 'עברית', '😀', '{"a":"b,c"}', '\\uD83D', '#'),
	fc.string({ unit: 'binary' }),
	fc.string({ unit: 'grapheme' }),
);

const text = fc.oneof(
	fc.constant(''),
	fc.array(piece, { maxLength: 4 }).map((all) => all.join('')),
);

const value = fc.oneof({ weight: 6, arbitrary: text }, { weight: 1, arbitrary: fc.constant(null) });

/**
 * V8 (13.6) may read the name '"' as '\\', if it has read an object of the same shape with that one:
 * what is written is right, but a name that is a single escape cannot be read back for certain.
 */
const name = text.filter(({ length }) => length !== 1);

/** As no documentation says. */
const anything = fc.oneof(
	fc.constant(null),
	text,
	fc.boolean(),
	fc.integer(),
	fc.dictionary(name, text),
);

const entry = fc
	.record(
		{
			...{ createdOn: value, message: value, auditLogDetails: value },
			clientInfo: fc.oneof(anything, fc.record({ ipAddress: text, list: fc.array(text) })),
			status: fc.oneof(anything, fc.integer()),
			...{ undocumented: value, otherFields: value, ['__proto__']: value },
		},
		{ requiredKeys: [] },
	)
	.map((record) => Object.fromEntries(Object.entries(record)));

const style = fc.record({
	delimiter: fc.constantFrom(',', ';', '\t', '|', ' ', '^', ']', '-', '\\', "'", '=', '€'),
	escapesFormulas: fc.boolean(),
});

function write(
	entries: readonly object[],
	options: { delimiter: string; escapesFormulas: boolean },
) {
	const writer = new CsvWriter({ columns: COLUMNS, types: TYPES, ...options });
	const rows = entries.map((each) => writer.writeEntry({ ...each }));
	return Buffer.from([writer.writeHeader(), ...rows].join(''));
}

/** What is null or missing is the same to a table. */
function withoutNulls(entries: readonly object[]): object[] {
	return entries.map((each) =>
		Object.fromEntries(Object.entries(each).filter(([, one]) => one !== null)),
	);
}

describe('a CSV file', () => {
	it('gives every entry back exactly, whatever is in it', () => {
		fc.assert(
			fc.property(fc.array(entry, { maxLength: 5 }), style, (entries, options) => {
				const file = write(entries, options);
				const back = readBack(file, { ...options, types: TYPES });
				expect(withoutNulls(back)).toEqual(withoutNulls(entries));
			}),
			{ numRuns: RUNS },
		);
	});

	it('has no cell that a spreadsheet would run, unless it is allowed to', () => {
		fc.assert(
			fc.property(fc.array(entry, { maxLength: 5 }), style, (entries, { delimiter }) => {
				const file = write(entries, { delimiter, escapesFormulas: true });
				const cells: string[][] = parse(file, { delimiter, recordDelimiter: '\r\n' });
				for (const cell of cells.flat()) expect(cell).not.toMatch(/^[=+\-@\t\r\n]/);
			}),
			{ numRuns: RUNS },
		);
	});

	it('says by quotes whether a text is empty or missing', () => {
		const file = write([{ createdOn: '', message: null }], {
			delimiter: ',',
			escapesFormulas: true,
		});
		expect(file.toString()).toBe(`${COLUMNS.join(',')}\r\n"",,,,,\r\n`);
	});

	it('has a row for an entry without anything', () => {
		const writer = new CsvWriter({
			columns: ['email'],
			types: {},
			delimiter: ',',
			escapesFormulas: true,
		});
		expect(writer.writeEntry({ email: null })).toBe('""\r\n');
	});

	it('writes numbers as they are and objects as JSON, and says of what kind the others are', () => {
		const columns = ['status', 'email', 'clientInfo', OTHER_FIELDS];
		const writer = new CsvWriter({
			...{ columns, types: TYPES, delimiter: ';', escapesFormulas: true },
		});
		const objects = writer.writeEntry({ status: 0, clientInfo: { b: 1, a: [null] } });
		expect(objects).toBe('0;;"{""a"":[null],""b"":1}";\r\n');
		const texts = writer.writeEntry({ status: '0', email: 1 });
		expect(texts).toBe('0;1;;"{""email"":1,""status"":""0""}"\r\n');
	});
});
