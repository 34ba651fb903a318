import type { UnifiedRoute } from '../request.ts';
import type { Settings } from '../settings.ts';
import type { UnifiedLog } from './log.ts';
import type { UnifiedLogs } from './logs.ts';

/** An address of the unified log. */
export interface UnifiedDestination {
	readonly route: UnifiedRoute;
	readonly log: UnifiedLog;
}

const ORGANIZATION_PATH = /^\/([^/]+)\/orgaudit_\/api\/query\/([^/]+)$/;
const TENANT_PATH = /^\/([^/]+)\/([^/]+)\/tenantaudit_\/api\/query\/([^/]+)$/;

const VERBS: ReadonlyMap<string, UnifiedRoute> = new Map([
	['sources', 'sources'],
	['events', 'events'],
	['downloadevents', 'downloadevents'],
	['downloadeventsfromlongtermstore', 'archive'],
]);

/** Whether a part of a path names it, by name or by id, in upper or lower case. */
function names(segment: string, name: string, id: string): boolean {
	const lower = segment.toLowerCase();
	return lower === encodeURIComponent(name).toLowerCase() || lower === id.toLowerCase();
}

/**
 * Where a path leads in the unified log. Apart from upper and lower case nothing is decoded or normalised.
 *
 * @param path without the query
 * @returns undefined when it is no path of the unified log; `absent` when there is no such log
 */
export function unifiedDestinationOf(
	path: string,
	settings: Settings,
	logs: UnifiedLogs,
): UnifiedDestination | 'wrongAddress' | 'absent' | undefined {
	const own = ORGANIZATION_PATH.exec(path);
	const match = own ?? TENANT_PATH.exec(path);
	const route = VERBS.get(match?.at(-1) ?? '');
	if (match === null || route === undefined) return undefined;
	if (!settings.unified.enabled) return 'absent';
	const [, organization = '', tenant = ''] = match;
	if (!names(organization, settings.organization, settings.organizationId)) return 'wrongAddress';
	if (own !== null) return { route, log: logs.organization };
	const log = logs.tenants.find(({ tenantName, tenantId }) =>
		names(tenant, tenantName ?? '', tenantId ?? ''),
	);
	return log === undefined ? 'wrongAddress' : { route, log };
}
