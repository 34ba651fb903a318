import * as workflow from 'n8n-workflow';

/** n8n 1.x has two functions for it, of which `sleep` takes no signal; later ones have one for both. */
const { sleep, sleepWithAbort = sleep }: typeof workflow & { sleepWithAbort?: typeof sleep } =
	workflow;

/**
 * Waits so many milliseconds.
 *
 * @param ended a signal that nobody else has, because n8n 1.x leaves its listener there
 * @throws where the wait is ended before
 */
export async function sleepUnless(milliseconds: number, ended: AbortSignal): Promise<void> {
	await sleepWithAbort(milliseconds, ended);
}

/**
 * Waits so many milliseconds.
 *
 * @param cancelled ends the wait when the execution is cancelled
 * @throws where it is
 */
export async function sleepUnlessCancelled(
	milliseconds: number,
	cancelled: AbortSignal | undefined,
): Promise<void> {
	const alarm = new AbortController();
	const end = (): void => {
		alarm.abort(cancelled?.reason);
	};
	if (cancelled?.aborted) end();
	cancelled?.addEventListener('abort', end);
	try {
		await sleepUnless(milliseconds, alarm.signal);
	} finally {
		cancelled?.removeEventListener('abort', end);
	}
}
