import type { LogHistory } from './history.ts';
import type { Movement } from './options.ts';

/** What a movement means for one page. */
export interface PageMovement {
	/** The page limit of that moment, if the movement has any. */
	clamp: number | undefined;
	shuffleTies: boolean;
}

/** Moves the log as the movement says for the request with that `routeIndex`, just before it is answered. */
export function moveLog(log: LogHistory, movement: Movement, routeIndex: number): PageMovement {
	const { arrivals = 0, late = 0, retention = 0, shuffleTies = false, clamps = [] } = movement;
	const { from = 0, to = Number.POSITIVE_INFINITY } = movement;
	if (routeIndex < from || routeIndex > to) return { clamp: undefined, shuffleTies: false };
	if (arrivals > 0) log.arrive(arrivals);
	if (late > 0) log.arriveLate(late);
	if (retention > 0) log.removeOldest(retention);
	return { clamp: clamps[routeIndex % clamps.length], shuffleTies };
}
