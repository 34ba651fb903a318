import type { Random } from './random';

/** A value as it stands in JSON, with the order of its properties still open. */
export type Value =
	| { readonly raw: string }
	| { readonly items: readonly Value[] }
	| { readonly properties: ReadonlyArray<readonly [string, Value]> };

/** A text as JSON has it. */
export const text = (value: string): Value => ({ raw: JSON.stringify(value) });

/** What is written in JSON as it stands: a number that no double holds, say. */
export const raw = (value: string): Value => ({ raw: value });

export const NULL = raw('null');

/**
 * Writes a value as JSON; with a source of chance, in another order of properties each time, and
 * with its letters escaped or not, as different serializers do it.
 */
export function wire(value: Value, random?: Random): string {
	if ('raw' in value) {
		if (!random?.chance(0.1) || !value.raw.startsWith('"')) return value.raw;
		return value.raw.replace(
			/[^\x20-\x7e]|[<>&']/g,
			(unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`,
		);
	}
	if ('items' in value) return `[${value.items.map((item) => wire(item, random)).join(',')}]`;
	const properties = random ? random.shuffled(value.properties) : value.properties;
	const space = random?.chance(0.1) ? ' \r\n' : '';
	const parts = properties.map(
		([name, of]) => `${space}${JSON.stringify(name)}:${wire(of, random)}`,
	);
	return `{${parts.join(',')}${space}}`;
}

/** 1.0, 1 and 10e-1 are one number. */
function canonicalNumber(number: string): string {
	const match = /^(-?)(\d+)(?:\.(\d+))?(?:[eE]([+-]?\d+))?$/.exec(number);
	if (!match) return `no number: ${number}`;
	const [, sign = '', whole = '', fraction = '', exponent = '0'] = match;
	const digits = `${whole}${fraction}`.replace(/^0+/, '');
	const short = digits.replace(/0+$/, '');
	if (short === '') return '0';
	return `${sign}${short}e${Number(exponent) - fraction.length + digits.length - short.length}`;
}

/** One spelling for all that are the same value: names sorted, numbers as they were written. */
export function canonical(value: Value): string {
	if ('raw' in value) return /^-?\d/.test(value.raw) ? canonicalNumber(value.raw) : value.raw;
	if ('items' in value) return `[${value.items.map(canonical).join(',')}]`;
	const parts = value.properties
		.map(([name, of]) => `${JSON.stringify(name)}:${canonical(of)}`)
		.sort((a, b) => (a < b ? -1 : 1));
	return `{${parts.join(',')}}`;
}

type Reviver = (key: string, value: unknown, context: { source?: string }) => unknown;

class Leaf {
	constructor(readonly raw: string) {}
}

/** Reads JSON without rounding a number or losing a name such as `__proto__`. */
export function parseExactly(json: string): Value {
	const keep: Reviver = (_key, value, { source }) => {
		if (typeof value === 'object' && value !== null) return value;
		return new Leaf(typeof value === 'string' ? JSON.stringify(value) : (source ?? 'null'));
	};
	const parse = JSON.parse as (json: string, reviver: Reviver) => unknown;
	return toValue(parse(json, keep));
}

function toValue(value: unknown): Value {
	if (value instanceof Leaf) return raw(value.raw);
	if (Array.isArray(value)) return { items: value.map(toValue) };
	if (typeof value !== 'object' || value === null) throw new Error('No JSON value');
	return {
		properties: Object.entries(value).map(([name, of]) => [name, toValue(of)] as const),
	};
}
