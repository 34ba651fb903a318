import { createEntryMaker } from './entries.ts';
import type { EntryMaker } from './entries.ts';
import { LogHistory } from './history.ts';
import { localised } from './language.ts';
import type { AuditEntry, LogOptions } from './options.ts';
import type { Identity } from './view.ts';

/**
 * The audit log: what the simulator serves and what tests compare with. It computes entries when asked for them and
 * holds only what has happened to it since the start.
 *
 * Instants are 100 ns ticks from the option `newest`.
 */
export class AuditLog extends LogHistory {
	private readonly maker: EntryMaker;
	private computed = 0;

	/** @throws RangeError when an option is out of its range */
	constructor(options: LogOptions = {}) {
		const { entries = 1_000, seed = 1 } = options;
		const maker = createEntryMaker(entries, options);
		super(entries, (entryNumber) => maker.instant(entryNumber), seed);
		this.maker = maker;
	}

	get size(): number {
		return this.view.size;
	}

	/** How many entries have been computed since the start: shows that a large log costs nothing until it is read. */
	get entriesComputed(): number {
		return this.computed;
	}

	/** The entry as it is sent, whether it is still in the log or was removed. */
	entry(identity: Identity, language?: string): AuditEntry {
		this.computed++;
		if (identity >= 0) return localised(this.maker.entry(identity), language);
		const late = this.late(identity);
		return localised(this.maker.entry(late.content, late.instant), language);
	}

	/** Identities of all entries, oldest first. */
	identities(): Identity[] {
		return [...this.view];
	}

	/** All entries as they are sent, oldest first. */
	snapshot(language?: string): AuditEntry[] {
		return this.identities().map((identity) => this.entry(identity, language));
	}
}
