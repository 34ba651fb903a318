import { problem, textAnswer, wholeBody } from '../answer.ts';
import type { Answer, Body } from '../answer.ts';
import { BadRequest } from '../query.ts';
import { archivedOn, archiveOf, daysBetween } from './archive.ts';
import type { UnifiedLog } from './log.ts';
import type { StoreOptions } from './options.ts';
import type { UnifiedCall } from './service.ts';

/** More days than anybody asks for at once; a range of millennia is a mistake. */
const MOST_DAYS = 1_000;

function dayOf(log: UnifiedLog, query: URLSearchParams, name: string): string {
	const text = query.get(name) ?? '';
	const instant = log.parse(text);
	if (instant === undefined) throw new BadRequest(`The value '${text}' is not valid for ${name}.`);
	return log.timeText(instant).slice(0, 10);
}

/** How often a day fails before it is answered. */
function timesToFail(days: NonNullable<StoreOptions['failingDays']>, day: string): number {
	if (isList(days)) return days.includes(day) ? Infinity : 0;
	return days[day] ?? 0;
}

/** `Array.isArray` does not tell a read-only list from a record. */
function isList(days: NonNullable<StoreOptions['failingDays']>): days is readonly string[] {
	return Array.isArray(days);
}

/** What the store has of those days. */
function contentOf(
	log: UnifiedLog,
	days: readonly string[],
	options: StoreOptions,
): { body: Body; events: number } {
	const events = days
		.map((day) => archivedOn(log, day, options).length)
		.reduce((sum, count) => sum + count, 0);
	if (events === 0 && options.emptyDay === 'emptyBody') return { body: wholeBody(''), events };
	return { body: { chunks: () => archiveOf(log, days, options) }, events };
}

/** What the store would send of one day if nothing failed. */
export function archiveDay(log: UnifiedLog, day: string, options: StoreOptions): Body {
	return contentOf(log, [day], options).body;
}

/** Answers `downloadeventsfromlongtermstore` (facts, section 3). */
export class LongTermStore {
	/** How often each day of each log has failed. */
	private readonly failures = new Map<UnifiedLog, Map<string, number>>();

	/** @throws BadRequest when `from` or `to` is missing or no date-time */
	answer({ log, query, settings: { store } }: UnifiedCall): Answer {
		const from = dayOf(log, query, 'from');
		const to = dayOf(log, query, 'to');
		if (from > to || Date.parse(to) - Date.parse(from) > MOST_DAYS * 86_400_000)
			return problem(400, 'The range of days is not valid.');
		const days = daysBetween(from, to);
		if (days.filter((day) => this.fails(log, day, store)).length > 0)
			return textAnswer(504, 'text/html', '<html><h1>504 Gateway Time-out</h1></html>');
		const { body, events } = contentOf(log, days, store);
		return { status: 200, headers: { 'Content-Type': 'application/zip' }, body, entries: events };
	}

	private fails(log: UnifiedLog, day: string, { failingDays = [] }: StoreOptions): boolean {
		const wanted = timesToFail(failingDays, day);
		const counts = this.failures.get(log) ?? new Map<string, number>();
		this.failures.set(log, counts);
		const count = counts.get(day) ?? 0;
		if (count >= wanted) return false;
		counts.set(day, count + 1);
		return true;
	}
}
