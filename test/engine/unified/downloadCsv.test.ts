import type { INodeParameters } from 'n8n-workflow';
import { UiPathAudit } from '../../../nodes/UiPathAudit/UiPathAudit.node';
import type { Simulator } from '../../simulator/index';
import type { UnifiedCsvOptions } from '../../simulator/unified/options';
import { bytesOf, simulatorWith } from '../harness';
import { runUnified, TENANT } from './reading';

const DAY_MS = 24 * 60 * 60_000;

/** A log that ends now, with an event for every six hours of 120 days. */
async function simulatorOfMonths(csv: UnifiedCsvOptions = {}): Promise<Simulator> {
	const newest = new Date().toISOString();
	const tenants = [{ name: 'DefaultTenant', events: 480, newest, spacingMs: DAY_MS / 4 }];
	return await simulatorWith({ unified: { tenants, csv } });
}

async function download(simulator: Simulator, parameters: INodeParameters = {}) {
	const run = await runUnified(simulator, {
		...{ operation: 'downloadCsv', ...TENANT, timeRange: 'last30Days', ...parameters },
	});
	const [item] = run.items;
	return { ...run, json: item?.json, item, query: simulator.requests.at(-1)?.queryAll };
}

/** What the server would send once more for the query of the last download. */
async function expected(simulator: Simulator): Promise<Buffer> {
	const last = simulator.requests.findLast(({ route }) => route === 'downloadevents');
	const query = last?.path.split('?')[1];
	return await simulator.unifiedCsv(simulator.unified.tenant('DefaultTenant'), query);
}

describe('Download CSV of the unified audit log', () => {
	it('gives the bytes that UiPath sends, and says what they are', async () => {
		const simulator = await simulatorOfMonths({ bom: true });
		const { json, item, error, hints } = await download(simulator);
		expect(error).toBeUndefined();
		const file = await bytesOf(item);
		expect(file.equals(await expected(simulator))).toBe(true);
		expect(json).toEqual({
			fileName: expect.stringMatching(
				/^uipath-audit-DefaultTenant-\d{4}-\d\d-\d\dT\d\d-\d\d-\d\dZ\.csv$/,
			) as string,
			mimeType: 'text/csv',
			organization: 'acme',
			scope: 'tenant',
			tenant: 'DefaultTenant',
			fetchedAt: expect.any(String) as string,
			entries: 120,
			isComplete: true,
		});
		expect(hints).toEqual([]);
		expect(simulator.requests.map(({ route }) => route)).toEqual(['downloadevents']);
		expect(item?.binary?.data).toMatchObject({ mimeType: 'text/csv', fileName: json?.fileName });
	});

	it('sends both bounds as inclusive ones: nothing of the time at which it ends', async () => {
		const times = ['2026-01-01T00:00:00Z', '2026-01-01T00:59:59.9999999Z', '2026-01-01T01:00:00Z'];
		const tenants = [{ name: 'DefaultTenant', times }];
		const simulator = await simulatorWith({ unified: { tenants } });
		const { json, query } = await download(simulator, {
			...{ timeRange: 'custom', from: times[0] ?? '', to: times[2] ?? '' },
		});
		expect(query).toMatchObject({ from: [times[0]], to: [times[1]] });
		expect(json?.entries).toBe(2);
	});

	it('sends the filters that UiPath takes, and has no fields for the others', async () => {
		const simulator = await simulatorOfMonths();
		const log = simulator.unified.tenant('DefaultTenant');
		const [source] = log.catalogue;
		const userIds = log.actors.slice(0, 9).map(({ id }) => id);
		const { item, query } = await download(simulator, {
			filters: { source: [source?.name ?? ''], status: 'succeeded', userIds: userIds.join() },
		});
		expect(query).toMatchObject({ source: [source?.id], status: ['0'], userIds });
		const file = await bytesOf(item);
		expect(file.equals(await expected(simulator))).toBe(true);
		expect(item?.json.entries).toBeGreaterThan(0);

		const { properties } = new UiPathAudit().description;
		const filters = properties.find(
			({ name, displayOptions }) =>
				name === 'filters' &&
				displayOptions?.show?.resource?.includes('unifiedAuditLog') &&
				displayOptions.show.operation?.includes('downloadCsv'),
		);
		const names = filters?.options?.map(({ name }) => name);
		expect(names).toEqual(['source', 'status', 'target', 'type', 'userIds']);
	});

	it.each<[INodeParameters, RegExp]>([
		[{ timeRange: 'all' }, /UiPath's file goes back only 90 days/],
		[
			{ timeRange: 'custom', from: new Date(Date.now() - 91 * DAY_MS).toISOString() },
			/UiPath's file goes back only 90 days/,
		],
	])('is not complete where it reaches back more than 90 days: %j', async (range, reason) => {
		const simulator = await simulatorOfMonths();
		const { json, item, hints } = await download(simulator, range);
		expect(json).toMatchObject({ entries: 360, isComplete: false });
		const file = await bytesOf(item);
		expect(file.equals(await expected(simulator))).toBe(true);
		expect(hints).toEqual([
			{
				type: 'warning',
				location: 'outputPane',
				message: expect.stringMatching(/has 360 events, and there may be more: /) as string,
			},
		]);
		expect(hints[0]?.message).toMatch(reason);
		const options = { ifIncomplete: 'error' };
		const refused = await download(simulator, { ...range, options });
		expect(refused.items).toEqual([]);
		expect(refused.error?.message).toMatch(/^The CSV file may not have all events: /);
		expect(refused.error?.description).toMatch(/If Incomplete to Warn/);
	});

	it('is complete where it is short enough, also where that is to be certain', async () => {
		const simulator = await simulatorOfMonths();
		const from = new Date(Date.now() - 89 * DAY_MS).toISOString();
		const range = { timeRange: 'custom', from };
		const { json, error } = await download(simulator, {
			...range,
			options: { ifIncomplete: 'error' },
		});
		expect(error).toBeUndefined();
		expect(json).toMatchObject({ isComplete: true });
	});

	it('has a header only where nothing is found', async () => {
		const simulator = await simulatorOfMonths();
		const { json, item, hints } = await download(simulator, { filters: { userIds: 'nobody' } });
		expect(json).toMatchObject({ entries: 0, isComplete: true });
		expect(hints.map(({ message }) => message)).toEqual([
			expect.stringMatching(
				/^No entries from .* that match the filters \(User IDs\)\. The newest entry in the unified audit log is from/,
			),
		]);
		expect((await bytesOf(item)).equals(await expected(simulator))).toBe(true);
	});

	it('goes into the field and has the name that are asked for', async () => {
		const simulator = await simulatorOfMonths();
		const { item } = await download(simulator, {
			...{ binaryPropertyName: 'report', options: { fileName: '../Täglich.csv' } },
		});
		expect(Object.keys(item?.binary ?? {})).toEqual(['report']);
		expect(item?.binary?.report?.fileName).toBe(item?.json.fileName);
		expect(item?.json.fileName).toBe('Täglich.csv');
	});

	it('is cut at 100,000 rows, and says so', async () => {
		const newest = new Date().toISOString();
		const tenants = [{ name: 'DefaultTenant', events: 100_500, newest, spacingMs: 1_000 }];
		const simulator = await simulatorWith({ unified: { tenants } });
		const { json, hints } = await download(simulator);
		expect(json).toMatchObject({ entries: 100_000, isComplete: false });
		expect(hints[0]?.message).toMatch(
			/has 100,000 events, .* UiPath cuts the file off at 100,000 rows/,
		);
	});
});
