import type { SimulatorOptions } from '../../simulator/options.ts';
import type { BareVariant, Scenario, Variant } from '../scenarios.ts';
import { makeClassicLog } from './classicLog.ts';
import { makeUnifiedLog } from './unifiedLog.ts';

/** An entry as the server sends it. */
export type Entry = Record<string, unknown>;

/** Where a simulator is, and who may ask it. */
export interface SimulatorAddress {
	origin: string;
	organization: string;
	organizationId: string;
	token: string;
}

/** What HTTP Request is set up with. */
export interface PagedRequest {
	/** Path and perhaps a query. */
	path: string;
	/** Query parameters that every request has. */
	query: Record<string, string>;
	/** Its option Pagination. */
	pagination: Record<string, unknown>;
}

/** How a bare client gets from page to page, as paths with their queries. */
export interface BareRequests {
	/** What is known beforehand, asked for side by side. */
	paths: readonly string[];
	/** The property of an answer with the path to go on to; undefined where nothing leads on. */
	next: string | undefined;
}

/** All that differs between the two audit logs, for the log of one scenario. */
export interface BenchLog {
	readonly simulatorOptions: SimulatorOptions;
	/** The property of an answer that holds its entries. */
	readonly entriesIn: string;
	/** This node's parameters that say which log, and what of it. */
	readonly auditParameters: Readonly<Record<string, unknown>>;
	/** How each variant reads this log, as Markdown; undefined for one that does not. */
	readonly descriptions: Readonly<Record<Variant, string | undefined>>;
	/** What is in the log, in the order of the answers: newest first. */
	truth(address: SimulatorAddress): Entry[];
	httpRequest(address: SimulatorAddress): PagedRequest;
	/** @throws RangeError when the variant does not read this log */
	bareRequests(variant: BareVariant, address: SimulatorAddress): BareRequests;
}

/** The log that a scenario is about. */
export function logOf(scenario: Scenario): BenchLog {
	switch (scenario.log) {
		case 'classic':
			return makeClassicLog(scenario);
		case 'unified':
			return makeUnifiedLog(scenario);
	}
}
