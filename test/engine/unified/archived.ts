import type { INodeParameters } from 'n8n-workflow';
import type { Simulator } from '../../simulator/index';
import type { StoreOptions } from '../../simulator/unified/options';
import { simulatorWith, type NodeRunOptions } from '../harness';
import { runUnified, TENANT } from './reading';

/** A month that is over, whatever the clock says. */
export const MONTH = { fromDate: '2025-06-01', toDate: '2025-06-30' };

/** The day of it that has no events. */
export const EMPTY_DAY = '2025-06-12';

/** Its days, the first one first. */
export const DAYS = Array.from(
	{ length: 30 },
	(_, day) => `2025-06-${String(day + 1).padStart(2, '0')}`,
);

/** 24 events on each day but one, and some before and after; the first and the last tick of each day too. */
const TIMES = ['2025-05-31', ...DAYS, '2025-07-01']
	.filter((day) => day !== EMPTY_DAY)
	.flatMap((day) => [
		`${day}T00:00:00Z`,
		...Array.from(
			{ length: 22 },
			(_, hour) => `${day}T${String(hour + 1).padStart(2, '0')}:30:00Z`,
		),
		`${day}T23:59:59.9999999Z`,
	]);

/** A server with a store of that month. */
export async function simulatorOfMonth(
	store: StoreOptions = {},
	rest: { latencyMs?: number } = {},
): Promise<Simulator> {
	return await simulatorWith({
		...rest,
		unified: { tenants: [{ name: TENANT.tenant, times: TIMES }], store },
	});
}

/** Runs Get Archive on the tenant's store. */
export async function getArchive(
	simulator: Simulator,
	parameters: INodeParameters = MONTH,
	options: Partial<NodeRunOptions> = {},
) {
	return await runUnified(
		simulator,
		{ operation: 'getArchive', ...TENANT, ...parameters },
		options,
	);
}

/** The ids of events that were in the store on those days, in order. */
export function idsOn(simulator: Simulator, days: readonly string[]): string[] {
	const log = simulator.unified.tenant(TENANT.tenant);
	return days.flatMap((day) => simulator.archivedEvents(log, day).map(({ id }) => id));
}

/** A day of the store as UiPath sends it. */
export async function zipOf(simulator: Simulator, day: string): Promise<Buffer> {
	return await simulator.archiveDay(simulator.unified.tenant(TENANT.tenant), day);
}
