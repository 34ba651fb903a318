import fc from 'fast-check';
import { JsonLinesWriter } from '../../../nodes/UiPathAudit/shared/export/jsonLines';

const RUNS = Number(process.env.PROPERTY_RUNS ?? 2_000);

const everything = new JsonLinesWriter({
	properties: ['createdOn', 'message'],
	isChosen: false,
	parsed: undefined,
});

const entry = fc.dictionary(
	fc.oneof(
		fc.constantFrom('createdOn', 'message', '__proto__'),
		// See csv.test.ts: V8 may misread a name that is a single escape.
		fc.string({ unit: 'binary' }).filter(({ length }) => length !== 1),
	),
	fc.jsonValue({ stringUnit: 'binary' }),
);

describe('a JSON Lines file', () => {
	it('gives every entry back exactly, whatever is in it', () => {
		fc.assert(
			fc.property(fc.array(entry, { maxLength: 5 }), (entries) => {
				const text = entries.map((each) => everything.writeEntry({ ...each })).join('');
				const lines = Buffer.from(text).toString().split('\n');
				expect(lines.pop()).toBe('');
				const sent = entries.map((each) => JSON.parse(JSON.stringify(each)) as unknown);
				expect(lines.map((line) => JSON.parse(line) as unknown)).toEqual(sent);
			}),
			{ numRuns: RUNS },
		);
	});

	it('is the same however the server orders properties', () => {
		const one = everything.writeEntry({ message: 'a', x: { b: 1, a: 2 }, b: 1, createdOn: 'c' });
		const other = everything.writeEntry({ createdOn: 'c', b: 1, x: { a: 2, b: 1 }, message: 'a' });
		expect(one).toBe('{"createdOn":"c","message":"a","b":1,"x":{"a":2,"b":1}}\n');
		expect(other).toBe(one);
	});

	it('has only the fields that were chosen, where an entry has them', () => {
		const chosen = new JsonLinesWriter({
			properties: ['message', 'createdOn'],
			isChosen: true,
			parsed: undefined,
		});
		expect(chosen.writeEntry({ createdOn: 'c', email: 'e', message: null })).toBe(
			'{"message":null,"createdOn":"c"}\n',
		);
		expect(chosen.writeEntry({ email: 'e' })).toBe('{}\n');
	});

	it('has details as an object where that is asked for, and where they are JSON', () => {
		const parsing = new JsonLinesWriter({ properties: [], isChosen: false, parsed: 'details' });
		expect(parsing.writeEntry({ details: '{"b":1,"a":9007199254740993}' })).toBe(
			'{"details":{"b":1,"a":"9007199254740993"}}\n',
		);
		expect(parsing.writeEntry({ details: 'plain {' })).toBe('{"details":"plain {"}\n');
	});
});
