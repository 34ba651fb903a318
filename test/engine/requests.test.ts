import type { INodeParameters } from 'n8n-workflow';
import { setTimeout as wait } from 'node:timers/promises';
import {
	closesAfter,
	cutShort,
	everyNth,
	neverAnswers,
	onRequests,
	randomly,
	reset,
	status,
	throttled,
} from '../simulator/index';
import { runNode, simulatorWith, tokenCredential, withoutBackoff } from './harness';

/** A request that was on its way when the answer was sent is not the fault of the client. */
const ON_ITS_WAY_MS = 500;

const all = { operation: 'getLogs', returnAll: true };

describe('requests', () => {
	it.each([
		['a log that fits in one page', 1_000, all],
		['an empty log', 0, all],
		['the default limit', 5_000, { operation: 'getLogs' }],
		['the first entry', 5_000, { operation: 'getLogs', limit: 1 }],
	])('one is enough for %s', async (_name, entries, parameters) => {
		const simulator = await simulatorWith({ entries });
		const { items, error } = await runNode({
			parameters,
			credentials: tokenCredential(simulator),
		});
		expect(error).toBeUndefined();
		expect(items.length > 0).toBe(entries > 0);
		expect(simulator.requests).toHaveLength(1);
	});

	it('are at most six at once by default, and as many as Max Concurrency allows', async () => {
		const simulator = await simulatorWith({ entries: 4_000, pageLimit: 100, latencyMs: 60 });
		const credentials = tokenCredential(simulator);
		await runNode({ parameters: all, credentials });
		expect(simulator.maxInFlight).toBe(6);
		for (const maxConcurrency of [1, 12]) {
			simulator.resetRequests();
			await runNode({ parameters: { ...all, options: { maxConcurrency } }, credentials });
			expect(simulator.maxInFlight).toBe(maxConcurrency);
		}
	});

	it('are not sent before the time that a throttling server names', async () => {
		const simulator = await simulatorWith({
			entries: 600,
			// Small pages, because what it takes to make them delays what else is under way.
			pageLimit: 100,
			faults: [everyNth(3, throttled({ retryAfter: 2 }))],
		});
		const { items, error } = await runNode({
			parameters: all,
			credentials: tokenCredential(simulator),
		});
		expect(error).toBeUndefined();
		expect(items.map(({ json }) => json)).toEqual(simulator.log.snapshot().reverse());

		const refusals = simulator.requests.filter(({ status }) => status === 429);
		expect(refusals.length).toBeGreaterThan(1);
		for (const { finishedAt = 0 } of refusals) {
			const early = simulator.requests.filter(
				({ receivedAt }) =>
					receivedAt > finishedAt + ON_ITS_WAY_MS && receivedAt < finishedAt + 2_000,
			);
			expect(early).toEqual([]);
		}
	});
});

describe('faults in a fifth of all requests', () => {
	const faults = [
		...[reset(), status(503), status(502, { body: 'html' }), status(500), throttled()],
		...[cutShort(), closesAfter(300, 'length'), closesAfter(300, 'chunked'), neverAnswers()],
	];

	it.each([1, 2, 3])('leave the log whole and in order (seed %i)', async (seed) => {
		withoutBackoff();
		const simulator = await simulatorWith({
			entries: 6_000,
			pageLimit: 100,
			faults: [randomly(0.2, ({ routeIndex }) => faults[routeIndex % faults.length], seed)],
		});
		const { items, error } = await runNode({
			parameters: { ...all, options: { timeout: 500 } },
			credentials: tokenCredential(simulator),
		});
		expect(error).toBeUndefined();
		expect(items.map(({ json }) => json)).toEqual(simulator.log.snapshot().reverse());
		const met = simulator.requests.filter(({ fault }) => fault !== undefined);
		expect(met.length).toBeGreaterThan(6);
	});
});

