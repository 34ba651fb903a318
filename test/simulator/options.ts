import type { Fault, FaultRule } from './fault.ts';
import type { UnifiedOptions, UnifiedSwitches } from './unified/options.ts';

export type { Simulator } from './simulator.ts';

/** One entry of the audit log as UiPath sends it. It has no id (facts, section 1). */
export interface AuditEntry {
	/** Date and time with 0 to 7 fractional digits: 100 ns ticks, trailing zeros dropped as .NET does. */
	createdOn: string;
	category: string | null;
	action: string | null;
	/** JSON text with CRLF line ends; now and then null or plain text. */
	auditLogDetails: string | null;
	userName: string | null;
	/** Empty for built-in accounts. */
	email: string | null;
	message: string | null;
	detailsVersion: string | null;
	source: string | null;
}

export type SortOrder = 'asc' | 'desc';

/** What the log holds when the simulator starts. Everything follows from these numbers alone. */
export interface LogOptions {
	/** Number of entries at the start. Default 1,000; a million costs nothing. */
	entries?: number;
	/**
	 * ISO date-time with at most milliseconds. The newest entry lies in `[newest, newest + spacingMs)`, the one
	 * before it in `[newest - spacingMs, newest)`, and so on. Default `2026-11-20T12:00:00Z`.
	 */
	newest?: string;
	/** Milliseconds from one entry's slot to the next. Default 1,000, so that an hour holds 3,600 entries. */
	spacingMs?: number;
	/**
	 * Entries that share one `createdOn`: the size of their groups, or a function that gives, for the number of an
	 * entry (0 is the oldest), the number of the entry whose time it has. The function must never decrease and
	 * never give a number above its argument. Default 1: no two entries share a time.
	 */
	ties?: number | ((entryNumber: number) => number);
	/** Every n-th entry equals its predecessor in every field. At least 2. Default: none does. */
	twins?: number;
	/**
	 * How `createdOn` writes its offset from UTC, for example `+02:00` or `Z`; the instant stays the same. A function
	 * of the entry's number (negative for late entries) mixes notations. Default `+00:00`.
	 */
	createdOnOffset?: string | ((entryNumber: number) => string);
	/** Seed of everything that looks random. Default 1. */
	seed?: number;
}

/** What happens to the log just before each answer of `auditlogs`. */
export interface Movement {
	/** This many newer entries are appended. */
	arrivals?: number;
	/** This many entries are inserted somewhere among the existing ones, with a time in between or equal to one. */
	late?: number;
	/** This many of the oldest entries are removed. */
	retention?: number;
	/** Entries with an equal sort key come in another order at each answer. */
	shuffleTies?: boolean;
	/** Page limits that take turns, one for each answer; they go before `pageLimit`. */
	clamps?: readonly number[];
	/** First and last `auditlogs` request (`routeIndex`, inclusive) that this holds for. Default: all. */
	from?: number;
	to?: number;
}

/** What the facts call unknown of the CSV download. */
export interface CsvOptions {
	/** Starts with a UTF-8 byte-order mark. Default false. */
	bom?: boolean;
	/** `true` sends a plain `attachment; filename=…`, a string is sent as it is. Default false: no such header. */
	contentDisposition?: boolean | string;
	/** Default `chunked`. */
	transfer?: 'chunked' | 'length';
	/** Default `application/octet-stream`. */
	contentType?: string;
	/** The most entries that the file has, whatever is asked for (facts, section 1). Default: no limit. */
	maxEntries?: number;
	/** Makes the file at least this many bytes long (to the end of a row) by repeating its rows. `size` is then ignored. */
	bytes?: number;
}

/** The logs that a token may be meant for; `organization` and `tenant` are the levels of the unified log. */
export type AuditLogName = 'classic' | 'organization' | 'tenant';

/** An access token that is known from the start. */
export interface StaticToken {
	value: string;
	scopes: readonly string[];
	/** The logs that it is meant for; the others answer 401. Default: all. */
	logs?: readonly AuditLogName[];
}

/** The external application that the identity server knows. */
export interface OAuthOptions {
	/** Default `sim-client`. */
	clientId?: string;
	/** Default `sim-client-secret`. */
	clientSecret?: string;
	/** Scopes that the application may ask for. Default `PM.Audit PM.Audit.Read OR.Default`. */
	scopes?: readonly string[];
	/** Whether an issued token is a JSON Web Token that tells the organization's id. Default false. */
	tellsOrganizationId?: boolean;
	/** Seconds that an issued token is good for. Default 3,600. */
	tokenLifetime?: number;
}

/** An address of the list: the usual one, the one with the organization's id behind it, or the portal's. */
export type ListAddress = 'usual' | 'withId' | 'portal';

/** Which of the token addresses exist; `any` has all three. */
export type Deployment = 'any' | 'cloud' | 'suite' | 'standalone';

export type FaultList = readonly (Fault | FaultRule)[] | FaultRule;

/** What may be switched while the simulator runs. */
export interface Switches {
	/** Default `acme`. */
	organization?: string;
	/** The organization's id, a GUID. Default `0f9d2c5e-1b7a-4c3d-9e8f-6a5b4c3d2e1f`. */
	organizationId?: string;
	/** Where the list of entries is (facts, section 1). Default: at the usual address only. */
	listAddresses?: readonly ListAddress[];
	/** The pasted access token, with the scope `PM.Audit.Read`. Default `sim-access-token`. */
	token?: string;
	/** Further access tokens, for example one whose scopes do not suffice. */
	tokens?: readonly StaticToken[];
	oauth?: OAuthOptions;
	/** Default `any`. */
	deployment?: Deployment;
	/** The largest `top` that is honoured, or a function of the request's `routeIndex`. Default: no limit. */
	pageLimit?: number | ((routeIndex: number) => number);
	/** Entries in a page when the request has no `top`. Default 100. */
	defaultTop?: number;
	/** The order when the request has no `sortOrder`. Default `desc`. */
	defaultOrder?: SortOrder;
	movement?: Movement;
	csv?: CsvOptions;
	/** The unified log; what is not given in it stays (facts, section 3). */
	unified?: UnifiedSwitches;
	/** Faults of all addresses but the token's; the first that applies to a request is played. */
	faults?: FaultList;
	/** Faults of the token addresses. */
	tokenFaults?: FaultList;
	/** Milliseconds that every answer waits. Default 0. */
	latencyMs?: number;
	/** What an unknown organization gets. Default `loginPage` (status 200). */
	wrongOrganization?: 'loginPage' | 'redirect' | 'notFound';
	/** What any other path gets. Default `notFound`. */
	otherPaths?: 'loginPage' | 'notFound';
}

export interface SimulatorOptions extends LogOptions, Switches {
	/** The unified log: what its levels hold, and its switches. */
	unified?: UnifiedOptions;
	/** Default 0: a free port. */
	port?: number;
	/** Default `127.0.0.1`. */
	host?: string;
	/** Serves https with the self-signed certificate of `certificate.ts`. Default false. */
	tls?: boolean;
}

/** A token that the identity server has issued. Times are those of `performance.now()`. */
export interface IssuedToken extends StaticToken {
	readonly issuedAt: number;
	readonly expiresAt: number;
}

/** Which CSV: the same parameters as the download's query. */
export interface CsvSelection {
	size?: number;
	language?: string;
}
