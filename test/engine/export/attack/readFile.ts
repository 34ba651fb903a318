import { parse } from 'csv-parse/sync';
import { gunzipSync } from 'node:zlib';
import { canonical, parseExactly, type Value } from './values';

/** A row of a file: what each property of an entry is, as far as the format can tell. */
export interface Row {
	/** The text of a cell; null where the cell is empty. */
	cells: Map<string, string | null>;
	/** What is told exactly. */
	exact: Map<string, Value>;
}

interface Cell {
	text: string;
	quoting: boolean;
}

/** How a file was asked for. */
export interface FileOptions {
	delimiter?: string;
	includeBom?: boolean;
	escapeFormulas?: boolean;
	compress?: boolean;
}

const FORMULA = /^[=+\-@\t\r\n]/;
const HARMLESS = /^'[=+\-@\t\r\n]/;

/** Reads a CSV file by the convention alone. */
export function readCsv(bytes: Buffer, options: FileOptions): { header: string[]; rows: Row[] } {
	let body = options.compress ? gunzipSync(bytes) : bytes;
	const hasBom = body.subarray(0, 3).equals(Buffer.from([0xef, 0xbb, 0xbf]));
	if (hasBom !== (options.includeBom ?? false)) throw new Error(`BOM: ${String(hasBom)}`);
	if (hasBom) body = body.subarray(3);
	if (!body.equals(Buffer.from(body.toString()))) throw new Error('Not UTF-8');
	const table = parse(body, {
		delimiter: options.delimiter ?? ',',
		record_delimiter: '\r\n',
		bom: false,
		cast: (value, { quoting }) => ({ text: value, quoting }),
	}) as unknown as Cell[][];
	const [first = [], ...rest] = table;
	const header = first.map(({ text }) => text);
	return {
		header,
		rows: rest.map((cells) => {
			const row: Row = { cells: new Map(), exact: new Map() };
			header.forEach((name, i) => {
				const cell = cells[i];
				if (!cell) throw new Error('A row is too short');
				row.cells.set(name, readCell(cell, options.escapeFormulas ?? true));
			});
			const others = row.cells.get('otherFields');
			row.cells.delete('otherFields');
			if (others !== null && others !== undefined) {
				const value = parseExactly(others);
				if (!('properties' in value)) throw new Error('otherFields is no object');
				for (const [name, of] of value.properties) row.exact.set(name, of);
			}
			return row;
		}),
	};
}

function readCell({ text, quoting }: Cell, escapes: boolean): string | null {
	if (text === '' && !quoting) return null;
	if (!escapes) return text;
	if (FORMULA.test(text)) throw new Error(`A formula: ${JSON.stringify(text)}`);
	return HARMLESS.test(text) ? text.slice(1) : text;
}

/** Reads JSON Lines. */
export function readJsonLines(bytes: Buffer, options: FileOptions): Row[] {
	const body = (options.compress ? gunzipSync(bytes) : bytes).toString();
	if (body === '') return [];
	if (!body.endsWith('\n')) throw new Error('The last line does not end');
	return body
		.slice(0, -1)
		.split('\n')
		.map((line) => {
			const value = parseExactly(line);
			if (!('properties' in value)) throw new Error('A line is no object');
			return { cells: new Map(), exact: new Map(value.properties) };
		});
}

/** What is different between an entry and a row of the file, in words; undefined if nothing is. */
export function difference(
	properties: ReadonlyArray<readonly [string, Value]>,
	row: Row,
	added: readonly string[] = [],
): string | undefined {
	const wanted = new Map(properties);
	for (const name of row.exact.keys()) {
		if (!wanted.has(name) && !added.includes(name)) return `${name} is not in the entry`;
	}
	for (const [name, cell] of row.cells) {
		if (cell !== null && !wanted.has(name) && !added.includes(name)) return `${name} was missing`;
	}
	for (const [name, value] of wanted) {
		const exact = row.exact.get(name);
		if (exact) {
			if (canonical(exact) !== canonical(value)) {
				return `${name}: ${canonical(exact)} for ${canonical(value)}`;
			}
			continue;
		}
		if (!row.cells.has(name)) return `${JSON.stringify(name)} is left out`;
		if (added.includes(name)) return `${name} of the server is left out`;
		const cell = row.cells.get(name) ?? null;
		if (!holds(cell, value)) return `${name}: ${JSON.stringify(cell)} for ${canonical(value)}`;
	}
	return undefined;
}

function holds(cell: string | null, value: Value): boolean {
	if (cell === null) return 'raw' in value && value.raw === 'null';
	if (!('raw' in value))
		return /^[[{]/.test(cell) && isJson(cell) && canonical(parseExactly(cell)) === canonical(value);
	if (value.raw === 'null') return false;
	if (value.raw.startsWith('"')) return JSON.parse(value.raw) === cell;
	return canonical({ raw: cell }) === canonical(value);
}

function isJson(text: string): boolean {
	try {
		JSON.parse(text);
		return true;
	} catch {
		return false;
	}
}
