import type { INodeParameters } from 'n8n-workflow';
import type { Simulator } from '../../simulator/index';
import { runNode, tokenCredential, type NodeRun, type NodeRunOptions } from '../harness';

/** The tenant that a simulator has where a test asks for no other. */
export const TENANT = { scope: 'tenant', tenant: 'DefaultTenant' };

/** Runs an operation on the unified log. */
export async function runUnified(
	simulator: Simulator,
	parameters: INodeParameters,
	options: Partial<NodeRunOptions> = {},
): Promise<NodeRun> {
	return await runNode({
		parameters: { resource: 'unifiedAuditLog', ...parameters },
		credentials: tokenCredential(simulator),
		...options,
	});
}

/** Events by Get Logs from the tenant's log, with what they cost. */
export async function readEvents(
	simulator: Simulator,
	parameters: INodeParameters = {},
	options: Partial<NodeRunOptions> = {},
) {
	simulator.resetRequests();
	const run = await runUnified(
		simulator,
		{ operation: 'getLogs', ...TENANT, ...parameters },
		options,
	);
	const { items, error, hints } = run;
	return {
		...{ error, items, requests: simulator.requests },
		events: items.map(({ json }) => json),
		hints: hints.map(({ message }) => message),
	};
}

/** The tenant's events as the simulator has them, newest first. */
export function newestFirst(simulator: Simulator) {
	return simulator.unified.tenant('DefaultTenant').snapshot().reverse();
}
