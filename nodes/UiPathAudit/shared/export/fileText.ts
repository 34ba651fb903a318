import type { AuditEntry, TimedEntry } from '../../log/entry';
import { CsvWriter, type PropertyTypes } from './csv';
import type { FileStyle } from './exportQuery';
import { JsonLinesWriter } from './jsonLines';

const BYTE_ORDER_MARK = '\uFEFF';

/** Entries that become text at once; their text is in memory as a whole. */
const ENTRIES_AT_ONCE = 50;

/** What is known of a log's entries, by UiPath's documentation. */
export interface EntryProperties {
	/** The property that holds an entry's details as JSON text. */
	detailsProperty: string;
	/** The properties that hold something else than text. */
	types: PropertyTypes;
}

/** The text of a file, as its entries come. */
export class FileText {
	private readonly start: string;
	private readonly writeEntry: (entry: AuditEntry) => string;

	constructor(style: FileStyle, { detailsProperty, types }: EntryProperties) {
		const { columns, includesBom } = style;
		if (style.format === 'csv') {
			const writer = new CsvWriter({ ...style, types, columns: columns.names });
			this.start = `${includesBom ? BYTE_ORDER_MARK : ''}${writer.writeHeader()}`;
			this.writeEntry = (entry) => writer.writeEntry(entry);
		} else {
			const { names: properties, isChosen } = columns;
			const parsed = style.parsesDetails ? detailsProperty : undefined;
			const writer = new JsonLinesWriter({ properties, isChosen, parsed });
			this.start = '';
			this.writeEntry = (entry) => writer.writeEntry(entry);
		}
	}

	/** @returns the text piece by piece, some pieces at a time: to join them would double the garbage */
	async *write(batches: AsyncIterable<readonly TimedEntry[]>): AsyncGenerator<string[]> {
		if (this.start !== '') yield [this.start];
		for await (const batch of batches) {
			for (let from = 0; from < batch.length; from += ENTRIES_AT_ONCE) {
				const some = batch.slice(from, from + ENTRIES_AT_ONCE);
				yield some.map(({ entry }) => this.writeEntry(entry));
			}
		}
	}
}
