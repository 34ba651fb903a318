import type { IPollFunctions } from 'n8n-workflow';

/** The budget that n8n tells where its durable scheduler does not run the poll: five minutes. */
const UNSCHEDULED_BUDGET_MS = 5 * 60_000;

/** Publishing waits for the first poll, so it must not take long. */
const PUBLISHING_BUDGET_MS = 30_000;

/** For how long n8n may still give a state that another poll has moved on from: it is saved after that. */
const STALE_MS = 3_000;

/** The static data of triggers that have been polled since they were published, or n8n was started. */
const polled = new WeakSet<object>();

/** The triggers that are being polled, by the ids of workflow and node. */
const underWay = new Set<string>();

/** States that polls on the scheduler have moved on from, and when, in milliseconds since 1970. */
const left = new Map<string, number>();

/** A poll's place among those of the same trigger. */
export interface PollTurn {
	/** Whether it is the poll that n8n runs while it publishes the workflow. */
	isPublishing: boolean;
	/** Milliseconds that it may take. */
	budgetMs: number;
}

/**
 * Runs a poll, unless another one of the same trigger is still under way, or has just moved on from the
 * same state: both would find the same entries.
 *
 * @returns undefined where the poll has to be left out; what that leaves, the next poll finds
 */
export async function takeTurn<T>(
	context: IPollFunctions,
	poll: (turn: PollTurn) => Promise<T>,
): Promise<T | undefined> {
	const trigger = `${context.getWorkflow().id} ${context.getNode().id}`;
	if (underWay.has(trigger)) return undefined;
	const budgetMs = readBudgetMs(context);
	underWay.add(trigger);
	try {
		return budgetMs < UNSCHEDULED_BUDGET_MS
			? await pollOnScheduler(
					context,
					trigger,
					async () => await poll({ isPublishing: false, budgetMs }),
				)
			: await poll(describeUnscheduled(context));
	} finally {
		underWay.delete(trigger);
	}
}

/** All polls of a published workflow are given one object, which the cursor is kept in. */
function describeUnscheduled(context: IPollFunctions): PollTurn {
	const published = context.getWorkflowStaticData('node');
	const isPublishing = !polled.has(published);
	polled.add(published);
	return { isPublishing, budgetMs: isPublishing ? PUBLISHING_BUDGET_MS : UNSCHEDULED_BUDGET_MS };
}

/**
 * The durable scheduler (2.41) gives each poll a copy of the saved state, and saves it when the poll has
 * ended. When it makes up for the polls of several poll times, several have the same state.
 */
async function pollOnScheduler<T>(
	context: IPollFunctions,
	trigger: string,
	poll: () => Promise<T>,
): Promise<T | undefined> {
	const readState = (): string | undefined => {
		const { cursor } = context.getWorkflowStaticData('node');
		return cursor === undefined ? undefined : `${trigger} ${JSON.stringify(cursor)}`;
	};
	const state = readState();
	forgetOld(Date.now() - STALE_MS);
	if (state !== undefined && left.has(state)) return undefined;
	try {
		return await poll();
	} finally {
		if (state !== undefined && readState() !== state) left.set(state, Date.now());
	}
}

function forgetOld(before: number): void {
	for (const [state, time] of left) if (time < before) left.delete(state);
}

/** n8n before 2.37 tells none. */
function readBudgetMs(context: Partial<Pick<IPollFunctions, 'getPollBudgetMs'>>): number {
	return context.getPollBudgetMs?.() ?? UNSCHEDULED_BUDGET_MS;
}
