import { runNode, simulatorWith, tokenCredential } from './harness';

describe('Get Logs', () => {
	it('gives one item per entry, newest first by default', async () => {
		const simulator = await simulatorWith({ entries: 10 });
		const { items, error } = await runNode({
			parameters: { operation: 'getLogs' },
			credentials: tokenCredential(simulator),
		});
		expect(error).toBeUndefined();
		expect(items.map(({ json }) => json)).toEqual(simulator.log.snapshot().reverse());
		expect(items.every(({ pairedItem }) => JSON.stringify(pairedItem) === '{"item":0}')).toBe(true);
	});
});
