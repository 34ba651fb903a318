import { HttpError, makeStatusError } from '../../../nodes/UiPathAudit/uipath/http/httpError';
import {
	computeBackoffMs,
	judge,
	MAX_TRIES,
	readRequestedWaitMs,
} from '../../../nodes/UiPathAudit/uipath/http/retryPolicy';

describe('how long to wait', () => {
	const now = Date.parse('2026-11-20T12:00:00Z');

	it.each([
		[{ 'retry-after': '3' }, 3_000],
		[{ 'retry-after': '0' }, 0],
		[{ 'retry-after': 'Fri, 20 Nov 2026 12:00:10 GMT' }, 10_000],
		[{ 'retry-after': 'Fri, 20 Nov 2026 11:00:00 GMT' }, 0],
		[{ 'ratelimit-reset': '7' }, 7_000],
		[{ 'x-ratelimit-reset': String(now / 1_000 + 9) }, 9_000],
		[{ 'retry-after': 'soon', 'ratelimit-reset': 2 }, 2_000],
		[{ 'retry-after': 'soon' }, undefined],
		[{}, undefined],
	])('%j asks for %p ms', (headers, wait) => {
		expect(readRequestedWaitMs(429, headers, now)).toBe(wait);
	});

	it('grows twofold with each failure, up to a bound, and is spread', () => {
		expect([1, 2, 3, 4, 20].map((failures) => computeBackoffMs(failures, 1))).toEqual([
			500, 1_000, 2_000, 4_000, 30_000,
		]);
		expect(computeBackoffMs(3, 0.5)).toBe(1_000);
		expect(computeBackoffMs(3, 0)).toBe(0);
	});
});

describe('the verdict on a failure', () => {
	it.each([408, 429, 500, 502, 503, 504])('is to try again after a %i', (status) => {
		expect(judge(makeStatusError(status), 1, 1)).toMatchObject({ waitMs: 500 });
	});

	it.each([400, 401, 403, 404, 418, 501])('is final after a %i', (status) => {
		const error = makeStatusError(status);
		expect(judge(error, 1)).toEqual({ error });
	});

	it('is final once a request has been tried often enough', () => {
		const error = makeStatusError(503);
		expect(judge(error, MAX_TRIES - 1)).toHaveProperty('waitMs');
		expect(judge(error, MAX_TRIES)).toEqual({ error });
	});

	it('holds for all requests where the server throttles, or names a time', () => {
		expect(judge(makeStatusError(503), 1, 1)).toEqual({ waitMs: 500, forAll: false });
		expect(judge(makeStatusError(429), 1, 1)).toEqual({ waitMs: 500, forAll: true });
		const named = makeStatusError(503, { waitMs: 2_000 });
		expect(judge(named, 1, 1)).toEqual({ waitMs: 2_500, forAll: true });
	});

	it('makes room for others faster where the server throttles', () => {
		const waits = (status: number) =>
			[1, 2, 3, 4].map((failures) => judge(makeStatusError(status), failures, 1));
		expect(waits(429)).toMatchObject(
			[500, 2_000, 8_000, 30_000].map((waitMs) => ({ waitMs, forAll: true })),
		);
		expect(waits(503)).toMatchObject(
			[500, 1_000, 2_000, 4_000].map((waitMs) => ({ waitMs, forAll: false })),
		);
	});

	it('is final where there is no time left for a further try', () => {
		const error = makeStatusError(429, { waitMs: 1_000 });
		expect(judge(error, 1, 0.5, 1_251)).toEqual({ waitMs: 1_250, forAll: true });
		expect(judge(error, 1, 0.5, 1_250)).toEqual({ error });
	});

	it('is final where the server wants to be left alone for too long', () => {
		expect(judge(makeStatusError(429, { waitMs: 300_000 }), 1, 0)).toHaveProperty(
			'waitMs',
			300_000,
		);
		expect(judge(makeStatusError(429, { waitMs: 300_001 }), 1)).toMatchObject({
			error: { kind: 'wait-too-long', facts: { status: 429, waitMs: 300_001 } },
		});
	});

	it('takes a name that cannot be looked up at the moment for passing, an unknown one not', () => {
		const error = new HttpError('host-not-found', { code: 'ENOTFOUND', mayPass: false });
		expect(judge(error, 1)).toEqual({ error });
		const busy = new HttpError('host-not-found', { code: 'EAI_AGAIN', mayPass: true });
		expect(judge(busy, 1)).toHaveProperty('waitMs');
	});
});
