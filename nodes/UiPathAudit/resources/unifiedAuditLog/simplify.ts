import type { AuditEntry } from '../../log/entry';
import { parseDetails } from '../../shared/details';
import { makeForms, toUtc } from '../../shared/form';

const OUTCOMES = new Map([
	['0', 'succeeded'],
	['1', 'failed'],
]);

/**
 * An event as people read it: who did what first, the details as an object last. The time is in UTC and
 * keeps every tick. It has one shape for an event of the log and for both spellings of the long-term
 * store, whose properties are named otherwise.
 */
export function simplify(event: AuditEntry): AuditEntry {
	const read = makePropertyReader(event);
	const client = makePropertyReader(toRecord(read('clientInfo', 'clientInformation')));
	const status = read('status');
	return {
		time: toUtc(read('createdOn', 'dateCreatedUtc') ?? null),
		actor: read('actorName', 'user') ?? null,
		email: read('actorEmail') ?? null,
		action: read('eventType', 'action') ?? null,
		source: read('eventSource', 'source') ?? null,
		target: read('eventTarget', 'category') ?? null,
		summary: read('eventSummary') ?? null,
		outcome: OUTCOMES.get(String(status)) ?? status ?? null,
		ip: client('ipAddress') ?? null,
		country: client('ipCountry') ?? null,
		tenant: read('tenantName', 'tenantId') ?? null,
		id: read('id', 'identifier') ?? null,
		details: parseDetails(read('eventDetails')) ?? null,
	};
}

/** The forms of an event of the log. */
export const FORMS = makeForms(simplify, 'eventDetails');

/** Reads the first of several properties that there is, in whichever case its name is written. */
function makePropertyReader(record: AuditEntry): (...names: string[]) => unknown {
	const properties = new Map(
		Object.entries(record).map(([name, value]) => [name.toLowerCase(), value]),
	);
	return (...names) => {
		const values = names.map((name) => properties.get(name.toLowerCase()));
		return values.find((value) => value !== undefined && value !== null && value !== '');
	};
}

/** Client information is an object, or the text of one. */
function toRecord(value: unknown): AuditEntry {
	const parsed = parseDetails(value);
	return typeof parsed === 'object' && parsed !== null ? { ...parsed } : {};
}
