import { guidFrom } from '../entries.ts';
import { hash, sequence } from '../random.ts';
import { UnifiedLog } from './log.ts';
import type { NamedId, UnifiedOptions } from './options.ts';

const ORGANIZATION_EVENTS = 300;
const TENANT_EVENTS = 1_000;

/** The unified logs of one organization: its own, and that of each tenant. */
export class UnifiedLogs {
	readonly organization: UnifiedLog;
	/** In the order of the options. */
	readonly tenants: readonly UnifiedLog[];

	/**
	 * @param organization asked at each event: name and id are switches
	 * @throws RangeError when an option is out of its range
	 */
	constructor(options: UnifiedOptions, seed: number, organization: () => NamedId) {
		const { organization: ownLog = {}, tenants = [{ name: 'DefaultTenant' }] } = options;
		this.organization = new UnifiedLog(
			{ level: 'organization', tenant: null, organization },
			ownLog,
			{ events: ORGANIZATION_EVENTS, logSeed: hash(seed, 0, 37), seed },
		);
		this.tenants = tenants.map((tenant, index) => {
			const logSeed = hash(seed, index + 1, 37);
			const id = (tenant.id ?? guidFrom(sequence(hash(seed, index, 38)))).toLowerCase();
			return new UnifiedLog(
				{ level: 'tenant', tenant: { id, name: tenant.name }, organization },
				tenant,
				{ events: TENANT_EVENTS, logSeed, seed },
			);
		});
	}

	/** The log of the tenant with that name. @throws RangeError when there is none */
	tenant(name: string): UnifiedLog {
		const log = this.tenants.find(({ tenantName }) => tenantName === name);
		if (log === undefined) throw new RangeError(`No tenant '${name}'`);
		return log;
	}
}
