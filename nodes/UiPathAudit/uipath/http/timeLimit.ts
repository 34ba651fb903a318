import { sleepUnless } from './sleep';

/** Made once: a reason made each time would bring a stack trace each time. */
const IN_TIME = new Error('in time');

/**
 * Waits for something, but only so many milliseconds.
 *
 * @returns undefined where time was up; what comes later, be it an error, is nobody's then
 * @throws as `awaited` does
 */
export async function waitAtMost<T extends object>(
	milliseconds: number,
	awaited: Promise<T>,
): Promise<T | undefined> {
	const alarm = new AbortController();
	const late = sleepUnless(milliseconds, alarm.signal).then(
		() => undefined,
		() => undefined,
	);
	awaited.catch(() => undefined);
	try {
		return await Promise.race([awaited, late]);
	} finally {
		// The timer would outlast the execution.
		alarm.abort(IN_TIME);
	}
}
