import type { TimedEntry } from '../../log/entry';
import { findNewest } from '../../log/findNewest';
import { BEGINNING_OF_TIME, type Instant } from '../../log/instant';
import { readInOrder, type OrderedSelection, type ReadingReport } from '../../log/readInOrder';
import type { LogSource } from '../logSource';

/** Reads the entries for a file, and notes what its manifest says of them. */
export class ExportReading {
	/** Milliseconds since 1970 when reading began. */
	readAt = Date.now();
	/** The time of the newest entry then. */
	newest: Instant | undefined;
	/** Entries that have been handed on. */
	entries = 0;
	/** The times of the first and the last of them. */
	first: Instant | undefined;
	last: Instant | undefined;
	/** What is known of how they came about, once all have come. */
	report: ReadingReport = { read: 0, isCut: false, hasMoved: false, notGiven: 0 };
	/** Whether, after that, the log still had entries from before the window. */
	hasOlder = false;

	/** @param cancelled ends the reading when the execution is cancelled */
	constructor(
		private readonly source: LogSource,
		private readonly selection: OrderedSelection,
		private readonly cancelled: AbortSignal | undefined,
	) {}

	/** The entries, in their order; to be read once. */
	async *read(): AsyncGenerator<readonly TimedEntry[]> {
		const { source, selection } = this;
		this.readAt = Date.now();
		// Asked first: what comes later may or may not be in the file.
		this.newest = await findNewest(source.scanAll ?? source.scan);
		const { newest } = this;
		this.report = yield* this.note(readInOrder(source.scan, { ...selection, newest }));
		// Asked last: what is there now has not gone while the log was read.
		const { from } = selection.window;
		this.hasOlder = from !== BEGINNING_OF_TIME && (await source.findOlder(from)) !== '';
	}

	private async *note(
		batches: AsyncGenerator<TimedEntry[], ReadingReport>,
	): AsyncGenerator<TimedEntry[], ReadingReport> {
		for (;;) {
			this.cancelled?.throwIfAborted();
			const batch = await batches.next();
			if (batch.done) return batch.value;
			this.entries += batch.value.length;
			this.first ??= batch.value[0]?.at;
			this.last = batch.value.at(-1)?.at ?? this.last;
			yield batch.value;
		}
	}
}
