import type { AuditEntry } from './simulator/options.ts';

/** What Simplify should make of an entry, told without the node's own code. */
export function simplified(entry: AuditEntry): Record<string, unknown> {
	const { createdOn, userName, email, action, message, category, source, auditLogDetails } = entry;
	const parts = /^(.{19})(?:\.(\d*?)0*)?(Z|[+-]\d\d:\d\d)$/.exec(createdOn);
	const [, seconds = '', fraction = '', offset = 'Z'] = parts ?? [];
	const utc = new Date(`${seconds}${offset}`).toISOString().slice(0, 19);
	return {
		time: `${utc}${fraction === '' ? '' : `.${fraction}`}Z`,
		...{ user: userName, email, action, message, category, source },
		details: toDetails(auditLogDetails),
	};
}

function toDetails(text: string | null): unknown {
	return text?.startsWith('{') ? (JSON.parse(text) as unknown) : text;
}
