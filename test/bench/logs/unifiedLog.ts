import type { SimulatorOptions } from '../../simulator/options.ts';
import { UnifiedLogs } from '../../simulator/unified/logs.ts';
import { CONCURRENCY, type UnifiedScenario } from '../scenarios.ts';
import type { BenchLog, Entry, SimulatorAddress } from './benchLog.ts';
import { eventTimes } from './eventTimes.ts';

const TENANT = 'DefaultTenant';
const SEED = 1;

const DESCRIPTIONS: BenchLog['descriptions'] = {
	audit: 'Get Logs of the tenant’s unified log with From, To, Return All and default options.',
	httpRequest:
		'pagination by the URL in the answer, `previous`, with the largest `maxCount`; it ends where `previous` is empty, so without a request for an empty page.',
	exportLogs: undefined,
	convertToFile: undefined,
	chain:
		'follows `previous` on one connection that stays open. Each page says where the next one begins, so whoever goes by that cannot ask for two at a time.',
	parts: `is told beforehand how short equal parts of the time have to be, so that each fits in a page, and asks for ${CONCURRENCY} of them at a time, as below.`,
	undici: `is told beforehand which parts of the time hold a full page each, which nobody can know, and asks for ${CONCURRENCY} of them at a time on connections that stay open. It parses their JSON and does nothing else: no client can be faster.`,
};

/** The windows of time with a page each; `from` and `to` are both inclusive. */
function windowsOf(times: readonly string[], pageSize: number): { from: string; to: string }[] {
	return Array.from({ length: Math.ceil(times.length / pageSize) }, (_, page) => {
		const inside = times.slice(page * pageSize, (page + 1) * pageSize);
		return { from: inside.at(-1) ?? '', to: inside[0] ?? '' };
	});
}

/** Equal parts of a window, in whole seconds, as long as may be with a page at most in each. */
function partsOf(
	times: readonly string[],
	pageSize: number,
	window: { from: string; to: string },
): { from: string; to: string }[] {
	const [start, end] = [Date.parse(window.from) / 1_000, Date.parse(window.to) / 1_000];
	const seconds = times.map((time) => Math.floor(Date.parse(time) / 1_000) - start);
	const write = (second: number) => new Date(1_000 * (start + second)).toISOString().slice(0, 19);
	for (let length = Math.ceil((end - start) * (pageSize / times.length)); length > 0; length--) {
		const counts = new Map<number, number>();
		for (const second of seconds) {
			const part = Math.floor(second / length);
			counts.set(part, (counts.get(part) ?? 0) + 1);
		}
		if (Math.max(...counts.values()) > pageSize) continue;
		return [...counts.keys()].map((part) => ({
			from: `${write(part * length)}Z`,
			to: `${write((part + 1) * length - 1)}.9999999Z`,
		}));
	}
	throw new RangeError('More events in a second than in a page');
}

/** The unified audit log of a scenario's tenant: pages by time, each with a link to the next. */
export function makeUnifiedLog(scenario: UnifiedScenario): BenchLog {
	const { bursts, pageSize, latencyMs, window } = scenario;
	const times = eventTimes(bursts);
	const unified = {
		tenants: [{ name: TENANT, times }],
		maxCount: { min: 10, max: pageSize },
	};
	const simulatorOptions: SimulatorOptions = { seed: SEED, latencyMs, unified };
	const windows = windowsOf(times, pageSize);
	const pathOf = ({ organization }: SimulatorAddress, { from, to }: typeof window): string => {
		const query = new URLSearchParams({ from, to, maxCount: String(pageSize) });
		return `/${organization}/${TENANT}/tenantaudit_/api/query/events?${query.toString()}`;
	};
	return {
		simulatorOptions,
		entriesIn: 'auditEvents',
		auditParameters: {
			resource: 'unifiedAuditLog',
			scope: 'tenant',
			tenant: TENANT,
			timeRange: 'custom',
			...window,
		},
		descriptions: DESCRIPTIONS,
		truth: ({ organization: name, organizationId: id }): Entry[] => {
			const log = new UnifiedLogs(unified, SEED, () => ({ id, name })).tenant(TENANT);
			return log
				.snapshot()
				.reverse()
				.map((event) => ({ ...event }));
		},
		httpRequest: (address) => ({
			// In the path, for n8n would add parameters of its own to those that the link has already.
			path: pathOf(address, window),
			query: {},
			pagination: {
				paginationMode: 'responseContainsNextURL',
				nextURL: `={{ "${address.origin}" + $response.body.previous }}`,
				paginationCompleteWhen: 'other',
				completeExpression: '={{ !$response.body.previous }}',
				limitPagesFetched: false,
				requestInterval: 0,
			},
		}),
		bareRequests: (variant, address) =>
			variant === 'chain'
				? { paths: [pathOf(address, window)], next: 'previous' }
				: {
						paths: (variant === 'parts' ? partsOf(times, pageSize, window) : windows).map((each) =>
							pathOf(address, each),
						),
						next: undefined,
					},
	};
}
