import { LOGIN_PATH } from './answer.ts';
import type { Deployment, ListAddress } from './options.ts';
import type { Route } from './request.ts';
import { unifiedDestinationOf } from './unified/routes.ts';
import type { UnifiedDestination } from './unified/routes.ts';
import type { UnifiedLogs } from './unified/logs.ts';
import type { Settings } from './settings.ts';

/** Where a path leads; the last four are what a request's record calls `other`. */
export type Destination =
	| 'auditlogs'
	| 'download'
	| 'token'
	| UnifiedDestination
	| 'absent'
	| 'loginPage'
	| 'wrongAddress'
	| 'unknown';

const DOWNLOAD_PATH = /^\/([^/]+)\/audit_\/api\/auditlogs\/download$/;

/** The addresses of the list; the second part is the organization's id. */
const LIST_PATHS: Readonly<Record<ListAddress, RegExp>> = {
	usual: /^\/([^/]+)\/audit_\/api\/auditlogs$/,
	withId: /^\/([^/]+)\/audit_\/api\/auditlogs\/([^/]+)$/,
	portal: /^\/([^/]+)\/portal_\/api\/auditLog\/([^/]+)$/,
};

const ORGANIZATION_TOKEN_PATH = /^\/([^/]+)\/identity_\/connect\/token$/;

/** The deployments that have a token address at the root of their domain (facts, section 2). */
const ROOT_TOKEN_PATHS: Readonly<Record<string, readonly Deployment[]>> = {
	'/identity_/connect/token': ['any', 'cloud', 'suite'],
	'/identity/connect/token': ['any', 'standalone'],
};

function isOrganization(segment: string | undefined, organization: string): boolean {
	return segment === encodeURIComponent(organization);
}

/**
 * Where a path leads, compared byte by byte: nothing is decoded or normalised, so that an address which a client has
 * spelt in some other way is seen as wrong.
 *
 * @param path without the query
 */
export function destinationOf(path: string, settings: Settings, unified: UnifiedLogs): Destination {
	const { organization, organizationId, listAddresses, deployment } = settings;
	const download = DOWNLOAD_PATH.exec(path);
	if (download !== null) {
		return isOrganization(download[1], organization) ? 'download' : 'wrongAddress';
	}
	for (const address of listAddresses) {
		const list = LIST_PATHS[address].exec(path);
		if (list === null) continue;
		const isRightId = list[2] === undefined || list[2].toLowerCase() === organizationId;
		return isOrganization(list[1], organization) && isRightId ? 'auditlogs' : 'wrongAddress';
	}
	const deployments = ROOT_TOKEN_PATHS[path];
	if (deployments !== undefined) return deployments.includes(deployment) ? 'token' : 'wrongAddress';
	const token = ORGANIZATION_TOKEN_PATH.exec(path);
	if (token !== null) {
		const exists =
			isOrganization(token[1], organization) && (deployment === 'any' || deployment === 'cloud');
		return exists ? 'token' : 'wrongAddress';
	}
	if (path === LOGIN_PATH) return 'loginPage';
	return unifiedDestinationOf(path, settings, unified) ?? 'unknown';
}

/** What the record of a request calls a destination. */
export function routeOf(destination: Destination): Route {
	if (typeof destination === 'object') return destination.route;
	switch (destination) {
		case 'auditlogs':
		case 'download':
		case 'token':
			return destination;
		default:
			return 'other';
	}
}
