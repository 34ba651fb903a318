import type { IDataObject, INodeParameters } from 'n8n-workflow';
import { runNode, simulatorWith, tokenCredential } from '../harness';

const getLogs = (parameters: INodeParameters = {}): INodeParameters => ({
	resource: 'unifiedAuditLog',
	operation: 'getLogs',
	...parameters,
});

const tenant = { scope: 'tenant', tenant: 'DefaultTenant' };

describe('Get Logs of the unified audit log', () => {
	it('gives an item per event of the organization, newest first and 50 of them, with one request', async () => {
		const simulator = await simulatorWith();
		const credentials = tokenCredential(simulator);
		const { items } = await runNode({ parameters: getLogs(), credentials });
		const newestFirst = simulator.unified.organization.snapshot().reverse();
		expect(items.map(({ json }) => json)).toEqual(newestFirst.slice(0, 50));
		expect(items.map(({ pairedItem }) => pairedItem)).toEqual(Array(50).fill({ item: 0 }));
		expect(simulator.requests.map(({ path }) => path)).toEqual([
			'/acme/orgaudit_/api/query/events?maxCount=50',
		]);
	});

	it('gives all events of a tenant by name or id, in either order', async () => {
		const simulator = await simulatorWith();
		const credentials = tokenCredential(simulator);
		const log = simulator.unified.tenant('DefaultTenant');
		const run = async (parameters: INodeParameters) => {
			const { items } = await runNode({ parameters: getLogs(parameters), credentials });
			return items.map(({ json }) => json);
		};
		const oldestFirst = log.snapshot();
		const byId = { scope: 'tenant', tenant: log.tenantId ?? '', returnAll: true };
		expect(await run({ ...byId, options: { sortOrder: 'asc' } })).toEqual(oldestFirst);
		expect(await run({ ...tenant, returnAll: true })).toEqual(oldestFirst.slice().reverse());
	});

	it('reads many tenants in one run', async () => {
		const tenants = ['Production', 'Test & Co'].map((name) => ({ name, events: 12 }));
		const simulator = await simulatorWith({ unified: { tenants } });
		const { items } = await runNode({
			parameters: getLogs({ scope: 'tenant', tenant: '={{ $json.name }}' }),
			items: tenants,
			credentials: tokenCredential(simulator),
		});
		const names = items.map(({ json, pairedItem }) => [json.tenantName, pairedItem]);
		const [a, b] = tenants;
		expect(names).toEqual([
			...Array<unknown>(12).fill([a?.name, { item: 0 }]),
			...Array<unknown>(12).fill([b?.name, { item: 1 }]),
		]);
	});

	it('simplifies', async () => {
		const simulator = await simulatorWith();
		const { items } = await runNode({
			parameters: getLogs({ ...tenant, limit: 10, simplify: true }),
			credentials: tokenCredential(simulator),
		});
		const sent = simulator.unified.tenant('DefaultTenant').snapshot().reverse().slice(0, 10);
		expect(items.map(({ json }) => json)).toEqual(
			sent.map((event) => ({
				time: event.createdOn,
				actor: event.actorName,
				email: event.actorEmail,
				action: event.eventType,
				source: event.eventSource,
				target: event.eventTarget,
				summary: event.eventSummary,
				outcome: event.status === 0 ? 'succeeded' : 'failed',
				ip: event.clientInfo?.ipAddress ?? null,
				country: event.clientInfo?.ipCountry ?? null,
				tenant: 'DefaultTenant',
				id: event.id,
				details: JSON.parse(event.eventDetails) as IDataObject,
			})),
		);
	});
});
