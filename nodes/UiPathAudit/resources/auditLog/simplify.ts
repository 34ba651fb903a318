import type { AuditEntry } from '../../log/entry';
import { ENTRY_ID } from '../../log/entryId';
import { parseDetails } from '../../shared/details';
import { makeForms, toUtc } from '../../shared/form';

/**
 * An entry as people read it: what happened first, the details as an object last. The time is in UTC
 * and keeps every tick.
 */
function simplify(entry: AuditEntry): AuditEntry {
	const { createdOn, userName, email, action, message, category, source, auditLogDetails } = entry;
	return {
		time: toUtc(createdOn),
		user: userName ?? null,
		email: email ?? null,
		action: action ?? null,
		message: message ?? null,
		category: category ?? null,
		source: source ?? null,
		details: parseDetails(auditLogDetails) ?? null,
		...(ENTRY_ID in entry ? { [ENTRY_ID]: entry[ENTRY_ID] } : {}),
	};
}

/** The forms of an entry. */
export const FORMS = makeForms(simplify, 'auditLogDetails');