describe('requests of a run that has failed', () => {
	it('are not sent again', async () => {
		const throttles = throttled({ retryAfter: 1 });
		const simulator = await simulatorWith({
			entries: 5_000,
			pageLimit: 100,
			// All six are under way before the first of them is answered.
			latencyMs: 100,
			faults: [onRequests([1], status(403)), onRequests([2, 3, 4, 5, 6], throttles)],
		});
		const { error } = await runNode({ parameters: all, credentials: tokenCredential(simulator) });
		expect(error?.message).toContain('403');
		await wait(1_300);
		expect(simulator.requests).toHaveLength(7);
	});
});

describe('bad input', () => {
	const refused: Array<[field: string, parameters: INodeParameters]> = [
		['Limit', { limit: 0 }],
		['Limit', { limit: 2.5 }],
		['Limit', { limit: '={{ "many" }}' }],
		['Page Size', { options: { pageSize: 0 } }],
		['Page Size', { options: { pageSize: -1 } }],
		['Skip', { options: { skip: -1 } }],
		['Max Concurrency', { options: { maxConcurrency: 0 } }],
		['Max Concurrency', { options: { maxConcurrency: 21 } }],
		['Timeout', { options: { timeout: 0 } }],
		['Sort By', { options: { sortBy: '={{ "size" }}' } }],
		['Sort Order', { options: { sortOrder: '={{ "up" }}' } }],
		['Language', { options: { language: 'en&top=1' } }],
		['Simplify', { simplify: '={{ "perhaps" }}' }],
		['Time Range', { timeRange: '={{ "lastYear" }}' }],
		['Window Delay', { options: { windowDelay: -1 } }],
		['From', { timeRange: 'custom', from: 'yesterday' }],
		['From', { timeRange: 'custom', from: '2026-02-30T00:00:00Z' }],
		['To', { timeRange: 'custom', to: '={{ "2026-13-01" }}' }],
		['To', { timeRange: 'custom', to: '={{ DateTime.fromISO("no date") }}' }],
		['From', { timeRange: 'custom', from: '2026-11-02T00:00:00Z', to: '2026-11-01T23:59:59Z' }],
		[
			'From',
			{ timeRange: 'custom', from: '2026-11-01T12:00:00+01:00', to: '2026-11-01T10:59:59Z' },
		],
	];

	const refusedExports: Array<[field: string, parameters: INodeParameters]> = [
		['Format', { format: '={{ "xlsx" }}' }],
		['Put Output File in Field', { binaryPropertyName: 'manifest', options: { manifest: true } }],
		['Limit', { limit: 0 }],
		['Sort Order', { options: { sortOrder: '={{ "up" }}' } }],
		['Fields', { options: { fields: 'createdOn, usrName' } }],
		['Fields', { options: { fields: '={{ [{}] }}' } }],
		['Delimiter', { options: { delimiter: ',,' } }],
		['Delimiter', { options: { delimiter: '"' } }],
		['Delimiter', { options: { delimiter: '\n' } }],
		['Delimiter', { options: { delimiter: '' } }],
		['File Name', { options: { fileName: '../..' } }],
		['Late Window', { options: { lateWindow: -1 } }],
		['Compress', { options: { compress: '={{ "tightly" }}' } }],
	];

	it.each(refusedExports)('of an export in %s is refused, too: %j', async (field, parameters) => {
		const simulator = await simulatorWith();
		const { items, error } = await runNode({
			parameters: { operation: 'exportLogs', ...parameters },
			credentials: tokenCredential(simulator),
		});
		expect(items).toEqual([]);
		expect(error?.message).toContain(`'${field}'`);
		expect(error?.description).toMatch(/\S/);
		expect(simulator.requests).toHaveLength(0);
	});

	it.each(refused)('in %s is refused before any request: %j', async (field, parameters) => {
		const simulator = await simulatorWith();
		const { items, error } = await runNode({
			parameters: { operation: 'getLogs', ...parameters },
			credentials: tokenCredential(simulator),
		});
		expect(items).toEqual([]);
		expect(error?.message).toContain(`'${field}'`);
		expect(error?.description).toMatch(/\S/);
		expect(simulator.requests).toHaveLength(0);
	});
});
