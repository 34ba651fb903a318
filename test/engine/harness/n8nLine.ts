import type { WorkflowExecute } from 'n8n-core';
import type { INode, IRun, Workflow } from 'n8n-workflow';
import { createRequire } from 'node:module';

const { version } = createRequire(__filename)('n8n-core/package.json') as { version: string };

/** Whether the tests run on n8n's older line; see `npm run test:compat`. */
export const isLine1 = version.startsWith('1.');

/** A run that can be cancelled, as n8n's engine gives it. */
export type Running = Promise<IRun> & { cancel(): void };

/** Starts a workflow at a node. n8n 1.x takes the two one by one. */
export function startWorkflow(
	engine: WorkflowExecute,
	workflow: Workflow,
	startNode: INode | undefined,
): Running {
	if (!isLine1) return engine.run({ workflow, startNode });
	const run = engine.run.bind(engine) as unknown as (...parts: unknown[]) => Running;
	return run(workflow, startNode);
}
