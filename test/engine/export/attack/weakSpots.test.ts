import type { INodeParameters } from 'n8n-workflow';
import { eventually } from '../../../eventually';
import { bytesOf, runNode, storedFiles, tokenCredential, withoutBackoff } from '../../harness';
import { forgetFiles } from './exportOnce';
import type { FakeServer } from './fakeServer';
import { serverOf, timeOf } from './quiet';
import { readCsv } from './readFile';
import { NULL, raw, text } from './values';

beforeEach(withoutBackoff);
beforeEach(forgetFiles);

async function run(server: FakeServer, parameters: INodeParameters, cancelAt?: number) {
	const before = server.requests.length;
	return await runNode({
		parameters: { operation: 'exportLogs', returnAll: true, format: 'csv', ...parameters },
		credentials: tokenCredential(server),
		onRunning: (cancel) => {
			server.onRequest = (count) => {
				if (count - before === cancelAt) cancel();
			};
		},
	});
}

async function fileOf(server: FakeServer, parameters: INodeParameters = {}): Promise<Buffer> {
	const { items } = await run(server, parameters);
	return await bytesOf(items[0]);
}

/** What stories have found; each of these was wrong. */
describe('an export', () => {
	it('makes a line feed at the beginning harmless, too', async () => {
		const server = await serverOf([{ message: text('\n=1') }, { message: text("'\n=1") }]);
		const bytes = await fileOf(server);
		expect(bytes.toString()).toContain(',"\'\n=1",');
		const messages = readCsv(bytes, {}).rows.map(({ cells, exact }) => {
			return exact.get('message') ?? cells.get('message');
		});
		expect(messages).toEqual(['\n=1', text("'\n=1")]);
	});

	it.each(['csv', 'jsonLines'])(
		'has the same bytes whichever of null and nothing comes first: %s',
		async (format) => {
			const one = { createdOn: timeOf(0), message: text('m') };
			const two = { ...one, extra: NULL };
			const files = await Promise.all(
				[[one, two] as const, [two, one] as const].map(
					async (entries) => await fileOf(await serverOf(entries), { format }),
				),
			);
			expect(files[0]?.toString()).toContain('extra');
			expect(files[1]?.toString()).toBe(files[0]?.toString());
		},
	);

	it('gives an id to entries whose own is null', async () => {
		const entry = { createdOn: timeOf(0), entryId: NULL };
		const server = await serverOf([entry, entry, { entryId: text('own') }]);
		const { rows } = readCsv(await fileOf(server, { options: { addEntryId: true } }), {});
		const ids = rows.map(({ cells }) => cells.get('entryId'));
		expect(ids).toEqual([
			expect.stringMatching(/^[0-9a-f]{32}-1$/),
			expect.stringMatching(/^[0-9a-f]{32}-2$/),
			'own',
		]);
	});

	it.each([1, 2, 3, 4, 5])(
		'of an empty window leaves no file where request %i is cancelled',
		async (request) => {
			const server = await serverOf([{}, {}, {}]);
			const window = { timeRange: 'custom', from: '2030-01-01T00:00:00Z' };
			const { run: execution } = await run(server, window, request);
			const isCancelled = execution.status === 'canceled';
			expect(isCancelled).toBe(request <= server.requests.length);
			const left = isCancelled ? 0 : 2;
			await eventually(async () => expect(await storedFiles()).toHaveLength(left), 2);
		},
	);
});

describe('an object that has a toString of its own', () => {
	const hostile = raw('{"toString":1,"valueOf":null}');

	it('is no time, and the error says so', async () => {
		const { error, items } = await run(await serverOf([{ createdOn: hostile }]), {});
		expect(items).toEqual([]);
		expect(error?.message).toMatch(/createdOn is not a valid date and time/);
	});

	it('can be sorted by', async () => {
		const server = await serverOf([{ message: hostile }, { message: text('a') }]);
		const options = { sortBy: 'message', sortOrder: 'asc' };
		const { items, error } = await run(server, { operation: 'getLogs', options });
		expect(error).toBeUndefined();
		expect(items).toHaveLength(2);
	});
});
