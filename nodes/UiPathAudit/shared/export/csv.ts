import { sortProperties } from '../../log/canonical';
import type { AuditEntry } from '../../log/entry';

/** The column for what has no column of its own, or cannot be written there exactly. */
export const OTHER_FIELDS = 'otherFields';

/** Documented in RFC 4180. */
const LINE_END = '\r\n';

/** What a spreadsheet takes for the beginning of a formula. */
const FORMULA_START = /^[=+\-@\t\r\n]/;

/** What looks as if it had been made harmless. */
const HARMLESS_START = /^'[=+\-@\t\r\n]/;

const LONE_SURROGATE = /\p{Surrogate}/u;

/** What properties hold that do not hold text. */
export type PropertyTypes = Readonly<Record<string, 'number' | 'object'>>;

/** How a CSV file is to be written. */
export interface CsvStyle {
	/** The properties that have a column, in their order; {@link OTHER_FIELDS} for the rest. */
	columns: readonly string[];
	/** The properties that hold something else than text, by UiPath's documentation. */
	types: PropertyTypes;
	/** One character. */
	delimiter: string;
	/** Whether an apostrophe comes before what a spreadsheet would run as a formula. */
	escapesFormulas: boolean;
}

/**
 * Writes entries as rows of a CSV file (RFC 4180), from which each can be read back: a missing value is
 * an empty cell and an empty text a quoted one, as PostgreSQL has it; an object is JSON. What a cell
 * cannot hold exactly is in the column {@link OTHER_FIELDS} as well: a JSON object by property.
 */
export class CsvWriter {
	private readonly columns: readonly string[];
	private readonly known: ReadonlySet<string>;
	private readonly types: PropertyTypes;
	private readonly delimiter: string;
	private readonly needsQuotes: RegExp;
	private readonly escapesFormulas: boolean;

	constructor({ columns, types, delimiter, escapesFormulas }: CsvStyle) {
		this.columns = columns;
		this.known = new Set(columns);
		this.types = types;
		this.delimiter = delimiter;
		this.needsQuotes = new RegExp(
			`[${escapeInClass(delimiter)}"\\r\\n]|^\\s|\\s$|^\\uFEFF|^$`,
			'u',
		);
		this.escapesFormulas = escapesFormulas;
	}

	/** The first row, with the names of the columns. */
	writeHeader(): string {
		return this.join(this.columns.map((name) => this.writeCell(name)));
	}

	/** An entry's row. */
	writeEntry(entry: AuditEntry): string {
		const cells = this.columns.map((name) => {
			return name === OTHER_FIELDS ? this.writeOthers(entry) : this.writeValue(entry[name]);
		});
		return this.join(cells);
	}

	private join(cells: readonly string[]): string {
		const row = cells.join(this.delimiter);
		// An empty line is no row to many readers.
		return `${row === '' ? '""' : row}${LINE_END}`;
	}

	private writeValue(value: unknown): string {
		return value === null || value === undefined ? '' : this.writeCell(toText(value));
	}

	/** Half a character becomes the replacement character as soon as the text becomes UTF-8. */
	private writeCell(text: string): string {
		const cell = this.escapesFormulas && FORMULA_START.test(text) ? `'${text}` : text;
		if (!this.needsQuotes.test(cell)) return cell;
		// Of all ways to replace a character by two, this one leaves the least garbage, by half.
		return `"${cell.includes('"') ? cell.split('"').join('""') : cell}"`;
	}

	/** What the other cells do not say, or not exactly. */
	private writeOthers(entry: AuditEntry): string {
		const others = Object.keys(entry).filter((name) => !this.isTold(name, entry[name]));
		if (others.length === 0) return '';
		const left = Object.fromEntries(others.map((name) => [name, entry[name]]));
		return this.writeCell(JSON.stringify(sortProperties(left)));
	}

	/** Whether a property can be read back from a column of its own. */
	private isTold(name: string, value: unknown): boolean {
		if (!this.known.has(name) || name === OTHER_FIELDS) return false;
		if (value === null || value === undefined) return true;
		// A cell does not say whether it is a number or a text of digits.
		if (typeof value !== (this.types[name] ?? 'string')) return false;
		if (typeof value !== 'string') return true;
		return !LONE_SURROGATE.test(value) && !(this.escapesFormulas && HARMLESS_START.test(value));
	}
}

function toText(value: unknown): string {
	return typeof value === 'object' ? JSON.stringify(sortProperties(value)) : String(value);
}

function escapeInClass(character: string): string {
	return /[\\\]^-]/.test(character) ? `\\${character}` : character;
}
