import type { INodeParameters } from 'n8n-workflow';
import { runNode, simulatorWith, tokenCredential } from './harness';

const getLogs = (parameters: INodeParameters = {}): INodeParameters => ({
	operation: 'getLogs',
	...parameters,
});

describe('Get Logs', () => {
	it('gives an item per entry, newest first and 50 of them unless told otherwise', async () => {
		const simulator = await simulatorWith({ entries: 60 });
		const { items } = await runNode({
			parameters: getLogs(),
			credentials: tokenCredential(simulator),
		});
		const newestFirst = simulator.log.snapshot().reverse();
		expect(items.map(({ json }) => json)).toEqual(newestFirst.slice(0, 50));
		expect(items.map(({ pairedItem }) => pairedItem)).toEqual(Array(50).fill({ item: 0 }));
	});

	it('runs every input item with its own parameters', async () => {
		const simulator = await simulatorWith({ entries: 20 });
		const oldestFirst = simulator.log.snapshot();
		const { items } = await runNode({
			parameters: getLogs({
				limit: '={{ $json.count }}',
				options: { sortOrder: '={{ $json.order }}' },
			}),
			items: [
				{ count: 3, order: 'asc' },
				{ count: '2', order: 'desc' },
			],
			credentials: tokenCredential(simulator),
		});
		const [a, b, c] = oldestFirst;
		expect(items.map(({ json }) => json)).toEqual([a, b, c, oldestFirst[19], oldestFirst[18]]);
		const origins = [0, 0, 0, 1, 1].map((item) => ({ item }));
		expect(items.map(({ pairedItem }) => pairedItem)).toEqual(origins);
	});

	it('with Continue On Fail gives the error on the item that failed, and on it alone', async () => {
		const simulator = await simulatorWith({ entries: 3 });
		const options = {
			parameters: getLogs({ limit: '={{ $json.count }}' }),
			items: [{ count: 1 }, { count: 0 }, { count: 1 }],
			credentials: tokenCredential(simulator),
		};
		const { items, error } = await runNode({ ...options, continueOnFail: true });
		const newest = simulator.log.snapshot().at(-1);
		expect(error).toBeUndefined();
		expect(items).toEqual([
			{ json: newest, pairedItem: { item: 0 } },
			{
				json: { error: "'Limit' must be a whole number of 1 or more, not 0" },
				pairedItem: { item: 1 },
			},
			{ json: newest, pairedItem: { item: 2 } },
		]);

		const stopped = await runNode(options);
		expect(stopped.items).toEqual([]);
		expect(stopped.error?.context).toMatchObject({ itemIndex: 1 });
	});

	it('loses nothing to a server that gives smaller pages than it was asked for', async () => {
		const simulator = await simulatorWith({ entries: 10_000, pageLimit: 100 });
		const credentials = tokenCredential(simulator);
		const oldestFirst = simulator.log.snapshot();
		const run = async (parameters: INodeParameters) => {
			const { items } = await runNode({ parameters: getLogs(parameters), credentials });
			return items.map(({ json }) => json);
		};
		const asc = { sortOrder: 'asc' };
		expect(await run({ returnAll: true, options: asc })).toEqual(oldestFirst);
		expect(await run({ limit: 250, options: asc })).toEqual(oldestFirst.slice(0, 250));
		const newestFirst = oldestFirst.reverse();
		const all = await run({ returnAll: true });
		expect(all).toEqual(newestFirst);
		expect(new Set(all.map((entry) => JSON.stringify(entry))).size).toBe(10_000);
		expect(await run({ limit: 250 })).toEqual(newestFirst.slice(0, 250));
		const skipped = await run({ limit: 250, options: { skip: 9_900 } });
		expect(skipped).toEqual(newestFirst.slice(9_900));
	});

	it.each([
		...['createdOn', 'category', 'action', 'auditLogDetails', 'userName'],
		...['email', 'message', 'detailsVersion', 'source'],
	] as const)('sorts by %s, and by time where that is the same', async (sortBy) => {
		const simulator = await simulatorWith({ entries: 400, pageLimit: 100 });
		const ranked = simulator.log.snapshot().map((entry, place) => ({ entry, place }));
		ranked.sort((a, b) => {
			const left = a.entry[sortBy] ?? '';
			const right = b.entry[sortBy] ?? '';
			// A missing value comes before an empty one.
			const missing = Number(a.entry[sortBy] !== null) - Number(b.entry[sortBy] !== null);
			return missing || Number(left > right) - Number(left < right) || a.place - b.place;
		});
		const expected = ranked.map(({ entry }) => entry);
		const credentials = tokenCredential(simulator);
		const options = { sortBy, sortOrder: 'asc', skip: 10 };
		const limited = await runNode({ parameters: getLogs({ limit: 50, options }), credentials });
		expect(limited.items.map(({ json }) => json)).toEqual(expected.slice(10, 60));
		const all = await runNode({
			parameters: getLogs({ returnAll: true, options: { sortBy } }),
			credentials,
		});
		expect(all.items.map(({ json }) => json)).toEqual(expected.reverse());
	});

	it('passes the language and the API version on with every page', async () => {
		const simulator = await simulatorWith({ entries: 500, pageLimit: 100 });
		const { items } = await runNode({
			parameters: getLogs({ returnAll: true, options: { language: 'de', apiVersion: '2.0' } }),
			credentials: tokenCredential(simulator),
		});
		expect(items.map(({ json }) => json)).toEqual(simulator.log.snapshot('de').reverse());
		expect(simulator.requests.length).toBeGreaterThan(4);
		for (const { query } of simulator.requests) {
			expect(query).toMatchObject({ language: 'de', 'api-version': '2.0' });
		}
	});

	it('turns details into objects, and leaves text that is no JSON as it is', async () => {
		const simulator = await simulatorWith({ entries: 1_000 });
		const { items } = await runNode({
			parameters: getLogs({ returnAll: true, options: { parseDetails: true } }),
			credentials: tokenCredential(simulator),
		});
		const kinds = new Set<string>();
		const written = simulator.log.snapshot().reverse();
		items.forEach(({ json }, index) => {
			const text = written[index]?.auditLogDetails ?? null;
			const isJson = text?.startsWith('{') === true;
			kinds.add(text === null ? 'null' : isJson ? 'json' : 'text');
			expect(json.auditLogDetails).toEqual(isJson ? JSON.parse(text) : text);
		});
		expect(kinds.size).toBe(3);
	});
});
