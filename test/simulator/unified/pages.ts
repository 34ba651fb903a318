import { jsonAnswer } from '../answer.ts';
import type { Answer } from '../answer.ts';
import { moveLog } from '../movement.ts';
import type { Identity } from '../view.ts';
import { checkExtra, linkTo, nudged } from './cursor.ts';
import type { UnifiedLog } from './log.ts';
import { AnswerOrder, tieOrder } from './order.ts';
import type { Place } from './order.ts';
import { readCount, readFilter, readPlace, readWindow } from './query.ts';
import type { UnifiedCall } from './service.ts';

/** How far the reading of one window has come since the last request without a cursor. */
interface Reading {
	pages: number;
	firstPrevious: string | null;
}

interface Page {
	readonly page: Identity[];
	/** Whether there is another event behind it. */
	readonly isMore: boolean;
}

/** The first `count` that pass, and whether another one does. */
function take(
	identities: Iterable<Identity>,
	count: number,
	passes: ((identity: Identity) => boolean) | undefined,
): Page {
	const page: Identity[] = [];
	for (const identity of identities) {
		if (passes?.(identity) === false) continue;
		if (page.length === count) return { page, isMore: true };
		page.push(identity);
	}
	return { page, isMore: false };
}

/** Answers `events` (facts, section 3). */
export class EventPages {
	/** By the window: a client may read several side by side. */
	private readonly readings = new Map<string, Reading>();
	private cursors = 0;

	/** @throws BadRequest when a parameter is out of its range */
	answer(call: UnifiedCall): Answer {
		const { log, request, query, settings } = call;
		const before = readPlace(log, query, 'before');
		const after = before === undefined ? readPlace(log, query, 'after') : undefined;
		const cursor = before ?? after;
		if (cursor !== undefined) checkExtra(query, cursor, settings);
		const read = this.reader(call);
		moveLog(log.history, settings.movement, request.routeIndex);

		const { page, isMore } = read(before, after);
		const link = (side: 'before' | 'after', place: Place | undefined) =>
			place === undefined ? null : linkTo(call, side, place);
		if (cursor !== undefined && this.isGap(settings.emptyPages) && page.length > 0) {
			const side = before === undefined ? 'after' : 'before';
			return answerOf([], null, link(side, nudged(cursor, settings)));
		}
		const goesOn = after !== undefined || isMore || settings.alwaysPrevious;
		const previous = goesOn ? link('before', placeOf(log, page.at(-1))) : null;
		const next = cursor === undefined ? null : link('after', placeOf(log, page[0]));
		const events = page.map((identity) => log.event(identity));
		return answerOf(events, next, this.circled(call, cursor, previous));
	}

	/** Reads the query at once, so that it is refused before the log moves; and the log when it is called. */
	private reader({ log, request, query, settings }: UnifiedCall) {
		const window = readWindow(log, query, settings.rounding);
		const count = readCount(query, settings);
		const passes = readFilter(log, query, { searches: true });
		const ties = tieOrder(settings.tieOrder, request.routeIndex);
		return (before: Place | undefined, after: Place | undefined): Page => {
			const order = new AnswerOrder(log, log.view, ties);
			if (after === undefined) return take(order.older(window, before), count, passes);
			const { page, isMore } = take(order.newer(window, after), count, passes);
			return { page: page.reverse(), isMore };
		};
	}

	private isGap(emptyPages: number): boolean {
		this.cursors++;
		return emptyPages > 0 && this.cursors % emptyPages === 0;
	}

	/** Where `previous` leads: from a page on, back to where that of the first page led. */
	private circled(
		{ path, query, settings }: UnifiedCall,
		cursor: Place | undefined,
		previous: string | null,
	): string | null {
		const window = [path, query.get('from'), query.get('to')].join(' ');
		const reading = this.readings.get(window);
		if (cursor === undefined || reading === undefined) {
			this.readings.set(window, { pages: 1, firstPrevious: previous });
			return previous;
		}
		const { cursorCircle } = settings;
		reading.pages++;
		const leadsBack = cursorCircle > 0 && reading.pages >= cursorCircle;
		return leadsBack ? reading.firstPrevious : previous;
	}
}

function placeOf(log: UnifiedLog, identity: Identity | undefined): Place | undefined {
	if (identity === undefined) return undefined;
	return { instant: log.instant(identity), id: log.id(identity) };
}

function answerOf(auditEvents: object[], next: string | null, previous: string | null): Answer {
	return { ...jsonAnswer(200, { auditEvents, next, previous }), entries: auditEvents.length };
}
