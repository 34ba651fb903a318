import type { AuditEntry } from '../../log/entry';
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
	};
}

/** The forms of an entry. */
export const FORMS = makeForms(simplify, 'auditLogDetails');
