import { LOGIN_PATH } from './answer.ts';
import type { Deployment } from './options.ts';
import type { Route } from './request.ts';
import type { Settings } from './settings.ts';

/** Where a path leads; the last three are what a request's record calls `other`. */
export type Destination = Exclude<Route, 'other'> | 'loginPage' | 'wrongAddress' | 'unknown';

const AUDIT_PATH = /^\/([^/]+)\/audit_\/api\/auditlogs(\/download)?$/;
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
export function destinationOf(path: string, { organization, deployment }: Settings): Destination {
	const audit = AUDIT_PATH.exec(path);
	if (audit !== null) {
		if (!isOrganization(audit[1], organization)) return 'wrongAddress';
		return audit[2] === undefined ? 'auditlogs' : 'download';
	}
	const deployments = ROOT_TOKEN_PATHS[path];
	if (deployments !== undefined) return deployments.includes(deployment) ? 'token' : 'wrongAddress';
	const token = ORGANIZATION_TOKEN_PATH.exec(path);
	if (token !== null) {
		const exists =
			isOrganization(token[1], organization) && (deployment === 'any' || deployment === 'cloud');
		return exists ? 'token' : 'wrongAddress';
	}
	return path === LOGIN_PATH ? 'loginPage' : 'unknown';
}

/** What the record of a request calls a destination. */
export function routeOf(destination: Destination): Route {
	switch (destination) {
		case 'auditlogs':
		case 'download':
		case 'token':
			return destination;
		default:
			return 'other';
	}
}
