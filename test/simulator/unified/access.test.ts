import type { SimulatorOptions } from '../index.ts';
import { TestClient } from './testClient.ts';

const ORGANIZATION = '/acme/orgaudit_/api/query/events';
const TENANT = '/acme/DefaultTenant/tenantaudit_/api/query/events';
const CLASSIC = '/acme/audit_/api/auditlogs';

describe('access to the unified log', () => {
	let client: TestClient;

	async function start(options: SimulatorOptions = {}): Promise<void> {
		client = await TestClient.start(options);
	}

	async function statuses(paths: readonly string[], token?: string): Promise<number[]> {
		return await Promise.all(paths.map(async (path) => (await client.ask(path, token)).status));
	}

	afterEach(async () => {
		await client.close();
	});

	it('has two levels with events of their own', async () => {
		await start();
		const [own, tenant] = [await client.page(ORGANIZATION), await client.page(TENANT)];
		expect(own.auditEvents[0]).toMatchObject({ tenantId: null, organizationName: 'acme' });
		expect(tenant.auditEvents[0]).toMatchObject({
			tenantId: client.tenant.tenantId,
			tenantName: 'DefaultTenant',
			organizationId: client.simulator.organizationId,
		});
		expect(own.auditEvents).toEqual(
			client.simulator.unified.organization.snapshot().reverse().slice(0, 100),
		);
		expect([client.simulator.unified.organization.size, client.tenant.size]).toEqual([300, 1_000]);
		const made = tenant.auditEvents.filter((event) => !('clientInfo' in event));
		expect(made.length).toBeGreaterThan(0);
		expect(made.length).toBeLessThan(50);
	});

	it('takes names and ids in upper and lower case, and no others', async () => {
		await start({ unified: { tenants: [{ name: 'Entwicklung & Test' }, { name: 'B' }] } });
		const { organizationId } = client.simulator;
		const verb = 'tenantaudit_/api/query/sources';
		const id = client.tenant.tenantId?.toUpperCase();
		const right = [
			`/ACME/entwicklung%20%26%20TEST/${verb}`,
			`/${organizationId.toUpperCase()}/${id}/${verb}`,
			`/${organizationId}/orgaudit_/api/query/sources`,
		];
		client.simulator.set({ wrongOrganization: 'notFound' });
		expect(await statuses(right)).toEqual([200, 200, 200]);
		const wrong = [`/acme/C/${verb}`, `/acm/B/${verb}`, `/acme/B/tenantaudit_/api/query/other`];
		expect(await statuses(wrong)).toEqual([404, 404, 404]);
		client.simulator.set({ wrongOrganization: 'loginPage' });
		expect(await (await client.ask(`/acme/C/${verb}`)).text()).toContain('Log in to UiPath');
		expect(client.simulator.requests.at(-1)?.route).toBe('other');
	});

	it('is absent where that is asked for', async () => {
		await start({ unified: { enabled: false } });
		expect(await statuses([ORGANIZATION, TENANT, CLASSIC])).toEqual([404, 404, 200]);
		client.simulator.set({ unified: { absent: 'loginPage' } });
		expect(await (await client.ask(TENANT)).text()).toContain('Log in to UiPath');
		client.simulator.set({ unified: { enabled: true } });
		expect(await statuses([ORGANIZATION, TENANT])).toEqual([200, 200]);
	});

	it('answers 401 to tokens that are not meant for it', async () => {
		const scopes = ['PM.Audit'];
		await start({
			tokens: [
				{ value: 'classic', scopes, logs: ['classic'] },
				{ value: 'tenant', scopes, logs: ['tenant'] },
				{ value: 'organization', scopes, logs: ['organization', 'classic'] },
				{ value: 'other', scopes: ['OR.Default'] },
			],
		});
		const all = [CLASSIC, ORGANIZATION, TENANT];
		expect(await statuses(all, 'classic')).toEqual([200, 401, 401]);
		expect(await statuses(all, 'tenant')).toEqual([401, 401, 200]);
		expect(await statuses(all, 'organization')).toEqual([200, 200, 401]);
		expect(await statuses(all, 'other')).toEqual([403, 401, 401]);
		expect(await statuses(all, 'unknown')).toEqual([401, 401, 401]);
	});
});
