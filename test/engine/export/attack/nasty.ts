import type { Random } from './random';
import { NULL, raw, text, type Value } from './values';

/** What spreadsheets, CSV readers, JSON readers and careless programs trip over. */
const TEXTS: readonly string[] = [
	'',
	' ',
	'"',
	'""',
	'a"b',
	"'",
	"''",
	"'=1",
	"''=1",
	"'+1",
	"'\t",
	"'\r\n",
	"'@x",
	"'-x",
	"'a",
	'=1+1',
	'+1',
	'-1',
	'@SUM(A1)',
	'\tx',
	'\rx',
	'\nx',
	'\r\nx',
	'\n',
	'\r',
	'x\r',
	'x\ny',
	'x\r\ny\r\n',
	',',
	';',
	'\t',
	'|',
	'a,b;c\td|e',
	'\uFEFF',
	'\uFEFFbom',
	'\uFEFF=1',
	'\0',
	'a\0b',
	'\0=1',
	'\u{1F469}\u200D\u{1F4BB} emoji',
	'שלום \u202Eabc\u202C عربي',
	'日本語',
	'e\u0301 é',
	'\ud800',
	'\udc00',
	'a\ud83dz',
	'\ude00\ud83d',
	'=\ud800',
	"'=\udfff",
	'\u2028\u2029',
	'\u0085\u000b\u000c',
	'\u001a\u001b[31m',
	'__proto__',
	'null',
	'undefined',
	'true',
	'0',
	'-0',
	'1e400',
	'NaN',
	'{}',
	'[]',
	'{"a":1}',
	'{ "b" : 2,\r\n "a": 1 }',
	'{"__proto__":{"polluted":true},"n":12345678901234567890}',
	'{"a":1,"a":2}',
	'"json text"',
	'[1,"=1",null]',
	'{"unfinished":',
	'\ufffd',
	'\ud7ff\ue000',
	'＝1＋1',
	' =1',
	'<script>alert(1)</script>',
	'%00%0d%0a',
	'\\',
	'\\n',
	'\\"',
];

/** Properties that no documentation names, and those that every object has. */
export const NAMES: readonly string[] = [
	'__proto__',
	'constructor',
	'toString',
	'hasOwnProperty',
	'valueOf',
	'toJSON',
	'then',
	'length',
	'otherFields',
	'id',
	'0',
	'10',
	'9',
	'',
	'new',
	'=x',
	'a,b',
	'a\r\nb',
	'\ud800',
	'CreatedOn',
	'createdOn ',
	'é',
	'e\u0301',
];

/** Numbers that a double holds: where the server writes another, JavaScript rounds it. */
const NUMBERS = ['0', '-0', '1', '-1', '1.0', '1e3', '1E+2', '0.1', '-1.5', '9007199254740991'];

/** A text that breaks something, or several in one. */
export function nastyText(random: Random): string {
	if (random.chance(0.004)) return `${random.pick(TEXTS)}x`.repeat(random.between(2_000, 30_000));
	const parts = Array.from({ length: random.chance(0.25) ? 3 : 1 }, () => random.pick(TEXTS));
	return parts.join('');
}

/** A value where a text is documented: mostly a text, sometimes something else. */
export function nastyValue(random: Random, depth = 0): Value {
	const kind = random.next();
	if (kind < 0.6 || depth > 3) return text(nastyText(random));
	if (kind < 0.7) return NULL;
	if (kind < 0.78) return raw(random.pick(NUMBERS));
	if (kind < 0.84) return raw(random.pick(['true', 'false']));
	const size = random.between(0, 3);
	if (kind < 0.9)
		return { items: Array.from({ length: size }, () => nastyValue(random, depth + 1)) };
	const names = new Set(Array.from({ length: size }, () => random.pick(NAMES)));
	return {
		properties: [...names].map((name) => [name, nastyValue(random, depth + 1)] as const),
	};
}
