import { ServiceError } from './uiPathError';

/**
 * Which of the unified logs: that of the organization, or that of one of its tenants. An event lives in
 * one of them only.
 */
export type UnifiedPlace = { scope: 'organization' } | { scope: 'tenant'; tenant: string };

/** What the unified log's API can be asked for. */
export type UnifiedVerb =
	| 'sources'
	| 'events'
	| 'downloadevents'
	| 'downloadeventsfromlongtermstore';

/** Documented in UiPath's Automation Cloud API guide, "Audit logs". */
const QUERY_PATHS = { organization: '/orgaudit_/api/query', tenant: '/tenantaudit_/api/query' };

/**
 * The path of a verb, below the organization's address.
 *
 * @param place the tenant by its name or its id
 */
export function makeUnifiedPath(place: UnifiedPlace, verb: UnifiedVerb): string {
	const before = place.scope === 'tenant' ? `/${encodeURIComponent(place.tenant)}` : '';
	return `${before}${QUERY_PATHS[place.scope]}/${verb}`;
}

/**
 * The query of a page cursor: a path from the domain's root, with parameters that have to be passed on
 * as they are written. Only the query is taken from it, so the token goes nowhere else.
 *
 * @param cursor what UiPath calls `previous`
 * @param origin where UiPath is
 * @returns with the question mark that it begins with
 * @throws ServiceError `page-elsewhere` where it leads to another host, or to something else there
 */
export function readPageCursor(cursor: string, origin: string, { scope }: UnifiedPlace): string {
	const url = URL.canParse(cursor, origin) ? new URL(cursor, origin) : undefined;
	const path = `${QUERY_PATHS[scope]}/events`;
	if (url?.origin === origin && url.pathname.replace(/\/+$/, '').toLowerCase().endsWith(path)) {
		return url.search;
	}
	throw new ServiceError('page-elsewhere', { target: describeTarget(url, origin) });
}

/** Of another host only the origin, for the rest of the address may hold a secret of its own. */
function describeTarget(url: URL | undefined, origin: string): string {
	if (url === undefined || url.origin === 'null') return '';
	return url.origin === origin ? `${origin}${url.pathname}` : url.origin;
}
