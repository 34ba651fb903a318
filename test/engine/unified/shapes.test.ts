import { once, wrongCatalogue, wrongEvents } from '../../simulator/index';
import { runNode, simulatorWith, tokenCredential } from '../harness';

const getLogs = { resource: 'unifiedAuditLog', operation: 'getLogs', returnAll: true };

describe('a page of the unified log', () => {
	it.each([
		['a list', 'nullEvents', /'auditEvents'/],
		['a text', 'previousNumber', /'previous'/],
	] as const)('is refused where null or a number stands for %s', async (_name, shape, words) => {
		const simulator = await simulatorWith({ faults: [once(wrongEvents(shape))] });
		const credentials = tokenCredential(simulator);
		const { items, error } = await runNode({ parameters: getLogs, credentials });
		expect(items).toEqual([]);
		expect(error?.message).toMatch(words);
		expect(error?.description).toMatch(/Nothing was returned/);
	});

	it('is an empty log where it lists nothing and leads nowhere', async () => {
		const simulator = await simulatorWith({ faults: [wrongEvents('nullEventsOfNothing')] });
		const credentials = tokenCredential(simulator);
		const { items, error } = await runNode({ parameters: getLogs, credentials });
		expect(error).toBeUndefined();
		expect(items).toEqual([]);
	});
});

describe('the catalogue', () => {
	it.each(['sourceIdEmpty', 'sourceIdObject', 'sourceNameObject'] as const)(
		'is refused where it does not tell what to filter by: %s',
		async (shape) => {
			const simulator = await simulatorWith({ faults: [wrongCatalogue(shape)] });
			const [source] = simulator.unified.organization.catalogue;
			const { items, error } = await runNode({
				parameters: { ...getLogs, filters: { source: [source?.name ?? ''] } },
				credentials: tokenCredential(simulator),
			});
			expect(items).toEqual([]);
			expect(error?.message).toMatch(/not a list of sources/);
			expect(simulator.requests.map(({ route }) => route)).toEqual(['sources']);
		},
	);
});
