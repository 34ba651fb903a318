import type { Instant } from '../instant';
import { LogError } from '../logError';
import type { Page } from './page';
import type { PageSource } from './pageSource';
import { TieEvidence } from './tieEvidence';
import { TieReading } from './tieReading';

/** Answers in a row without rows, where rows are counted, that are taken for a passing fault. */
const MAX_EMPTY_ANSWERS = 12;

/**
 * Reads a group of entries of one time that no single answer shows whole. The server may put it in
 * another order at each call, so it is read until it is certain: until as many different entries
 * have been seen as the group has places, or until its places have kept what they hold often
 * enough. Whether the log moved meanwhile is told by the places of the group's neighbours.
 *
 * @param source where pages come from; its latest answers count too
 * @param at the time that the entries share
 * @param near a rank in or next to the group
 * @returns a page that proves the time between the group's neighbours; undefined where the log
 *   moved, or the group is not where it should be
 * @throws LogError `unstable-ties` where it cannot be made certain, `counted-not-given` where the
 *   server keeps back entries that it counts, `moving` where too many requests led nowhere
 */
export async function readTieGroup(
	source: PageSource,
	at: Instant,
	near: number,
): Promise<Page | undefined> {
	const evidence = await collectKnown(source, at);
	const reading = new TieReading(evidence, near);
	const uncertain = () =>
		evidence.isComplete
			? new LogError('unstable-ties', { time: at, count: evidence.size, limit: source.limit })
			: new LogError('moving');
	let emptyAnswers = 0;
	const countKnown = () => (evidence.isComplete ? evidence.size : evidence.shown.certain);
	let known = countKnown();
	for (;;) {
		const request = reading.next(source.limit);
		if (!request) {
			if (evidence.endsWithLog) await assertWholeLog(source, at, evidence);
			return reading.copies && evidence.toPage(reading.copies);
		}
		const wasComplete = evidence.isComplete;
		const page = await source.read(request, uncertain);
		emptyAnswers = page.entries.length === 0 && page.total > request.skip ? emptyAnswers + 1 : 0;
		if (emptyAnswers > MAX_EMPTY_ANSWERS) {
			throw new LogError('counted-not-given', { count: page.total, place: request.skip });
		}
		reading.takeNote(page);
		if (!evidence.add(page) || evidence.isOverfull || reading.isStale) {
			source.forget();
			return undefined;
		}
		if (emptyAnswers === 0 && evidence.size === 0) return undefined;
		// What comes in later pays for nothing, lest a group that grows be read for ever.
		if (!wasComplete) known = countKnown();
		source.paySeen(known);
	}
}

/** No rows and a low total do not make a group the whole log, if its other end knows better. */
async function assertWholeLog(
	source: PageSource,
	at: Instant,
	evidence: TieEvidence,
): Promise<void> {
	const otherOrder = evidence.order === 'asc' ? 'desc' : 'asc';
	await source.read({ order: otherOrder, skip: 0, top: source.limit });
	const entries = source.recent.flatMap((page) => page.entries);
	if (entries.every((timed) => timed.at === at && evidence.shown.has(timed))) return;
	// As many are counted as were given, and it was another number before: the log has changed.
	if (source.hasMoved && evidence.total <= evidence.size) throw new LogError('moving');
	throw new LogError('counted-not-given', { count: evidence.total, place: evidence.after });
}

/** What the latest answers have shown of the group, as far back as they agree. */
async function collectKnown(source: PageSource, at: Instant): Promise<TieEvidence> {
	const hasNewer = () => source.recent.some(({ entries }) => (entries.at(-1)?.at ?? '') > at);
	// Where nothing is newer, places are counted from the newest end: the group begins there.
	if (!hasNewer()) await source.read({ order: 'desc', skip: 0, top: source.limit });
	const evidence = new TieEvidence(at, hasNewer() ? 'asc' : 'desc', source.timeProperty);
	source.recent
		.slice()
		.reverse()
		.every((page) => evidence.add(page));
	evidence.age();
	return evidence.isOverfull ? evidence.startOver() : evidence;
}
