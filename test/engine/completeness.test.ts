import type { INodeParameters } from 'n8n-workflow';
import {
	once,
	onRequests,
	onRoute,
	status,
	wrongShape,
	wrongTotalCount,
	type SimulatorOptions,
} from '../simulator/index';
import { bytesOf, runNode, simulatorWith, tokenCredential, withoutBackoff } from './harness';

async function download(server: SimulatorOptions, options: INodeParameters = {}) {
	withoutBackoff();
	const simulator = await simulatorWith(server);
	const run = await runNode({
		parameters: { operation: 'downloadCsv', options },
		credentials: tokenCredential(simulator),
	});
	return { ...run, simulator, json: run.items[0]?.json };
}

const LONG = { entries: 12_000, csv: { maxEntries: 5_000 } };

describe('a CSV that UiPath cuts', () => {
	it('comes with what it lacks, and a hint in the editor', async () => {
		const { json, hints, error } = await download(LONG);
		expect(error).toBeUndefined();
		expect(json).toMatchObject({ entries: 5_000, totalEntries: 12_000, isComplete: false });
		expect(hints).toEqual([
			{
				type: 'warning',
				location: 'outputPane',
				message: expect.stringMatching(
					/has 5,000 entries of the 12,000 entries in the audit log/,
				) as string,
			},
		]);
	});

	it('is no item where that is to be an error', async () => {
		const { items, error } = await download(LONG, { ifIncomplete: 'error' });
		expect(items).toEqual([]);
		expect(error?.message).toBe('The CSV file has only 5000 of the 12000 entries in the audit log');
		expect(error?.description).toMatch(/If Incomplete to Warn.*Export Logs with Return All/);
	});

	it.each([
		[5_000, true],
		[4_999, true],
		[5_001, false],
	])('is complete where Size (%i) asks for no more: %p', async (size, isComplete) => {
		const { json } = await download(LONG, { size });
		expect(json).toMatchObject({
			...{ isComplete, totalEntries: 12_000, entries: Math.min(size, 5_000) },
		});
	});
});

describe('a CSV that is whole', () => {
	it.each<[string, SimulatorOptions]>([
		['as it is', { entries: 300 }],
		['of an empty log', { entries: 0 }],
		['with a byte-order mark', { entries: 300, csv: { bom: true } }],
		['of a log that grows', { entries: 300, movement: { arrivals: 3 } }],
		['with its length', { entries: 300, csv: { transfer: 'length' } }],
	])('says so: %s', async (_name, server) => {
		const { json, hints } = await download(server, { ifIncomplete: 'error' });
		expect(json).toMatchObject({ isComplete: true, entries: json?.totalEntries });
		expect(hints).toEqual([]);
	});

	it('says so with a size that is larger than the log', async () => {
		const { json } = await download({ entries: 30 }, { size: 99 });
		expect(json).toMatchObject({ entries: 30, totalEntries: 30, isComplete: true });
	});

	it('says so although retention has taken entries while it was made', async () => {
		const server = { entries: 300, faults: [] };
		const simulator = await simulatorWith(server);
		simulator.setFaults(
			onRoute('download', () => {
				simulator.log.removeOldest(10);
				return undefined;
			}),
		);
		const { items } = await runNode({
			parameters: { operation: 'downloadCsv', options: { ifIncomplete: 'error' } },
			credentials: tokenCredential(simulator),
		});
		expect(items[0]?.json).toMatchObject({ entries: 290, totalEntries: 290, isComplete: true });
	});

	it('says so although the count had to be asked for more than once', async () => {
		const faults = [once(onRoute('auditlogs', status(503)))];
		const { json } = await download({ entries: 300, faults });
		expect(json).toMatchObject({ isComplete: true, entries: 300 });
	});
});

describe('a CSV that seems to lack entries', () => {
	const cut = { entries: 300, csv: { maxEntries: 299 } };

	it.each([400, 401, 404, 500])(
		'comes with a warning where the log cannot be counted again (%i)',
		async (code) => {
			const faults = [onRoute('auditlogs', onRequests([1, 2, 3, 4, 5], status(code)))];
			const { json, hints } = await download({ ...cut, faults });
			expect(json).toMatchObject({ entries: 299, totalEntries: 300, isComplete: false });
			expect(hints).toMatchObject([{ type: 'warning' }]);
		},
	);

	it('is not taken for whole because of a second count of zero', async () => {
		const zero = onRoute(
			'auditlogs',
			onRequests(
				[1],
				wrongTotalCount(() => 0),
			),
		);
		const { json } = await download({ ...cut, faults: [zero] });
		expect(json).toMatchObject({ totalEntries: 300, isComplete: false });
	});

	it('or ends within quotes, is not whole however many records it has', async () => {
		const text = 'a,b\r\n1,2\r\n3,"4';
		const open = onRoute('download', status(200, { body: 'text', message: text }));
		const { json } = await download({ entries: 2, faults: [open] });
		expect(json).toMatchObject({ entries: 2, totalEntries: 2, isComplete: false });
	});

	it('is none where it is JSON, whatever it calls itself', async () => {
		const headers = { 'Content-Type': 'text/csv' };
		const json = status(200, { headers, body: 'text', message: '{"message":\n"x"\n}' });
		const { items, error } = await download({ entries: 1, faults: [onRoute('download', json)] });
		expect(items).toEqual([]);
		expect(error?.message).toMatch(/it is JSON, not CSV/);
	});
});

describe('a CSV of a log that cannot be counted', () => {
	const uncounted = { entries: 300, faults: [onRoute('auditlogs', wrongShape('noTotalCount'))] };

	it.each<[string, SimulatorOptions]>([
		['because its list is not here', { entries: 300, listAddresses: [] }],
		['because the count is missing', uncounted],
		['because the list fails', { entries: 300, faults: [onRoute('auditlogs', status(500))] }],
	])('comes all the same, and says that it is not known: %s', async (_name, server) => {
		const { items, json, hints, simulator } = await download(server);
		expect(json).toMatchObject({ entries: 300, totalEntries: null, isComplete: null });
		expect((await bytesOf(items[0])).equals(await simulator.csv())).toBe(true);
		expect(hints).toMatchObject([{ type: 'warning' }]);
	});

	it('is no item where a file that is not certain to be complete is to be an error', async () => {
		const { items, error } = await download(uncounted, { ifIncomplete: 'error' });
		expect(items).toEqual([]);
		expect(error?.message).toMatch(/may not have all entries/);
	});

	it('is complete where Size asks for no more than it has', async () => {
		const { json } = await download(uncounted, { size: 13, ifIncomplete: 'error' });
		expect(json).toMatchObject({ entries: 13, totalEntries: null, isComplete: true });
	});
});

it('If Incomplete takes nothing else', async () => {
	const { error, simulator } = await download({}, { ifIncomplete: '={{ "perhaps" }}' });
	expect(error?.message).toBe("'If Incomplete' must be one of warn, error, not 'perhaps'");
	expect(simulator.requests).toEqual([]);
});
