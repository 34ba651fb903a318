import type { INodeParameters } from 'n8n-workflow';
import type { SimulatorOptions } from '../simulator/index';
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
		['is empty', { entries: 0 }, {}],
	])('say nothing of a limit where the log %s', async (_name, server, parameters) => {
		expect((await hintsOf(server, parameters)).messages).toEqual([]);
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
