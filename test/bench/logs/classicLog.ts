import { AuditLog } from '../../simulator/log.ts';
import type { SimulatorOptions } from '../../simulator/options.ts';
import { CONCURRENCY, type ClassicScenario } from '../scenarios.ts';
import type { BenchLog, SimulatorAddress } from './benchLog.ts';

const DESCRIPTIONS: BenchLog['descriptions'] = {
	audit: 'Get Logs with Return All and default options.',
	httpRequest:
		'pagination by `skip`: sorted, with the server’s largest page, the end found by `totalCount`, so without a request for an empty page.',
	exportLogs: 'Export Logs with Return All to a CSV file, newest first as in the other way.',
	convertToFile:
		'Get Logs with Return All and Simplify off, then n8n’s Convert to File with the operation Convert to CSV.',
	chain: undefined,
	parts: undefined,
	undici: `is told beforehand how many pages there are, and asks for ${CONCURRENCY} at a time on connections that stay open. It parses their JSON and does nothing else: no client can be faster.`,
};

function pathOf({ organization }: SimulatorAddress): string {
	return `/${organization}/audit_/api/auditlogs`;
}

/** The classic audit log of a scenario: pages by their place, their number known from the first on. */
export function makeClassicLog({ entries, pageSize, latencyMs }: ClassicScenario): BenchLog {
	const simulatorOptions: SimulatorOptions = { entries, pageLimit: pageSize, latencyMs };
	const query = { top: String(pageSize), sortBy: 'createdOn', sortOrder: 'desc' };
	const skip = { type: 'qs', name: 'skip', value: `={{ $pageCount * ${pageSize} }}` };
	const pagination = {
		paginationMode: 'updateAParameterInEachRequest',
		parameters: { parameters: [skip] },
		paginationCompleteWhen: 'other',
		completeExpression: `={{ $pageCount * ${pageSize} >= $response.body.totalCount }}`,
		limitPagesFetched: false,
		requestInterval: 0,
	};
	return {
		simulatorOptions,
		entriesIn: 'results',
		auditParameters: {},
		descriptions: DESCRIPTIONS,
		truth: () =>
			new AuditLog(simulatorOptions)
				.snapshot()
				.reverse()
				.map((entry) => ({ ...entry })),
		httpRequest: (address) => ({ path: pathOf(address), query, pagination }),
		bareRequests: (variant, address) => {
			if (variant === 'chain') throw new RangeError('The classic log has no links to follow');
			const paths = Array.from({ length: Math.ceil(entries / pageSize) }, (_, page) => {
				const { top, sortBy, sortOrder } = query;
				const text = `top=${top}&skip=${page * pageSize}&sortBy=${sortBy}&sortOrder=${sortOrder}`;
				return `${pathOf(address)}?${text}`;
			});
			return { paths, next: undefined };
		},
	};
}
