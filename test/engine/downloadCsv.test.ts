import {
	contentDisposition,
	CONTENT_DISPOSITION_ATTACKS,
	rawContentDisposition,
	type CsvOptions,
} from '../simulator/index';
import { bytesOf, fileOf, runNode, simulatorWith, storedFiles, tokenCredential } from './harness';

const DEFAULT_NAME = /^uipath-audit-acme-\d{4}-\d\d-\d\dT\d\d-\d\d-\d\dZ\.csv$/;

describe('Download CSV', () => {
	it.each<[string, CsvOptions]>([
		['chunked', { transfer: 'chunked' }],
		['with its length', { transfer: 'length' }],
		['with a byte-order mark', { bom: true }],
		['with both', { bom: true, transfer: 'length' }],
		['as text/csv', { contentType: 'text/csv; charset=utf-8' }],
		['as octets', { contentType: 'application/octet-stream' }],
		['of several megabytes', { bytes: 5_000_000 }],
	])('gives the bytes of UiPath unchanged: %s', async (_name, csv) => {
		const simulator = await simulatorWith({ entries: 3_000, csv });
		const { items, error } = await runNode({
			parameters: { operation: 'downloadCsv' },
			credentials: tokenCredential(simulator),
		});
		expect(error).toBeUndefined();
		const expected = await simulator.csv();
		expect((await bytesOf(items[0])).equals(expected)).toBe(true);
		expect(fileOf(items[0]).mimeType).toBe('text/csv');
		expect(simulator.requests.map(({ route }) => route)).toEqual(['auditlogs', 'download']);
	});

	it('holds the file in the item where n8n keeps binary data in memory', async () => {
		const simulator = await simulatorWith({ entries: 100 });
		const { items } = await runNode({
			parameters: { operation: 'downloadCsv', binaryPropertyName: 'audit' },
			credentials: tokenCredential(simulator),
			binaryMode: 'default',
		});
		const { data } = fileOf(items[0], 'audit');
		expect(Buffer.from(data, 'base64').equals(await simulator.csv())).toBe(true);
	});

	it('says what the file is, and when it was fetched', async () => {
		const simulator = await simulatorWith();
		const start = Date.now();
		const { items } = await runNode({
			parameters: { operation: 'downloadCsv' },
			credentials: tokenCredential(simulator),
		});
		expect(items).toHaveLength(1);
		const json = items[0]?.json ?? {};
		expect(items[0]?.pairedItem).toEqual({ item: 0 });
		expect(json).toEqual({
			fileName: expect.stringMatching(DEFAULT_NAME) as string,
			mimeType: 'text/csv',
			organization: 'acme',
			fetchedAt: expect.stringMatching(/Z$/) as string,
			entries: 1_000,
			totalEntries: 1_000,
			isComplete: true,
		});
		const fetchedAt = Date.parse(json.fetchedAt as string);
		expect(fetchedAt).toBeGreaterThanOrEqual(start);
		expect(fetchedAt).toBeLessThanOrEqual(Date.now());
		const stamp = new Date(fetchedAt).toISOString().slice(0, 19).replaceAll(':', '-');
		expect(json.fileName).toBe(`uipath-audit-acme-${stamp}Z.csv`);
		expect(fileOf(items[0])).toMatchObject({
			...{ fileName: json.fileName, mimeType: 'text/csv', fileExtension: 'csv' },
		});
	});

	it('takes size, language and the name of the file from the options, for each item', async () => {
		const simulator = await simulatorWith();
		const { items } = await runNode({
			parameters: {
				operation: 'downloadCsv',
				options: { size: '={{ $json.size }}', language: 'fr', fileName: '={{ $json.name }}' },
			},
			items: [
				{ size: 13, name: 'thirteen.csv' },
				{ size: '2', name: '../../etc/two' },
			],
			credentials: tokenCredential(simulator),
		});
		expect(items.map(({ pairedItem }) => pairedItem)).toEqual([{ item: 0 }, { item: 1 }]);
		for (const [index, size] of [13, 2].entries()) {
			const expected = await simulator.csv({ size, language: 'fr' });
			expect((await bytesOf(items[index])).equals(expected)).toBe(true);
		}
		expect(fileOf(items[0]).fileName).toBe('thirteen.csv');
		expect(fileOf(items[1]).fileName).not.toMatch(/[/\\]|^\./);
		const downloads = simulator.requests.filter(({ route }) => route === 'download');
		expect(downloads.map(({ query }) => query)).toEqual([
			{ size: '13', language: 'fr' },
			{ size: '2', language: 'fr' },
		]);
	});

	it('takes no name from the server', async () => {
		const simulator = await simulatorWith({ entries: 5 });
		const attacks = [
			...CONTENT_DISPOSITION_ATTACKS.map(contentDisposition),
			rawContentDisposition('attachment; filename=../../../../tmp/evil.csv'),
		];
		for (const attack of attacks) {
			simulator.setFaults(attack);
			const { items, error } = await runNode({
				parameters: { operation: 'downloadCsv' },
				credentials: tokenCredential(simulator),
			});
			expect(error).toBeUndefined();
			expect(items[0]?.json.fileName).toMatch(DEFAULT_NAME);
			expect(fileOf(items[0])).toMatchObject({
				fileName: items[0]?.json.fileName,
				mimeType: 'text/csv',
			});
			expect(fileOf(items[0]).directory).toBeUndefined();
			expect((await bytesOf(items[0])).equals(await simulator.csv())).toBe(true);
		}
		// Node.js takes no header with control characters, so there is not even an answer then.
		const stored = await storedFiles();
		simulator.setFaults(rawContentDisposition('attachment; filename="a\u0001b\u007f.csv"'));
		const { items, error } = await runNode({
			parameters: { operation: 'downloadCsv' },
			credentials: tokenCredential(simulator),
		});
		expect({ items, files: await storedFiles() }).toEqual({ items: [], files: stored });
		expect(error?.message).toMatch(/connection .* failed/);
		for (const file of stored) {
			expect(file).toMatch(
				/^workflows\/[\w-]+\/executions\/\d+\/binary_data\/[\w-]+(\.metadata)?$/,
			);
		}
	});
});
