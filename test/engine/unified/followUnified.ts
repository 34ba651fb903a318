import type { IDataObject, INodeParameters } from 'n8n-workflow';
import type { UnifiedOptions, UnifiedTenantOptions } from '../../simulator/unified/options';
import { simulatorWith, tokenCredential, TriggerUnderTest } from '../harness';
import { TENANT } from './reading';

/** A trigger on the log of a tenant that ended a minute ago, and the ids that it has told. */
export async function followUnified(
	log: Partial<UnifiedTenantOptions> = {},
	parameters: INodeParameters = {},
	unified: UnifiedOptions = {},
) {
	const newest = new Date(Date.now() - 60_000).toISOString();
	const simulator = await simulatorWith({
		unified: {
			tenants: ['DefaultTenant', 'Other'].map((name) => ({ name, events: 500, newest, ...log })),
			...unified,
		},
	});
	const start = { resource: 'unifiedAuditLog', ...TENANT };
	const trigger = new TriggerUnderTest({
		parameters: { ...start, ...parameters },
		credential: tokenCredential(simulator),
	});
	const told: string[] = [];
	const poll = async () => {
		const items: IDataObject[] | null = await trigger.poll();
		told.push(...(items ?? []).map(({ id }) => id as string));
		return items;
	};
	const source = simulator.unified.tenant('DefaultTenant');
	const ids = () => source.snapshot().map(({ id }) => id);
	const change = (changed: INodeParameters) => trigger.change({ ...start, ...changed });
	return { simulator, trigger, poll, told, source, ids, change };
}
