import { simplified } from '../simplified';
import { runNode, simulatorWith, tokenCredential } from './harness';

const all = { operation: 'getLogs', returnAll: true };

describe('Simplify', () => {
	it('gives what people read, the time in UTC to the tick, details as an object last', async () => {
		const offsets = ['+00:00', 'Z', '-03:30', '+05:45'];
		const simulator = await simulatorWith({
			entries: 700,
			pageLimit: 300,
			createdOnOffset: (entry) => offsets[Math.abs(entry) % 4] ?? 'Z',
		});
		const credentials = tokenCredential(simulator);
		const { items } = await runNode({ parameters: { ...all, simplify: true }, credentials });
		expect(items.map(({ json }) => json)).toEqual(
			simulator.log.snapshot().reverse().map(simplified),
		);
		expect(Object.keys(items[0]?.json ?? {})).toEqual([
			...['time', 'user', 'email', 'action', 'message', 'category', 'source', 'details'],
		]);
	});

	it('off gives UiPath’s entry untouched, or with its details parsed', async () => {
		const simulator = await simulatorWith({ entries: 40 });
		const credentials = tokenCredential(simulator);
		const raw = await runNode({ parameters: { ...all, simplify: false }, credentials });
		expect(raw.items.map(({ json }) => json)).toEqual(simulator.log.snapshot().reverse());

		const options = { parseDetails: true };
		const parsed = await runNode({ parameters: { ...all, simplify: false, options }, credentials });
		const [entry] = simulator.log.snapshot().slice(-1);
		expect(parsed.items[0]?.json).toEqual({
			...entry,
			auditLogDetails: entry && simplified(entry).details,
		});
	});
});
