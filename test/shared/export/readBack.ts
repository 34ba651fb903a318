import { parse } from 'csv-parse/sync';

/** How a file was written. */
export interface ReadingOptions {
	delimiter?: string;
	escapesFormulas?: boolean;
	/** Columns that do not hold text. */
	types?: Readonly<Record<string, 'number' | 'object'>>;
}

/**
 * Reads entries back from a CSV file as docs/verify-an-export.md says, with a reader that is not ours;
 * what is missing is null.
 */
export function readBack(
	file: Buffer,
	{ delimiter = ',', escapesFormulas = true, types = {} }: ReadingOptions = {},
): object[] {
	const rows: Array<Record<string, string | null>> = parse(file, {
		delimiter,
		columns: true,
		recordDelimiter: '\r\n',
		cast: (cell, { quoting }) => (cell === '' && !quoting ? null : cell),
	});
	return rows.map(({ otherFields, ...cells }) => {
		const told = Object.entries(cells).map(([name, cell]) => {
			if (cell === null) return [name, null] as const;
			const exact = escapesFormulas ? cell.replace(/^'(?=[=+\-@\t\r\n])/, '') : cell;
			// What is of no such kind is in otherFields.
			return [name, name in types ? parseOrKeep(exact) : exact] as const;
		});
		// A name such as __proto__ is a property like any other.
		const others = Object.entries(JSON.parse(otherFields ?? '{}') as object);
		return Object.fromEntries([...told, ...others]);
	});
}

function parseOrKeep(cell: string): unknown {
	try {
		return JSON.parse(cell);
	} catch {
		return cell;
	}
}
