import type { OAuthOptions, Switches } from './options.ts';
import { changedUnified, UNIFIED_DEFAULTS } from './unified/settings.ts';
import type { UnifiedSettings } from './unified/settings.ts';

/** All switches, each with a value. */
export interface Settings extends Required<Omit<Switches, 'oauth' | 'unified'>> {
	oauth: Required<OAuthOptions>;
	unified: UnifiedSettings;
}

const DEFAULTS: Settings = {
	organization: 'acme',
	organizationId: '0f9d2c5e-1b7a-4c3d-9e8f-6a5b4c3d2e1f',
	listAddresses: ['usual'],
	token: 'sim-access-token',
	tokens: [],
	oauth: {
		clientId: 'sim-client',
		clientSecret: 'sim-client-secret',
		scopes: ['PM.Audit', 'PM.Audit.Read', 'OR.Default'],
		tellsOrganizationId: false,
		tokenLifetime: 3_600,
	},
	deployment: 'any',
	pageLimit: Number.POSITIVE_INFINITY,
	defaultTop: 100,
	defaultOrder: 'desc',
	movement: {},
	csv: {},
	unified: UNIFIED_DEFAULTS,
	faults: [],
	tokenFaults: [],
	latencyMs: 0,
	wrongOrganization: 'loginPage',
	otherPaths: 'notFound',
};

function changedOAuth(
	settings: Required<OAuthOptions>,
	changes: OAuthOptions,
): Required<OAuthOptions> {
	return {
		clientId: changes.clientId ?? settings.clientId,
		clientSecret: changes.clientSecret ?? settings.clientSecret,
		scopes: changes.scopes ?? settings.scopes,
		tellsOrganizationId: changes.tellsOrganizationId ?? settings.tellsOrganizationId,
		tokenLifetime: changes.tokenLifetime ?? settings.tokenLifetime,
	};
}

/** The settings with those changes; what is not given stays. */
export function changedSettings(settings: Settings, changes: Switches): Settings {
	return {
		organization: changes.organization ?? settings.organization,
		organizationId: changes.organizationId ?? settings.organizationId,
		listAddresses: changes.listAddresses ?? settings.listAddresses,
		token: changes.token ?? settings.token,
		tokens: changes.tokens ?? settings.tokens,
		oauth: changedOAuth(settings.oauth, changes.oauth ?? {}),
		deployment: changes.deployment ?? settings.deployment,
		pageLimit: changes.pageLimit ?? settings.pageLimit,
		defaultTop: changes.defaultTop ?? settings.defaultTop,
		defaultOrder: changes.defaultOrder ?? settings.defaultOrder,
		movement: changes.movement ?? settings.movement,
		csv: changes.csv ?? settings.csv,
		unified: changedUnified(settings.unified, changes.unified ?? {}),
		faults: changes.faults ?? settings.faults,
		tokenFaults: changes.tokenFaults ?? settings.tokenFaults,
		latencyMs: changes.latencyMs ?? settings.latencyMs,
		wrongOrganization: changes.wrongOrganization ?? settings.wrongOrganization,
		otherPaths: changes.otherPaths ?? settings.otherPaths,
	};
}

/** The defaults with those changes. */
export function createSettings(changes: Switches): Settings {
	return changedSettings(DEFAULTS, changes);
}
