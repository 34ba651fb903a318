import type { INodeParameters } from 'n8n-workflow';
import { echoesAuthorization, tokenRefused, type Simulator } from '../../simulator/index';
import { findSecret } from '../findSecret';
import { loadOptions, simulatorWith, tokenCredential } from '../harness';
import { TENANT } from './reading';

const base = { resource: 'unifiedAuditLog', operation: 'getLogs', authentication: 'accessToken' };

const list = async (
	simulator: Simulator,
	name: 'getUnifiedSources' | 'getUnifiedTargets' | 'getUnifiedTypes',
	parameters: INodeParameters = {},
) => await loadOptions(name, { ...base, ...TENANT, ...parameters }, tokenCredential(simulator));

/** Options of catalogue items whose names are all different. */
const optionsOf = (items: ReadonlyArray<{ id: string; name: string }> = []) =>
	items.map(({ id, name }) => ({ name, value: id })).sort((a, b) => (a.name < b.name ? -1 : 1));

describe('the lists of the unified audit log in the editor', () => {
	it('offer the sources of the log that is chosen, with one request', async () => {
		const simulator = await simulatorWith();
		const { organization } = simulator.unified;
		const tenant = simulator.unified.tenant('DefaultTenant');
		expect(await list(simulator, 'getUnifiedSources')).toEqual(optionsOf(tenant.catalogue));
		expect(simulator.requests.map(({ path }) => path)).toEqual([
			'/acme/DefaultTenant/tenantaudit_/api/query/sources',
		]);
		const ofAll = await list(simulator, 'getUnifiedSources', { scope: 'organization' });
		expect(ofAll).toEqual(optionsOf(organization.catalogue));
		const byDefault = await loadOptions('getUnifiedSources', base, tokenCredential(simulator));
		expect(byDefault).toEqual(ofAll);
	});

	it('are narrowed by what stands above them, whether by name or by id', async () => {
		const simulator = await simulatorWith();
		const { catalogue } = simulator.unified.tenant('DefaultTenant');
		const source = catalogue.find(({ name }) => name === 'Orchestrator');
		const target = source?.eventTargets.find(({ name }) => name === 'Queue');
		for (const chosen of [source?.id ?? '', 'orchestrator']) {
			const filters = { source: [chosen] };
			const targets = await list(simulator, 'getUnifiedTargets', { filters });
			expect(targets).toEqual(optionsOf(source?.eventTargets));
			const types = await list(simulator, 'getUnifiedTypes', {
				filters: { ...filters, target: [target?.id ?? ''] },
			});
			expect(types).toEqual(optionsOf(target?.eventTypes));
		}
	});

	it('offer a name that is there several times once, and it means all of them', async () => {
		const simulator = await simulatorWith();
		const targets = await list(simulator, 'getUnifiedTargets');
		const names = targets.map(({ name }) => name);
		expect(new Set(names).size).toBe(names.length);
		expect(targets).toContainEqual({ name: 'User', value: 'User' });
		const types = await list(simulator, 'getUnifiedTypes', { filters: { target: ['User'] } });
		const { catalogue } = simulator.unified.tenant('DefaultTenant');
		const ofUsers = catalogue
			.flatMap(({ eventTargets }) => eventTargets)
			.filter(({ name }) => name === 'User')
			.flatMap(({ eventTypes }) => eventTypes.map(({ name }) => name));
		expect(types.map(({ name }) => name)).toEqual([...new Set(ofUsers)].sort());
	});

	it('offer everything where an expression says what stands above', async () => {
		const simulator = await simulatorWith();
		const all = await list(simulator, 'getUnifiedTargets');
		const filters = { source: '={{ $json.source }}' };
		expect(await list(simulator, 'getUnifiedTargets', { filters })).toEqual(all);
	});

	it('say what is missing, without a request', async () => {
		const simulator = await simulatorWith();
		await expect(list(simulator, 'getUnifiedSources', { tenant: '' })).rejects.toMatchObject({
			message: "'Tenant' is empty",
		});
		expect(simulator.requests).toEqual([]);
	});

	it('fail in words for the user, and tell nobody the token', async () => {
		for (const fault of [tokenRefused(), echoesAuthorization(403)]) {
			const simulator = await simulatorWith({ faults: [fault] });
			const error: unknown = await list(simulator, 'getUnifiedTypes').catch(
				(thrown: unknown) => thrown,
			);
			expect(error).toMatchObject({
				name: 'NodeApiError',
				message: expect.stringMatching(/40[13]/) as string,
			});
			expect(findSecret(error, [simulator.token])).toBeUndefined();
		}
	});
});
