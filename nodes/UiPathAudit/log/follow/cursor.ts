import { BEGINNING_OF_TIME, type Instant } from '../instant';
import type { DigestedEntry } from './digest';
import { Told, type ToldRecord } from './told';

/** How far a log has been told. */
export interface Cursor {
	/** Every entry before this time is settled: told, or too late. */
	settledUntil: Instant;
	/** The last entry told: its time, and its digest among the entries of that time. */
	last: Position;
	/** The entries since `settledUntil` that have been told. */
	told: Told;
	/** Entries before `settledUntil`, where that is known: where to look for it, and whether more came. */
	place: number | undefined;
	/** Entries in the whole log when all of it had been told; undefined while there is more to tell. */
	counted: number | undefined;
}

/** A place among entries, by time and then by digest. */
export interface Position {
	at: Instant;
	digest: string;
}

/** A cursor as it is kept: readable JSON, without a word of any entry. */
export interface CursorRecord extends ToldRecord {
	settledUntil: string;
	toldUntil: string;
	lastDigest: string;
	place?: number;
	counted?: number;
}

const INSTANT = /^(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{7,20})?$/;

/** The cursor from which on every entry is new. */
export function startAt(settledUntil: Instant): Cursor {
	const last = { at: BEGINNING_OF_TIME, digest: '' };
	return { settledUntil, last, told: Told.of([]), place: undefined, counted: undefined };
}

/** Writes a cursor as JSON data. */
export function writeCursor({ settledUntil, last, told, place, counted }: Cursor): CursorRecord {
	return {
		...{ settledUntil, toldUntil: last.at, lastDigest: last.digest },
		...(place === undefined ? {} : { place }),
		...(counted === undefined ? {} : { counted }),
		...told.write(),
	};
}

/**
 * Reads a cursor that was kept.
 *
 * @returns the cursor, and whether it is whole: where part of it is damaged, the one from which on it
 *   is certain that nothing is left out; undefined where nothing can be made of it
 */
export function readCursor(
	record: Record<string, unknown>,
): { cursor: Cursor; isWhole: boolean } | undefined {
	const { settledUntil, toldUntil, lastDigest, place, counted } = record;
	if (!isInstant(settledUntil)) return undefined;
	const told = isToldRecord(record) ? Told.read(record) : undefined;
	const isWhole = told !== undefined && isInstant(toldUntil) && typeof lastDigest === 'string';
	if (!isWhole) return { cursor: startAt(settledUntil), isWhole: false };
	const last = { at: toldUntil, digest: lastDigest };
	const numbers = { place: toCount(place), counted: toCount(counted) };
	return { cursor: { settledUntil, last, told, ...numbers }, isWhole: true };
}

/** Whether an entry is not beyond a position. */
export function isUpTo({ at, digest }: DigestedEntry, position: Position): boolean {
	return at < position.at || (at === position.at && digest <= position.digest);
}

function isInstant(value: unknown): value is Instant {
	return typeof value === 'string' && INSTANT.test(value);
}

function isToldRecord(
	record: Record<string, unknown>,
): record is Record<string, unknown> & ToldRecord {
	const { told, digests, sketch } = record;
	const isText = (value: unknown) => value === undefined || typeof value === 'string';
	return toCount(told) !== undefined && isText(digests) && isText(sketch);
}

function toCount(value: unknown): number | undefined {
	return Number.isSafeInteger(value) && Number(value) >= 0 ? Number(value) : undefined;
}
