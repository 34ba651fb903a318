import { BEGINNING_OF_TIME, END_OF_TIME, type Instant } from './instant';

/** The half-open stretch of time that a run wants: from inclusive, to exclusive. */
export interface TimeWindow {
	from: Instant;
	to: Instant;
}

/** Every time there is. */
export const ALL_TIME: TimeWindow = { from: BEGINNING_OF_TIME, to: END_OF_TIME };

/** Whether a window leaves no time out. */
export function isAllTime({ from, to }: TimeWindow): boolean {
	return from === BEGINNING_OF_TIME && to === END_OF_TIME;
}
