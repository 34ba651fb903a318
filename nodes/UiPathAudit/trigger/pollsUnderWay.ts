import type { IPollFunctions } from 'n8n-workflow';

/** The budget that n8n tells where its durable scheduler does not run the poll: five minutes. */
const UNSCHEDULED_BUDGET_MS = 5 * 60_000;

/** Publishing waits for the first poll, so it must not take long. */
const PUBLISHING_BUDGET_MS = 30_000;

/** The static data of triggers that have been polled since they were published, or n8n was started. */
const polled = new WeakSet<object>();

/** Those of triggers that are being polled. */
const underWay = new WeakSet<object>();

/** A poll's place among those of the same trigger. */
export interface PollTurn {
	/** Whether it is the poll that n8n runs while it publishes the workflow. */
	isPublishing: boolean;
	/** Milliseconds that it may take. */
	budgetMs: number;
}

/**
 * Runs a poll, unless another one of the same trigger is still under way: both would find the same
 * entries.
 *
 * @returns undefined where another one is under way; what that leaves, the next poll finds
 */
export async function takeTurn<T>(
	context: IPollFunctions,
	poll: (turn: PollTurn) => Promise<T>,
): Promise<T | undefined> {
	// n8n gives one object to all polls of a published workflow, or else sees to it itself that they do
	// not overlap.
	const trigger = context.getWorkflowStaticData('node');
	if (underWay.has(trigger)) return undefined;
	const told = readBudgetMs(context);
	const isPublishing = !polled.has(trigger) && told >= UNSCHEDULED_BUDGET_MS;
	const budgetMs = isPublishing ? PUBLISHING_BUDGET_MS : told;
	underWay.add(trigger);
	polled.add(trigger);
	try {
		return await poll({ isPublishing, budgetMs });
	} finally {
		underWay.delete(trigger);
	}
}

/** n8n before 2.37 tells none. */
function readBudgetMs(context: Partial<Pick<IPollFunctions, 'getPollBudgetMs'>>): number {
	return context.getPollBudgetMs?.() ?? UNSCHEDULED_BUDGET_MS;
}
