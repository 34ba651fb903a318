import { isChain } from '../../../nodes/UiPathAudit/log/offset/answerChain';
import { toPage } from '../../../nodes/UiPathAudit/log/offset/page';
import { TieEvidence } from '../../../nodes/UiPathAudit/log/offset/tieEvidence';
import { countKept, hasStale } from '../../../nodes/UiPathAudit/log/offset/keptPlaces';

const shown = (...places: string[]) =>
	new Map(places.map((texts, place) => [place, new Set(texts.split(''))]));

const counts = (copies: Map<string, number> | undefined) =>
	copies && Object.fromEntries([...copies].sort());

describe('places that have kept what they hold', () => {
	it('count as a copy each', () => {
		expect(counts(countKept(shown('a', 'b', 'a'), new Map([['a', 1]])))).toEqual({ a: 2, b: 1 });
	});

	it('leave the others to what one answer has shown', () => {
		const sideBySide = new Map([
			['b', 1],
			['c', 1],
		]);
		expect(counts(countKept(shown('a', 'bc', 'cb', 'a'), sideBySide))).toEqual({
			a: 2,
			b: 1,
			c: 1,
		});
	});

	it('say nothing of a text that was at changing places too', () => {
		expect(countKept(shown('a', 'ab', 'ba'), new Map())).toBeUndefined();
	});

	it('are told from places that have lately not shown all', () => {
		expect(hasStale(shown('ab', 'c'), [{ first: 0, texts: ['a', 'c'] }])).toBe(true);
		expect(
			hasStale(shown('ab', 'c'), [
				{ first: 0, texts: ['a', 'c'] },
				{ first: 0, texts: ['b'] },
			]),
		).toBe(false);
	});
});

describe('a chain of answers', () => {
	const spans = [
		{ first: 10, last: 20 },
		{ first: 0, last: 11 },
		{ first: 19, last: 30 },
	];

	it('leads from one end to the other by two links each', () => {
		expect(isChain(spans, 0, 30, () => true)).toBe(true);
		expect(isChain(spans, 0, 31, () => true)).toBe(false);
	});

	it('breaks where an entry could be taken for another', () => {
		expect(isChain(spans, 0, 30, (place) => place !== 19)).toBe(false);
		expect(isChain(spans, 0, 20, (place) => place !== 19)).toBe(true);
	});

	it('needs an answer that shows the beginning', () => {
		expect(isChain(spans.slice(0, 1), 5, 20, () => true)).toBe(false);
	});
});

describe('an answer without rows', () => {
	const at = '2024-01-01T00:00:00.0000000';
	const answer = (skip: number, count: number, totalCount: number) =>
		toPage(
			{ order: 'asc', skip, top: 5 },
			{
				entries: Array.from({ length: count }, (_, index) => ({
					happened: `${at}Z`,
					message: `${skip + index}`,
				})),
				totalCount,
			},
			'happened',
			false,
		);

	it('ends a group only where no more entries are counted', () => {
		const evidence = new TieEvidence(at, 'asc', 'happened');
		evidence.add(answer(0, 5, 9));
		evidence.add(answer(5, 0, 9));
		expect(evidence.endsWithLog).toBe(false);
		expect(evidence.isComplete).toBe(false);
		evidence.add(answer(5, 0, 5));
		expect(evidence.endsWithLog).toBe(true);
		expect(evidence.isComplete).toBe(true);
	});

	it('says nothing against entries that come after it', () => {
		const evidence = new TieEvidence(at, 'asc', 'happened');
		evidence.add(answer(0, 5, 9));
		expect(evidence.add(answer(5, 0, 9))).toBe(true);
		expect(evidence.add(answer(5, 4, 9))).toBe(true);
		expect(evidence.size).toBe(9);
	});
});
