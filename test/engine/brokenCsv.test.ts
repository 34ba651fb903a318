import {
	closesAfter,
	emptyBody,
	loginPageInstead,
	noContent,
	once,
	onRoute,
	stallsAfter,
	stallsAfterHeaders,
	status,
	type Fault,
	type Simulator,
} from '../simulator/index';
import {
	bytesOf,
	runNode,
	simulatorWith,
	storedFiles,
	tokenCredential,
	withoutBackoff,
} from './harness';

const RUNS = 200;
const BYTES = 60_000;

/** Few entries, repeated: the simulator makes them anew for each answer. */
const small = { entries: 40, csv: { bytes: BYTES } };

/** The place of the cut is random, but the same in every run of the tests. */
function cutAt(run: number): number {
	return Math.floor(((run * 0.618034) % 1) * (BYTES - 1));
}

const cut = (run: number): Fault => closesAfter(cutAt(run), run % 2 === 0 ? 'length' : 'chunked');

const download = { operation: 'downloadCsv' };

describe('a CSV that ends early', () => {
	it('is never handed on, wherever it is cut', async () => {
		withoutBackoff();
		// The size tells the runs apart; it has no effect on a CSV of a given length.
		const simulator = await simulatorWith({
			...small,
			faults: [onRoute('download', ({ query }) => cut(Number(query.size)))],
		});
		const runs = Array.from({ length: RUNS }, async (_, run) => {
			return await runNode({
				parameters: { ...download, options: { size: run + 1 } },
				credentials: tokenCredential(simulator),
			});
		});
		for (const { items, error } of await Promise.all(runs)) {
			expect(items).toEqual([]);
			expect(error?.message).toMatch(/was cut off|closed the connection/);
		}
		expect(countDownloads(simulator)).toBe(RUNS * 5);
		expect(await storedFiles()).toEqual([]);
	});

	it('is fetched again from the start, without the part that came at first', async () => {
		withoutBackoff();
		const simulator = await simulatorWith({ ...small });
		for (const run of [1, 2, 3, 4]) {
			const before = await storedFiles();
			simulator.setFaults(once(onRoute('download', cut(run))));
			const { items, error } = await runNode({
				parameters: download,
				credentials: tokenCredential(simulator),
			});
			expect(error).toBeUndefined();
			expect((await bytesOf(items[0])).equals(await simulator.csv())).toBe(true);
			// The file and what n8n notes of it.
			expect((await storedFiles()).length - before.length).toBe(2);
		}
	});

	it('is not handed on where n8n keeps binary data in memory either', async () => {
		withoutBackoff();
		const simulator = await simulatorWith({ ...small, faults: [onRoute('download', cut(7))] });
		const { items, error } = await runNode({
			parameters: download,
			credentials: tokenCredential(simulator),
			binaryMode: 'default',
		});
		expect(items).toEqual([]);
		expect(error).toBeDefined();
	});
});

describe('a CSV that stalls', () => {
	it.each([
		['before its first byte', stallsAfterHeaders()],
		['in the middle, with its length', stallsAfter(9_000, 'length')],
		['in the middle, chunked', stallsAfter(9_000, 'chunked')],
	])('%s is given up and fetched again', async (_name, fault) => {
		withoutBackoff();
		const simulator = await simulatorWith({ ...small, faults: [once(onRoute('download', fault))] });
		const parameters = { ...download, options: { timeout: 300 } };
		const credentials = tokenCredential(simulator);
		const { items, error } = await runNode({ parameters, credentials });
		expect(error).toBeUndefined();
		expect((await bytesOf(items[0])).equals(await simulator.csv())).toBe(true);

		const stored = await storedFiles();
		simulator.setFaults(onRoute('download', fault));
		const stalled = await runNode({ parameters, credentials });
		expect(stalled.items).toEqual([]);
		expect(stalled.error?.message).toMatch(/was cut off|in time/);
		expect(await storedFiles()).toEqual(stored);
	});
});

describe('an answer that is no CSV', () => {
	it.each<[string, Fault, RegExp]>([
		['a web page with status 200', loginPageInstead(), /web page .* login page/],
		['a page that claims to be a CSV', pretending('<!DOCTYPE html><p>Log in'), /web page/],
		['status 204', noContent(), /no content/],
		['an empty body', emptyBody(), /empty/],
		['JSON', status(200, { message: 'not here' }), /JSON/],
	])('is refused: %s', async (_name, fault, message) => {
		const stored = await storedFiles();
		const simulator = await simulatorWith({ faults: [onRoute('download', fault)] });
		const { items, error } = await runNode({
			parameters: download,
			credentials: tokenCredential(simulator),
		});
		expect(items).toEqual([]);
		expect(error?.message).toMatch(message);
		expect(countDownloads(simulator)).toBe(1);
		expect(await storedFiles()).toEqual(stored);
	});
});

function countDownloads({ requests }: Simulator): number {
	return requests.filter(({ route }) => route === 'download').length;
}

function pretending(text: string): Fault {
	const headers = { 'Content-Type': 'text/csv' };
	return status(200, { headers, body: 'text', message: text });
}
