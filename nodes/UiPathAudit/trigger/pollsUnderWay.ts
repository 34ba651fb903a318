import type { IPollFunctions } from 'n8n-workflow';

/** The budget that n8n tells where its durable scheduler does not run the poll: five minutes. */
const UNSCHEDULED_BUDGET_MS = 5 * 60_000;

/** Publishing waits for the first poll, so it must not take long. */
const PUBLISHING_BUDGET_MS = 30_000;

/** For how long n8n may still give a state that another poll has moved on from: it is saved after that. */
const STALE_MS = 3_000;

/** The static data of triggers that have been polled since they were published, or n8n was started. */
const polled = new WeakSet<object>();

/** What is being polled: static data, or the names of triggers that the scheduler polls. */
const underWay = new WeakSet<object>();
const underWayOnScheduler = new Set<string>();

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
	const budgetMs = readBudgetMs(context);
	return budgetMs < UNSCHEDULED_BUDGET_MS
		? await takeTurnOnScheduler(context, async () => await poll({ isPublishing: false, budgetMs }))
		: await takeTurnUnscheduled(context, poll);
}

/** All polls of a published workflow are given one object, which the cursor is kept in. */
async function takeTurnUnscheduled<T>(
	context: IPollFunctions,
	poll: (turn: PollTurn) => Promise<T>,
): Promise<T | undefined> {
	const trigger = context.getWorkflowStaticData('node');
	if (underWay.has(trigger)) return undefined;
	const isPublishing = !polled.has(trigger);
	underWay.add(trigger);
	polled.add(trigger);
	try {
		const budgetMs = isPublishing ? PUBLISHING_BUDGET_MS : UNSCHEDULED_BUDGET_MS;
		return await poll({ isPublishing, budgetMs });
	} finally {
		underWay.delete(trigger);
	}
}

/**
 * The durable scheduler (2.41) gives each poll a copy of the saved state. When it makes up for the polls
 * of several poll times, these run side by side, from the same state.
 */
async function takeTurnOnScheduler<T>(
	context: IPollFunctions,
	poll: () => Promise<T>,
): Promise<T | undefined> {
	const trigger = `${context.getWorkflow().id} ${context.getNode().id}`;
	const readState = (): string | undefined => {
		const { cursor } = context.getWorkflowStaticData('node');
		return cursor === undefined ? undefined : `${trigger} ${JSON.stringify(cursor)}`;
	};
	const state = readState();
	forgetOld(Date.now() - STALE_MS);
	if (underWayOnScheduler.has(trigger) || (state && left.has(state))) return undefined;
	underWayOnScheduler.add(trigger);
	try {
		return await poll();
	} finally {
		underWayOnScheduler.delete(trigger);
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
