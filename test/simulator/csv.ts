import type { Body } from './answer.ts';
import type { AuditLog } from './log.ts';
import type { AuditEntry, CsvOptions, CsvSelection } from './options.ts';
import type { LogView } from './view.ts';

/** The columns are unknown (facts, section 1): the entry's fields under names in words. */
const COLUMNS: readonly (readonly [title: string, property: keyof AuditEntry])[] = [
	['Created On', 'createdOn'],
	['Category', 'category'],
	['Action', 'action'],
	['User Name', 'userName'],
	['Email', 'email'],
	['Message', 'message'],
	['Details', 'auditLogDetails'],
	['Details Version', 'detailsVersion'],
	['Source', 'source'],
];

/** What a CSV file may start with. */
export const BYTE_ORDER_MARK = '\ufeff';
const CHUNK_BYTES = 64 * 1024;
/** Rows that a CSV of a wanted length repeats: enough to look real, few enough to hold. */
const REPEATED_ROWS = 1_000;

/** A field as RFC 4180 has it: quoted where it holds a comma, a quote or a line break. */
function field(text: string): string {
	return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

/** A line of a CSV file. */
export function csvRow(fields: readonly string[]): string {
	return `${fields.map(field).join(',')}\r\n`;
}

/** The rows of the newest `count` entries, newest first. */
function* rows(
	log: AuditLog,
	view: LogView,
	count: number,
	language: string | undefined,
): Generator<string> {
	for (let position = view.size - 1; position >= view.size - count; position--) {
		const entry = log.entry(view.at(position), language);
		yield csvRow(COLUMNS.map(([, property]) => entry[property] ?? ''));
	}
}

/** Joins texts to chunks of about 64 KiB. */
export function* chunked(texts: Iterable<string>): Generator<Buffer> {
	let pending: string[] = [];
	let characters = 0;
	for (const text of texts) {
		pending.push(text);
		characters += text.length;
		if (characters < CHUNK_BYTES) continue;
		yield Buffer.from(pending.join(''));
		pending = [];
		characters = 0;
	}
	if (pending.length > 0) yield Buffer.from(pending.join(''));
}

/** Row after row, over and over, until there are that many bytes; the last row is whole. */
function* repeated(head: Buffer, rowBuffers: readonly Buffer[], bytes: number): Generator<Buffer> {
	yield head;
	if (rowBuffers.length === 0) return;
	const block = Buffer.concat(rowBuffers);
	let left = bytes - head.length;
	for (; left > block.length; left -= block.length) yield block;
	for (const buffer of rowBuffers) {
		if (left <= 0) return;
		yield buffer;
		left -= buffer.length;
	}
}

/** How many bytes there are. */
export function lengthOf(chunks: Iterable<Buffer>): number {
	let length = 0;
	for (const chunk of chunks) length += chunk.length;
	return length;
}

/** The headers that go with a CSV file. */
export function csvHeaders(options: CsvOptions): Record<string, string> {
	const { contentType = 'application/octet-stream', contentDisposition = false } = options;
	const disposition =
		contentDisposition === true ? 'attachment; filename=audit-logs.csv' : contentDisposition;
	return {
		'Content-Type': contentType,
		...(disposition === false ? {} : { 'Content-Disposition': disposition }),
	};
}

/**
 * The log as it stands, as a CSV: a header and the newest entries, newest first. What happens to the log afterwards
 * does not change it. Rows are made while they are read; with `transfer: 'length'` they are made twice.
 */
export function csvBody(log: AuditLog, selection: CsvSelection, options: CsvOptions): Body {
	const { view } = log;
	const { size = view.size, language } = selection;
	const { bom = false, bytes, transfer = 'chunked', maxEntries = Infinity } = options;
	const header = (bom ? BYTE_ORDER_MARK : '') + csvRow(COLUMNS.map(([title]) => title));

	const regular = function* (): Generator<string> {
		yield header;
		yield* rows(log, view, Math.min(size, view.size, maxEntries), language);
	};
	const ofLength = (wanted: number): Iterable<Buffer> => {
		const rowBuffers = [...rows(log, view, Math.min(REPEATED_ROWS, view.size), language)].map(
			(text) => Buffer.from(text),
		);
		return repeated(Buffer.from(header), rowBuffers, wanted);
	};
	const chunks = () => (bytes === undefined ? chunked(regular()) : ofLength(bytes));
	return transfer === 'length' ? { length: lengthOf(chunks()), chunks } : { chunks };
}
