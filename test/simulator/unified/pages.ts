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

/** How far the reading of one log has come since the last request without a cursor. */
interface Reading {
	pages: number;
	firstPrevious: string | null;
}

/** The first `count` that pass, and whether another one does. */
function take(
	identities: Iterable<Identity>,
	count: number,
	passes: ((identity: Identity) => boolean) | undefined,
): { page: Identity[]; isMore: boolean } {
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
	private readonly readings = new Map<UnifiedLog, Reading>();
	private cursors = 0;

	/** @throws BadRequest when a parameter is out of its range */
	answer({ log, request, path, query, settings }: UnifiedCall): Answer {
		const window = readWindow(log, query, settings.rounding);
		const count = readCount(query, settings);
		const passes = readFilter(log, query, { searches: true });
		const before = readPlace(log, query, 'before');
		const after = readPlace(log, query, 'after');
		const cursor = before ?? after;
		if (cursor !== undefined) checkExtra(query, cursor, settings);
		moveLog(log.history, settings.movement, request.routeIndex);

		const order = new AnswerOrder(
			log,
			log.view,
			tieOrder(settings.tieOrder, settings.tieOrder === 'shuffled' ? request.routeIndex : 0),
		);
		const found =
			before === undefined && after !== undefined
				? take(order.newer(window, after), count, passes)
				: take(order.older(window, before), count, passes);
		const isBackwards = before === undefined && after !== undefined;
		const page = isBackwards ? found.page.reverse() : found.page;
		const link = (side: 'before' | 'after', place: Place | undefined) =>
			place === undefined ? null : linkTo(log, path, query, { side, place, settings });
		const placeOf = (identity: Identity | undefined): Place | undefined =>
			identity === undefined ? undefined : { instant: log.instant(identity), id: log.id(identity) };

		if (cursor !== undefined && this.isGap(settings.emptyPages) && page.length > 0) {
			const previous = link(isBackwards ? 'after' : 'before', nudged(cursor, settings));
			return answerOf([], null, previous);
		}
		const goesOn = isBackwards || found.isMore || settings.alwaysPrevious;
		const previous = goesOn ? link('before', placeOf(page.at(-1))) : null;
		const next = cursor === undefined ? null : link('after', placeOf(page[0]));
		const events = page.map((identity) => log.event(identity));
		return answerOf(events, next, this.circled(log, cursor, previous, settings.cursorCircle));
	}

	private isGap(emptyPages: number): boolean {
		this.cursors++;
		return emptyPages > 0 && this.cursors % emptyPages === 0;
	}

	/** Where `previous` leads: from a page on, back to where that of the first page led. */
	private circled(
		log: UnifiedLog,
		cursor: Place | undefined,
		previous: string | null,
		cursorCircle: number,
	): string | null {
		const reading = this.readings.get(log);
		if (cursor === undefined || reading === undefined) {
			this.readings.set(log, { pages: 1, firstPrevious: previous });
			return previous;
		}
		reading.pages++;
		const leadsBack = cursorCircle > 0 && reading.pages >= cursorCircle;
		return leadsBack ? reading.firstPrevious : previous;
	}
}

function answerOf(auditEvents: object[], next: string | null, previous: string | null): Answer {
	return { ...jsonAnswer(200, { auditEvents, next, previous }), entries: auditEvents.length };
}
