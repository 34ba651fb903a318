import { pipeline } from 'node:stream/promises';
import { isDeepStrictEqual } from 'node:util';
import { parse } from 'csv-parse';

type Row = Record<string, string | null>;

/** The column for what has no column of its own, or cannot be written there exactly. */
const otherFields = 'otherFields';

/** What Export Logs puts an apostrophe before. */
const escaped = /^'(?=[=+\-@\t\r\n])/;

/** A missing value is an empty cell, an empty text one of two quotes. */
function readCell(cell: string, { quoting }: { quoting: boolean }): string | null {
	return cell === '' && !quoting ? null : cell.replace(escaped, '');
}

/** Whether a cell says what the value is. */
function isSame(cell: string | null | undefined, value: unknown): boolean {
	if (value === undefined || value === null) return cell === undefined || cell === null;
	if (typeof value === 'string') return cell === value;
	return typeof cell === 'string' && isDeepStrictEqual(JSON.parse(cell), value);
}

/** How a row differs from its entry; undefined where it does not. */
function rowDifference(row: Row, entry: Record<string, unknown>): string | undefined {
	const others = row[otherFields];
	// Where both say something of a field, the column for the others has it exactly.
	const exact = others ? (JSON.parse(others) as Record<string, unknown>) : {};
	const isTold = (name: string): boolean =>
		name in exact ? isDeepStrictEqual(exact[name], entry[name]) : isSame(row[name], entry[name]);
	const untold = [row, exact, entry]
		.flatMap((fields) => Object.keys(fields))
		.find((name) => name !== otherFields && !isTold(name));
	if (untold === undefined) return undefined;
	const read = JSON.stringify(exact[untold] ?? row[untold]);
	return `${untold} is ${read}, not ${JSON.stringify(entry[untold])}`;
}

/**
 * Reads a CSV file of Export Logs row by row and compares each with the entry that is due, so that
 * neither the file nor the log has to be held.
 *
 * @param bytes of the file, unpacked
 * @param expected all entries in the order that was asked for
 * @returns the first difference in words; undefined where there is none
 */
export async function csvDifference(
	bytes: AsyncIterable<Uint8Array>,
	expected: Iterable<object>,
): Promise<string | undefined> {
	const truth = expected[Symbol.iterator]();
	let count = 0;
	let found: string | undefined;
	const rows = parse({ bom: true, columns: true, cast: readCell });
	await pipeline(bytes, rows, async (read: AsyncIterable<Row>) => {
		for await (const row of read) {
			const due = truth.next();
			if (found !== undefined) continue;
			found = due.done ? 'is none of the log' : rowDifference(row, { ...due.value });
			if (found === undefined) count += 1;
		}
	});
	if (found !== undefined) return `row ${count}: ${found}`;
	return truth.next().done ? undefined : `there are ${count} rows only`;
}
