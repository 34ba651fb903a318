import type { AuditEntry } from '../../log/entry';
import { parseInstant } from '../../log/instant';
import { parseDetails } from './details';

/**
 * An entry as people read it: what happened first, the details as an object last. The time is in UTC
 * and keeps every tick.
 */
export function simplify(entry: AuditEntry): AuditEntry {
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

function toUtc(written: unknown): unknown {
	const instant = typeof written === 'string' ? parseInstant(written) : undefined;
	return instant === undefined ? written : `${instant.replace(/\.?0+$/, '')}Z`;
}
