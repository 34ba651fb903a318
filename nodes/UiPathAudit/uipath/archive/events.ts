import type { AuditEntry } from '../../log/entry';
import { parseJson } from '../../log/json';
import { isObject } from '../http/answer';
import { unreadable } from './zipDirectory';

/**
 * Reads the events of one file, which is a list in JSON. A byte-order mark is no part of it.
 *
 * @param file its place in the archive, for the error
 * @returns none for a file in which nothing is written
 * @throws ServiceError `archive-unreadable` where it is anything else
 */
export function readEvents(content: Uint8Array, file: string): AuditEntry[] {
	const text = decode(content, file);
	if (text.trim() === '') return [];
	const events = parse(text, file);
	if (!Array.isArray(events)) throw unreadable('list', file);
	return events.map((event: unknown) => {
		if (!isObject(event)) throw unreadable('event', file);
		return event;
	});
}

function decode(content: Uint8Array, file: string): string {
	try {
		// Any other decoder would put another character in the place of what it cannot read.
		return new TextDecoder('utf-8', { fatal: true }).decode(content);
	} catch {
		throw unreadable('text', file);
	}
}

function parse(text: string, file: string): unknown {
	try {
		return parseJson(text);
	} catch {
		throw unreadable('json', file);
	}
}
