import { setTimeout as wait } from 'node:timers/promises';
import type { Simulator } from '../simulator/options.ts';
import { referTo, type UsableCredential } from './auditRun.ts';
import type { N8nApi } from './n8nApi.ts';
import { packageName } from './paths.ts';

/** The trigger's name in the workflow that is made here. */
export const TRIGGER = 'New entries';

/** Seconds from one poll to the next. */
export const POLL_SECONDS = 2;

/** Poll times for a trigger. n8n refuses one that comes more often than once a minute, but takes several. */
export const pollTimes = {
	item: Array.from({ length: 60 / POLL_SECONDS }, (_, index) => ({
		mode: 'custom',
		cronExpression: `${index * POLL_SECONDS} * * * * *`,
	})),
};

/** Saves a workflow that does nothing with what the trigger tells. */
export async function saveTrigger(
	api: N8nApi,
	id: string,
	credential: UsableCredential,
	times: object = pollTimes,
): Promise<void> {
	await api.saveWorkflow(id, {
		name: 'Trigger',
		nodes: [
			{
				...{ id: 'a', name: TRIGGER, type: `${packageName}.uiPathAuditTrigger`, typeVersion: 1 },
				...{ position: [0, 0], parameters: { pollTimes: times, simplify: false } },
				credentials: referTo(credential),
			},
			{
				...{ id: 'b', name: 'Done', type: 'n8n-nodes-base.noOp', typeVersion: 1 },
				...{ position: [220, 0], parameters: {} },
			},
		] as never,
		connections: { [TRIGGER]: { main: [[{ node: 'Done', type: 'main', index: 0 }]] } },
		settings: { executionOrder: 'v1' },
	});
}

/** Publishes a workflow and waits for its first poll: what comes before that does not count yet. */
export async function publishTrigger(api: N8nApi, id: string, simulator: Simulator): Promise<void> {
	const countEnded = () =>
		simulator.requests.filter(({ finishedAt }) => finishedAt !== undefined).length;
	const before = countEnded();
	// n8n publishes in the background. The first poll looks for the newest entry, and then around it.
	await api.publish(id);
	while (countEnded() < before + 2) await wait(50);
	await wait(500);
}
