import { isHtml, reasonIn, readJson } from '../../../nodes/UiPathAudit/uipath/http/answer';
import { redact } from '../../../nodes/UiPathAudit/uipath/http/redact';
import { backoffMs, requestedWaitMs } from '../../../nodes/UiPathAudit/uipath/http/retryPolicy';
import { Throttle } from '../../../nodes/UiPathAudit/uipath/http/throttle';

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
		expect(requestedWaitMs(429, headers, now)).toBe(wait);
	});

	it('grows twofold with each failure, up to a bound, and is spread', () => {
		expect([1, 2, 3, 4, 20].map((failures) => backoffMs(failures, 1))).toEqual([
			500, 1_000, 2_000, 4_000, 30_000,
		]);
		expect(backoffMs(3, 0.5)).toBe(1_000);
		expect(backoffMs(3, 0)).toBe(0);
	});
});

describe('the throttle', () => {
	it('lets through so many at once, fewer after it was slowed down', async () => {
		const throttle = new Throttle(4, undefined);
		let inFlight = 0;
		let most = 0;
		const send = async () => {
			most = Math.max(most, ++inFlight);
			await new Promise((resolve) => setTimeout(resolve, 25));
			inFlight--;
		};
		const all = async () => await Promise.all(Array.from({ length: 30 }, () => throttle.run(send)));
		await all();
		expect(most).toBe(4);

		most = 0;
		const began = Date.now();
		throttle.slowDown(50);
		await all();
		expect(most).toBe(2);
		expect(Date.now() - began).toBeGreaterThanOrEqual(50);
	});

	it('starts no two at the same moment, so that their answers come apart', async () => {
		const throttle = new Throttle(6, undefined);
		const starts: number[] = [];
		const send = async () => {
			starts.push(Date.now());
			await new Promise((resolve) => setTimeout(resolve, 10));
		};
		const began = Date.now();
		await Promise.all(Array.from({ length: 18 }, () => throttle.run(send)));
		expect(starts).toHaveLength(18);
		// A busy machine may start each of them later, never earlier.
		for (const [index, start] of starts.entries()) {
			expect(start - began).toBeGreaterThanOrEqual(3 * index);
		}
	});
});

describe('a text for the user', () => {
	const secret = 's3cr3t/"tok+en';

	it.each([
		`it is ${secret}!`,
		`it is ${encodeURIComponent(secret)}!`,
		`it is ${JSON.stringify(secret)}!`,
		`it is ${Buffer.from(secret).toString('base64')}!`,
	])('holds no known secret: %s', (text) => {
		expect(redact(text, [secret])).toMatch(/^it is "?\*\*\*"?!$/);
	});

	it.each([
		'Authorization: Bearer abc.DEF-123_~+/=',
		'jwt eyJhbGciOiJ.eyJzdWIiOiI.SflKxw',
		'{"access_token": "abcdef"}',
		'client_secret=abcdef&x=1',
	])('holds nothing that looks like one: %s', (text) => {
		expect(redact(text, [])).not.toMatch(/abc|eyJ/);
	});
});

describe('an answer', () => {
	it('is told from a web page', () => {
		expect(isHtml('text/html; charset=utf-8', '')).toBe(true);
		expect(isHtml('application/json', '\uFEFF \n<!DOCTYPE html>')).toBe(true);
		expect(isHtml('application/octet-stream', 'Time,"<html>"')).toBe(false);
	});

	it('is read as JSON, cut short, or refused', () => {
		expect(readJson('\uFEFF{"a":1}', 200)).toEqual({ value: { a: 1 } });
		expect(readJson('{"a":', 200)).toEqual({ cutShort: true });
		expect(() => readJson('', 200)).toThrow(/empty/);
		expect(() => readJson('upstream error', 200)).toThrow(/neither JSON/);
	});

	it('gives its reason in one short line', () => {
		expect(reasonIn('{"message":"a\\r\\nb"}')).toBe('a b');
		expect(reasonIn('{"title":"Bad","detail":"Worse"}')).toBe('Worse');
		expect(reasonIn('<html>')).toBe('');
	});
});
