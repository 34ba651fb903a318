import { TimedEntry, type AuditEntry } from '../entry';
import { BEGINNING_OF_TIME, END_OF_TIME, parseInstant, type Instant } from '../instant';
import { LogError } from '../logError';

/** A part of a log to ask for. */
export interface WindowRequest {
	/** Both inclusive; {@link BEGINNING_OF_TIME} and {@link END_OF_TIME} ask for no bound. */
	from: Instant;
	to: Instant;
	/** The most entries wanted. */
	top: number;
}

/** What the server answered, newest first. */
export interface CursorAnswer {
	entries: AuditEntry[];
	/** The page cursor that leads to older entries; undefined where it says that there are none. */
	older: string | undefined;
}

/** A log whose entries have ids, and which can be asked for any window of time. */
export interface CursorReader {
	/** The properties of an entry that hold its time and its id. */
	readonly timeProperty: string;
	readonly idProperty: string;
	/** The fewest entries that can be asked for: the server takes a smaller number for this one. */
	readonly minTop: number;
	/** The most entries that the server gives in one answer. */
	readonly maxTop: number;
	/** The newest entries of a window. */
	readWindow(request: WindowRequest): Promise<CursorAnswer>;
	/** The entries that a page cursor leads to. */
	readOlder(cursor: string): Promise<CursorAnswer>;
}

/** An entry that cannot be taken for another. */
export class IdentifiedEntry extends TimedEntry {
	constructor(
		at: Instant,
		entry: AuditEntry,
		readonly id: string,
	) {
		super(at, entry);
	}
}

/** One answer, newest first. */
export interface CursorPage {
	entries: IdentifiedEntry[];
	older: string | undefined;
}

/**
 * Reads an answer as a {@link CursorPage}.
 *
 * @throws LogError where an entry has no time or no id, or where the newest is not first
 */
export function toCursorPage(
	{ entries, older }: CursorAnswer,
	{ timeProperty, idProperty }: Pick<CursorReader, 'timeProperty' | 'idProperty'>,
): CursorPage {
	let newer = END_OF_TIME;
	const identified = entries.map((entry) => {
		const at = readTime(entry, timeProperty);
		if (at > newer) throw new LogError('wrong-order');
		newer = at;
		const id = entry[idProperty];
		if (typeof id === 'string' && id !== '') return new IdentifiedEntry(at, entry, id);
		throw new LogError('no-id', { property: idProperty });
	});
	return { entries: identified, older };
}

function readTime(entry: AuditEntry, property: string): Instant {
	const written = entry[property];
	const at = typeof written === 'string' ? parseInstant(written) : undefined;
	if (at !== undefined) return at;
	throw new LogError('bad-time', { property, time: JSON.stringify(written) ?? 'nothing' });
}

/** Whether a bound is one, and not an end of time. */
export function isBound(at: Instant): boolean {
	return at !== BEGINNING_OF_TIME && at !== END_OF_TIME;
}

/**
 * Checks what a page cursor has led to.
 *
 * @param than the oldest time of the answer that it is from
 * @throws LogError where it leads back to what is newer
 */
export function assertOlder({ entries }: CursorPage, than: Instant): void {
	const [newest] = entries;
	if (newest && newest.at > than) throw new LogError('circling');
}
