import type { Fault, FaultRule } from './fault.ts';
import type { AuditLog } from './log.ts';
import type { CsvSelection, IssuedToken, Switches } from './options.ts';
import type { RequestRecord } from './request.ts';
import type { UnifiedLog } from './unified/log.ts';
import type { UnifiedLogs } from './unified/logs.ts';
import type { UnifiedEvent } from './unified/options.ts';

/** A running simulator. */
export interface Simulator {
	/** For example `http://127.0.0.1:40123`. */
	readonly origin: string;
	readonly port: number;
	readonly organization: string;
	readonly token: string;
	/** The organization's id. */
	readonly organizationId: string;
	/** The external application's id and secret. */
	readonly clientId: string;
	readonly clientSecret: string;
	/** All requests since the start or `resetRequests()`, in order of arrival. */
	readonly requests: readonly RequestRecord[];
	readonly maxInFlight: number;
	/** Tokens issued since the start, in order. */
	readonly issuedTokens: readonly IssuedToken[];
	/** The truth: what the log holds, and the means to change it. */
	readonly log: AuditLog;
	/** The same of the unified log: the organization's and each tenant's. */
	readonly unified: UnifiedLogs;
	/** Forgets the requests and counts from 0 again; `routeIndex` too, and with it movement and rates. */
	resetRequests(): void;
	/** Replaces the faults of all addresses but the token's; none given: no faults. */
	setFaults(...faults: (Fault | FaultRule)[]): void;
	/** Replaces the switches that are given, each as a whole. */
	set(changes: Switches): void;
	/** The bytes that the download would send now. */
	csv(selection?: CsvSelection): Promise<Buffer>;
	/** SHA-256 (hex) of those bytes, without holding them. */
	csvSha256(selection?: CsvSelection): Promise<string>;
	/** The bytes that `downloadevents` of that log would send now. @param query for example `status=1` */
	unifiedCsv(log: UnifiedLog, query?: string): Promise<Buffer>;
	/** The bytes that the long-term store would send now for that UTC day (`YYYY-MM-DD`); it counts as no request. */
	archiveDay(log: UnifiedLog, day: string): Promise<Buffer>;
	/** The truth of that: the events of that day that the store has, oldest first, as the live log sends them. */
	archivedEvents(log: UnifiedLog, day: string): UnifiedEvent[];
	/** Destroys open connections; resolves when everything is down. */
	close(): Promise<void>;
}
