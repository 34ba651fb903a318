import type { INodeParameters } from 'n8n-workflow';
import { bytesOf, simulatorWith } from '../harness';
import { runUnified, TENANT } from './reading';

const getLogs = { operation: 'getLogs' };
const getArchive = { operation: 'getArchive', fromDate: '2026-11-01', toDate: '2026-11-02' };
const downloadCsv = { operation: 'downloadCsv' };

describe('what cannot be meant', () => {
	it.each<[INodeParameters, RegExp]>([
		...[getLogs, getArchive, downloadCsv].flatMap(
			(operation): Array<[INodeParameters, RegExp]> => [
				[{ ...operation, scope: 'tenant', tenant: ' ' }, /^'Tenant' is empty/],
				[{ ...operation, scope: 'tenant', tenant: '={{ $json.none }}' }, /^'Tenant' is empty/],
				[
					{ ...operation, scope: 'tenant', tenant: 'a/b' },
					/^'Tenant' is not a valid tenant name or ID/,
				],
				[
					{ ...operation, scope: 'tenant', tenant: 'a\\b' },
					/^'Tenant' is not a valid tenant name or ID/,
				],
				[
					{ ...operation, scope: 'tenant', tenant: '..' },
					/^'Tenant' is not a valid tenant name or ID/,
				],
				[
					{ ...operation, scope: 'tenant', tenant: '%2e%2e' },
					/^'Tenant' is not a valid tenant name/,
				],
				[
					{ ...operation, scope: 'tenant', tenant: 'a?b=c' },
					/^'Tenant' is not a valid tenant name or ID/,
				],
				[
					{ ...operation, scope: '={{ "galaxy" }}', tenant: 'any' },
					/^'Scope' must be one of organization, tenant/,
				],
				[{ ...operation, options: { timeout: 0 } }, /^'Timeout' must be a whole number/],
			],
		),
		[{ ...getLogs, limit: 0 }, /^'Limit' must be a whole number of 1 or more, not 0/],
		[{ ...getLogs, limit: 1.5 }, /^'Limit' must be a whole number/],
		[{ ...getLogs, limit: '={{ "many" }}' }, /^'Limit' must be a whole number/],
		[{ ...getLogs, returnAll: '={{ "perhaps" }}' }, /^'Return All' must be true or false/],
		[{ ...getLogs, filters: { status: '={{ "unknown" }}' } }, /^'Status' must be one of/],
		[
			{ ...getLogs, filters: { source: '={{ [{ a: 1 }] }}' } },
			/^'Source Names or IDs' must be text/,
		],
		[{ ...getLogs, timeRange: '={{ "yesteryear" }}' }, /^'Time Range' must be one of/],
		[{ ...getLogs, timeRange: 'custom', from: 'soon' }, /^'From' is not a valid date and time/],
		[
			{ ...getLogs, timeRange: 'custom', from: '2026-02-01', to: '2026-01-01' },
			/^'From' .* is after 'To'/,
		],
		[{ ...getLogs, options: { maxConcurrency: 0 } }, /^'Max Concurrency' must be/],
		[{ ...getLogs, options: { sortOrder: '={{ "up" }}' } }, /^'Sort Order' must be one of/],
		[{ ...getLogs, options: { windowDelay: -1 } }, /^'Window Delay' must be/],
		[{ ...getArchive, fromDate: '={{ "" }}' }, /^'From Date' is empty/],
		[{ ...getArchive, toDate: '={{ $json.none }}' }, /^'To Date' is empty/],
		[{ ...getArchive, fromDate: '2026-11-31' }, /^'From Date' is not a valid date/],
		[{ ...getArchive, fromDate: '2026-11-03' }, /^'From Date' .* is after 'To Date'/],
		[
			{ ...getArchive, fromDate: '2016-11-03' },
			/^There are \d+ days from 'From Date' to 'To Date'/,
		],
		[{ ...getArchive, output: '={{ "paper" }}' }, /^'Output' must be one of events, files/],
		[{ ...getArchive, output: 'files', binaryPropertyName: ' ' }, /^'Put Output File in Field' is/],
		[{ ...getArchive, options: { maxConcurrency: 21 } }, /^'Max Concurrency' must be/],
		[{ ...downloadCsv, binaryPropertyName: '__proto__' }, /^'Put Output File in Field' is/],
		[{ ...downloadCsv, options: { ifIncomplete: '={{ "pray" }}' } }, /^'If Incomplete' must be/],
		[{ ...downloadCsv, options: { fileName: '///' } }, /^'File Name' is not a valid file name/],
	])('is refused before any request: %j', async (parameters, message) => {
		const simulator = await simulatorWith();
		const { error, items } = await runUnified(simulator, parameters);
		expect(items).toEqual([]);
		expect(error?.message).toMatch(message);
		expect(simulator.requests).toEqual([]);
	});

	it('fails only its own input item with Continue On Fail, and the fields differ by item', async () => {
		const simulator = await simulatorWith();
		const { items, error } = await runUnified(
			simulator,
			{ ...getLogs, limit: 2, scope: '={{ $json.scope }}', tenant: '={{ $json.tenant }}' },
			{
				items: [TENANT, { scope: 'tenant', tenant: '../x' }, { scope: 'organization' }],
				continueOnFail: true,
			},
		);
		expect(error).toBeUndefined();
		expect(items.map(({ json, pairedItem }) => [json.tenantName, json.error, pairedItem])).toEqual([
			...Array<unknown>(2).fill(['DefaultTenant', undefined, { item: 0 }]),
			[undefined, "'Tenant' is not a valid tenant name or ID: '../x'", { item: 1 }],
			...Array<unknown>(2).fill([null, undefined, { item: 2 }]),
		]);
	});
});

describe('what an item holds', () => {
	it('is the event untouched with Simplify off, with its details as an object where wished', async () => {
		const simulator = await simulatorWith();
		const sent = simulator.unified.tenant('DefaultTenant').snapshot().reverse().slice(0, 3);
		const raw = { ...getLogs, ...TENANT, limit: 3, simplify: false };
		const { items } = await runUnified(simulator, raw);
		expect(items.map(({ json }) => JSON.stringify(json))).toEqual(
			sent.map((event) => JSON.stringify(event)),
		);
		const parsed = await runUnified(simulator, { ...raw, options: { parseDetails: true } });
		expect(parsed.items.map(({ json }) => json)).toEqual(
			sent.map((event) => ({
				...event,
				eventDetails: JSON.parse(event.eventDetails) as unknown,
			})),
		);
	});

	it('is a file for each input item, each of its own log', async () => {
		const simulator = await simulatorWith();
		const { items } = await runUnified(
			simulator,
			{ ...downloadCsv, scope: '={{ $json.scope }}', tenant: '={{ $json.tenant }}' },
			{ items: [TENANT, { scope: 'organization' }] },
		);
		const { organization } = simulator.unified;
		const tenant = simulator.unified.tenant('DefaultTenant');
		expect((await bytesOf(items[0])).equals(await simulator.unifiedCsv(tenant))).toBe(true);
		expect((await bytesOf(items[1])).equals(await simulator.unifiedCsv(organization))).toBe(true);
	});
});
