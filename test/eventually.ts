import { setTimeout as wait } from 'node:timers/promises';

/** Milliseconds that even a busy machine needs at most for what is under way. */
const PATIENCE_MS = 10_000;

/**
 * Repeats an expectation until it holds: what is under way when a run ends comes to its end soon, but
 * nobody can say when.
 *
 * @param holdsMs milliseconds after which it still has to hold, so that what comes late is seen
 * @throws what the expectation throws, where it never holds, or no longer
 */
export async function eventually(
	expectation: () => void | Promise<void>,
	holdsMs: number,
): Promise<void> {
	await repeat(expectation);
	await wait(holdsMs);
	await expectation();
}

async function repeat(expectation: () => void | Promise<void>): Promise<void> {
	for (const giveUp = Date.now() + PATIENCE_MS; ; await wait(20)) {
		try {
			return await expectation();
		} catch (error) {
			if (Date.now() > giveUp) throw error;
		}
	}
}
