import { EVENT_KINDS } from './events.ts';
import type { EventContext } from './events.ts';
import type { AuditEntry, LogOptions } from './options.ts';
import { hash, sequence } from './random.ts';
import { formatInstant, TICKS_PER_MS } from './time.ts';
import { PEOPLE } from './vocabulary.ts';

/** When the newest entry happens where no option says. */
export const DEFAULT_NEWEST = '2026-11-20T12:00:00Z';

/**
 * Makes the entries of a log. Entry n follows from n and the options alone, for every integer n: the log needs to
 * hold nothing, and can grow at both ends.
 *
 * Instants are 100 ns ticks counted from `newest` (exact as JavaScript numbers for 28 years on either side).
 */
export interface EntryMaker {
	/** When entry n happened. Never decreases with n. */
	instant(entryNumber: number): number;
	/** Entry n; a late entry has another instant than its number's. */
	entry(entryNumber: number, instant?: number): AuditEntry;
}

/** A function that picks one of the list by the next number of a sequence. */
export function picker(next: () => number): EventContext['pick'] {
	return (choices) => {
		const choice = choices[next() % choices.length];
		if (choice === undefined) throw new RangeError('Nothing to pick from');
		return choice;
	};
}

/** A GUID by the next numbers of a sequence. */
export function guidFrom(next: () => number): string {
	const hex = () => next().toString(16).padStart(8, '0');
	const [a, b, c, d] = [hex(), hex(), hex(), hex()];
	return `${a}-${b.slice(0, 4)}-4${b.slice(5)}-a${c.slice(1, 4)}-${c.slice(4)}${d}`;
}

/** JSON as UiPath writes it into `auditLogDetails`: indented by one, CRLF line ends (facts, section 1). */
function detailsText(details: Record<string, unknown> | string | null): string | null {
	if (details === null || typeof details === 'string') return details;
	return JSON.stringify(details, null, 1).replaceAll('\n', '\r\n');
}

/** How far into its slot an entry lies: a share of them on round tenths, hundredths, …, so that all lengths of fraction occur. */
export function jitter(entryNumber: number, slotTicks: number, seed: number): number {
	const roundTo = 10 ** (hash(seed, entryNumber, 1) % 32);
	const ticks = hash(seed, entryNumber, 2) % slotTicks;
	return roundTo > 10_000_000 ? ticks : ticks - (ticks % roundTo);
}

/** The number of the entry whose time an entry has. */
export function tieHead(ties: LogOptions['ties'], entryNumber: number): number {
	if (ties === undefined) return entryNumber;
	if (typeof ties === 'function') return ties(entryNumber);
	return Math.floor(entryNumber / ties) * ties;
}

function twinHead(twins: number | undefined, entryNumber: number): number {
	if (twins === undefined) return entryNumber;
	const isTwin = entryNumber >= 0 && entryNumber % twins === twins - 1;
	return isTwin ? entryNumber - 1 : entryNumber;
}

/**
 * @param entries number of entries that the log starts with: entry `entries - 1` is the newest of them
 * @throws RangeError when an option is out of its range
 */
export function createEntryMaker(entries: number, options: LogOptions): EntryMaker {
	const {
		newest = DEFAULT_NEWEST,
		spacingMs = 1_000,
		ties,
		twins,
		createdOnOffset = '+00:00',
		seed = 1,
	} = options;
	const newestMs = Date.parse(newest);
	if (Number.isNaN(newestMs)) throw new RangeError(`newest: '${newest}' is no date-time`);
	const slotTicks = Math.round(spacingMs * TICKS_PER_MS);
	if (!(slotTicks >= 1)) throw new RangeError('spacingMs: at least 0.0001');
	if (typeof ties === 'number' && !(Number.isInteger(ties) && ties >= 1))
		throw new RangeError('ties: at least 1');
	if (twins !== undefined && !(Number.isInteger(twins) && twins >= 2))
		throw new RangeError('twins: at least 2');

	const instant = (entryNumber: number): number => {
		const head = tieHead(ties, twinHead(twins, entryNumber));
		return (head - (entries - 1)) * slotTicks + jitter(head, slotTicks, seed);
	};

	const entry = (entryNumber: number, at = instant(entryNumber)): AuditEntry => {
		const head = twinHead(twins, entryNumber);
		const next = sequence(hash(seed, head, 3));
		const pick = picker(next);
		const person = pick(PEOPLE);
		const text = pick(EVENT_KINDS)({
			person,
			pick,
			guid: () => guidFrom(next),
			below: (limit) => next() % limit,
		});
		const offset = typeof createdOnOffset === 'string' ? createdOnOffset : createdOnOffset(head);
		return {
			createdOn: formatInstant(newestMs, at, offset),
			category: text.category,
			action: text.action,
			auditLogDetails: detailsText(text.details),
			userName: person.name,
			email: person.email,
			message: text.message,
			detailsVersion: text.details === null ? null : '1.0',
			source: text.source,
		};
	};

	return { instant, entry };
}
