import type { AuditEntry } from '../../log/entry';
import { readEvents } from './events';
import { Limits } from './limits';
import { unpackFile } from './unpackFile';
import { readDirectory, unreadable, type PackedFile } from './zipDirectory';
import { findZipEnd, isZip } from './zipEnd';

/**
 * All events of an archive of UiPath's long-term store: those of its files and of the files of
 * archives in it, in the order of the directories. What a file is shows its content: the names come
 * from outside and are not read. Only empty files and directories are passed over, so no event is
 * left out without an error.
 *
 * @param zip the whole archive
 * @returns the events as they are; whole numbers that JavaScript would round as texts
 * @throws ServiceError `archive-unreadable` or `archive-bomb`; the latter before it takes memory
 */
export function unpackEvents(zip: Uint8Array): AuditEntry[] {
	const events: AuditEntry[] = [];
	for (const found of unpackZip(zip, [], new Limits(zip.length))) {
		// One by one: there may be more than a call takes arguments.
		for (const event of found) events.push(event);
	}
	return events;
}

/** @param place of the archive in the archives that it is in, from the outermost */
function* unpackZip(zip: Uint8Array, place: number[], limits: Limits): Generator<AuditEntry[]> {
	limits.checkNesting(place.length);
	for (const [index, packed] of openZip(zip, place, limits).entries()) {
		const filePlace = [...place, index + 1];
		const file = filePlace.join('.');
		const content = unpackFile(packed, file);
		if (isZip(content)) {
			yield* unpackZip(content, filePlace, limits);
		} else {
			limits.checkText(content.length);
			yield readEvents(content, file);
		}
	}
}

function openZip(zip: Uint8Array, place: number[], limits: Limits): PackedFile[] {
	const file = place.join('.') || undefined;
	const end = findZipEnd(zip, zip.length);
	if (!end) throw unreadable('end', file);
	limits.takeFiles(end.files);
	const packed = readDirectory(zip, end, file);
	limits.takeBytes(packed.reduce((bytes, { size }) => bytes + size, 0));
	return packed;
}
