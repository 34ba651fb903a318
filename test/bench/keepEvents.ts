import type { UnifiedLog } from '../simulator/unified/log.ts';

/**
 * Has a log keep its events once they were made, so that the second reading measures the reader and
 * not the simulator. Events rather than pages, for pages may begin anywhere: to keep those would favour
 * whoever asks for the same ones each time. The log must not change.
 */
export function keepEvents(log: UnifiedLog): void {
	const make = log.event.bind(log);
	const made = new Map<number, ReturnType<typeof make>>();
	log.event = (identity) => {
		const known = made.get(identity) ?? make(identity);
		made.set(identity, known);
		return known;
	};
}
