import type { INodeParameters } from 'n8n-workflow';
import { wrongTotalCount, type SimulatorOptions } from '../simulator/index';
import { runNode, simulatorWith, tokenCredential } from './harness';

async function hintsOf(server: SimulatorOptions, parameters: INodeParameters, items = [{}]) {
	const simulator = await simulatorWith(server);
	const { hints, error } = await runNode({
		parameters: { operation: 'getLogs', ...parameters },
		credentials: tokenCredential(simulator),
		items,
	});
	expect(error).toBeUndefined();
	return { messages: hints.map(({ message }) => message), requests: simulator.requests.length };
}

describe('the hints of Get Logs', () => {
	it('tell what a Return All came to', async () => {
		const server = { entries: 12_000, pageLimit: 1_000 };
		const { messages, requests } = await hintsOf(server, { returnAll: true });
		expect(messages).toEqual([
			expect.stringMatching(
				new RegExp(`^12,000 entries read with ${requests} requests in \\d+\\.\\d seconds\\.$`),
			),
		]);
	});

	it('speak of one as of one, and add up several input items', async () => {
		expect((await hintsOf({ entries: 1 }, { returnAll: true })).messages).toEqual([
			expect.stringMatching(/^1 entry read with 1 request in /),
		]);
		const { messages } = await hintsOf({ entries: 5 }, { returnAll: true }, [{}, {}]);
		expect(messages).toEqual([expect.stringMatching(/^10 entries read with 2 requests in /)]);
	});

	it('tell that a limit cut the result', async () => {
		const { messages } = await hintsOf({ entries: 51 }, { limit: 50 });
		expect(messages).toEqual([
			'Because of Limit, only 50 entries were returned; there may be more. Turn on Return All to get them all.',
		]);
	});

	it.each<[string, SimulatorOptions, INodeParameters]>([
		['has as many entries', { entries: 50 }, { limit: 50 }],
		['has fewer', { entries: 7 }, { limit: 50 }],
	])('say nothing of a limit where the log %s', async (_name, server, parameters) => {
		expect((await hintsOf(server, parameters)).messages).toEqual([]);
	});

	it('tell why nothing may have been found: range in both zones, filters, the newest entry', async () => {
		const simulator = await simulatorWith({ entries: 20, newest: '2026-11-20T12:00:00Z' });
		const run = async (parameters: INodeParameters) => {
			simulator.resetRequests();
			const { hints, items } = await runNode({
				parameters: { operation: 'getLogs', ...parameters },
				credentials: tokenCredential(simulator),
				timezone: 'Europe/Berlin',
			});
			expect(items).toEqual([]);
			return hints.map(({ message }) => message);
		};
		const newest =
			'The newest entry in the audit log is from 2026-11-20 12:00:00 UTC (2026-11-20 13:00:00 in Europe/Berlin).';
		const custom = { timeRange: 'custom', from: '2026-11-21T00:00:00', to: '2026-11-22T00:00:00Z' };
		expect(await run(custom)).toEqual([
			`No entries from 2026-11-20 23:00:00 UTC (2026-11-21 00:00:00 in Europe/Berlin) until 2026-11-22 00:00:00 UTC (2026-11-22 01:00:00 in Europe/Berlin). ${newest}`,
		]);
		const filters = { category: ['Nobody'], email: 'x@example.com', message: '' };
		expect(await run({ filters, options: { skip: 2 } })).toEqual([
			`No entries that match the filters (Category Names or IDs, Email), after the 2 that Skip leaves out. None of the entries read has 'Nobody' as Category; they have 'Asset', 'Job', 'License', 'Robot', 'Role', 'User'. None of the entries read has 'x@example.com' as Email. ${newest}`,
		]);

		simulator.log.removeOldest(20);
		expect(await run({})).toEqual(['No entries: the audit log is empty.']);
		expect(simulator.requests).toHaveLength(1);
		expect(await run({ filters })).toEqual(['No entries: the audit log is empty.']);
	});

	it('tell of a custom range that has neither From nor To', async () => {
		const custom = { timeRange: 'custom', from: '={{ undefined }}', to: '={{ $json.missing }}' };
		const about = 'Time Range is Custom, but From and To are both empty, so the range is all time.';
		expect((await hintsOf({ entries: 7 }, custom)).messages).toEqual([about]);
		expect((await hintsOf({ entries: 7 }, { ...custom, timeRange: 'all' })).messages).toEqual([]);
		const since = { ...custom, from: '2020-01-01' };
		expect((await hintsOf({ entries: 7 }, since)).messages).toEqual([]);
	});

	it('warn where the server counts more than it gives', async () => {
		const server = { entries: 30, pageLimit: 10, faults: [wrongTotalCount((truth) => truth + 2)] };
		const { messages } = await hintsOf(server, { returnAll: true });
		expect(messages).toEqual([
			'UiPath counts 2 entries more in the audit log than it returned, whichever way it was asked.',
			expect.stringMatching(/^30 entries read/),
		]);
	});

	it('tell that the log changed while it was read', async () => {
		const server = { entries: 3_000, pageLimit: 500, movement: { arrivals: 2 } };
		const { messages } = await hintsOf(server, { returnAll: true });
		expect(messages).toEqual([
			expect.stringMatching(/entries read/),
			expect.stringMatching(/^The log changed while it was being read\./),
		]);
	});
});
