import type { ScanQuery, Stretch } from '../stretch';
import { Handover } from './handover';
import type { CursorReader } from './page';
import { Plan, type Wants } from './plan';
import type { Section } from './section';
import { ServerTraits } from './serverTraits';

/**
 * Entries that may have been read and not yet handed on, because a section before them is still being
 * read: memory holds them.
 */
const MAX_AHEAD = 25_000;

/**
 * Reads a log whose entries have ids, each entry once, several sections of the window side by side. It
 * asks for the first page only, and for more when the caller goes on.
 *
 * @throws LogError where the answers do not fit together, or as the reader does
 */
export async function* scanByCursor(
	reader: CursorReader,
	query: ScanQuery,
): AsyncGenerator<Stretch> {
	const { window, order, concurrency } = query;
	const isNewestFirst = order === 'desc';
	const traits = new ServerTraits(reader);
	const plan = new Plan(window, isNewestFirst, traits);
	const handover = new Handover(plan, window, isNewestFirst);
	const underWay = new Set<Promise<void>>();
	const failures: Error[] = [];
	const start = (section: Section, top: number): void => {
		section.isBusy = true;
		// A failure may come while the caller has its turn, so it is kept until somebody can take it.
		const reading = section
			.readOn(reader, top)
			.catch((error: Error) => void failures.push(error))
			.finally(() => {
				section.isBusy = false;
				underWay.delete(reading);
			});
		underWay.add(reading);
	};

	const { head } = plan;
	const most = Math.min(query.firstTop, query.most());
	if (head) start(head, isNewestFirst ? most : reader.maxTop);
	for (;;) {
		if (underWay.size > 0) await Promise.race(underWay);
		const [failure] = failures;
		if (failure) throw failure;
		const stretch = handover.take();
		if (stretch.settled.length > 0 || stretch.edge.length > 0 || stretch.isLast) yield stretch;
		if (stretch.isLast) return;
		for (let free = concurrency - underWay.size; free > 0; free--) {
			const wants = readWants(query);
			const section = plan.findNext(free, wants);
			if (!section) break;
			// The newest entries of a section are the first that are wanted only where it is the first.
			const isFirst = isNewestFirst && section === plan.head;
			start(section, isFirst ? query.most() : reader.maxTop);
		}
	}
}

function readWants({ needed, mostAhead = MAX_AHEAD }: ScanQuery): Wants {
	const entries = needed();
	return {
		entries: Math.min(mostAhead, Math.max(1, entries)),
		isLimited: entries !== Infinity,
	};
}
