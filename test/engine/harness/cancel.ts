import type { RequestRecord, Simulator } from '../../simulator/index';
import type { NodeRunOptions } from './runNode';

/** What "at once" means on however busy a machine; every wait that a test cancels is longer. */
export const AT_ONCE_MS = 20_000;

/** How a run is cancelled, and when that was, by `performance.now()`. */
interface Cancelling {
	pressed: { at: number };
	onRunning: NonNullable<NodeRunOptions['onRunning']>;
}

/**
 * Presses the stop button as soon as so many requests have arrived.
 *
 * @param counts which of them count; all unless given
 */
export function cancelAfter(
	simulator: Simulator,
	requests: number,
	counts: (request: RequestRecord) => boolean = () => true,
): Cancelling {
	const pressed = { at: Infinity };
	const onRunning = (cancel: () => void): void => {
		const timer = setInterval(() => {
			if (simulator.requests.filter(counts).length < requests) return;
			clearInterval(timer);
			pressed.at = performance.now();
			cancel();
		}, 10);
	};
	return { pressed, onRunning };
}
