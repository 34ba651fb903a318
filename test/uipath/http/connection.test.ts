import { Readable } from 'node:stream';
import {
	Connection,
	type ConnectionSettings,
} from '../../../nodes/UiPathAudit/uipath/http/connection';
import type { Answer, OutgoingRequest } from '../../../nodes/UiPathAudit/uipath/http/door';

const BASE_URL = 'https://uipath.example.com/acme';

beforeEach(() => {
	// No wait before a further try.
	jest.spyOn(Math, 'random').mockReturnValue(0);
});

afterEach(() => {
	jest.restoreAllMocks();
});

type Step = Partial<Answer> | Error;

/** A door that gives these answers in turn, the last one for ever, and remembers what was asked. */
function connect(steps: Step[], settings: Partial<ConnectionSettings> = {}) {
	const asked: OutgoingRequest[] = [];
	const connection = new Connection({
		door: async (request) => {
			const step = steps[Math.min(asked.length, steps.length - 1)];
			asked.push(request);
			if (step instanceof Error) return await Promise.reject(step);
			return await Promise.resolve({ status: 200, headers: {}, body: '{}', ...step });
		},
		baseUrl: BASE_URL,
		timeoutMs: 1_000,
		concurrency: 2,
		cancelled: undefined,
		deadline: Infinity,
		...settings,
	});
	return { connection, asked };
}

function failure(code: string): Error {
	return Object.assign(new Error(code), { code });
}

describe('a connection', () => {
	it('asks below its base address, and leaves out parameters that are empty', async () => {
		const { connection, asked } = connect([{ body: '{"a":1}' }]);
		const answer = await connection.getJson('/list', { top: 5, language: '', skip: undefined });
		expect(answer).toEqual({ value: { a: 1 }, status: 200 });
		expect(asked.map(({ url }) => url)).toEqual([`${BASE_URL}/list?top=5`]);
		expect(connection.requests).toBe(1);
	});

	it.each([
		['a status', { status: 503 }],
		['a reset', failure('ECONNRESET')],
		['a time-out', failure('ETIMEDOUT')],
		['half an answer', { body: '{"a":' }],
	])('tries again after %s, up to five times', async (_what, step) => {
		const good = connect([step, step, step, step, { body: '{"a":1}' }]);
		expect(await good.connection.getJson('/list', {})).toMatchObject({ value: { a: 1 } });
		const bad = connect([step]);
		await expect(bad.connection.getJson('/list', {})).rejects.toHaveProperty('facts.url');
		expect([good.asked.length, bad.asked.length, bad.connection.requests]).toEqual([5, 5, 5]);
	});

	it.each([
		['bad-request', { status: 400 }],
		['token-refused', { status: 401 }],
		['access-refused', { status: 403 }],
		['not-found', { status: 404 }],
		['unexpected-status', { status: 418 }],
		['wrong-shape', { status: 206 }],
		['web-page', { body: '<html>' }],
		['wrong-shape', { body: 'plain text' }],
		['host-not-found', failure('ENOTFOUND')],
		['certificate-refused', failure('CERT_HAS_EXPIRED')],
		['connection-failed', failure('HPE_INVALID_CONSTANT')],
	])('gives up at once: %s', async (kind, step) => {
		const { connection, asked } = connect([step]);
		const url = `${BASE_URL}/list`;
		await expect(connection.getJson('/list', { top: 1 })).rejects.toMatchObject({
			kind,
			facts: { url },
		});
		expect(asked).toHaveLength(1);
	});

	it('serves the next caller after a request that failed', async () => {
		const { connection } = connect([{ status: 404 }, { body: '{"a":1}' }]);
		await expect(connection.getJson('/here', {})).rejects.toHaveProperty('kind', 'not-found');
		expect(await connection.getJson('/there', {})).toMatchObject({ value: { a: 1 } });
	});

	it('serves those that are waiting when one fails', async () => {
		const { connection } = connect([{ status: 403 }, { body: '{"a":1}' }], { concurrency: 1 });
		const refused = connection.getJson('/here', {});
		const waiting = connection.getJson('/there', {});
		await expect(refused).rejects.toHaveProperty('kind', 'access-refused');
		expect(await waiting).toMatchObject({ value: { a: 1 } });
	});

	it('sends nothing more once it has ended', async () => {
		const { connection, asked } = connect([{ status: 429, headers: { 'retry-after': '0.1' } }]);
		const throttled = connection.getJson('/list', {});
		setTimeout(() => connection.end(), 20);
		await expect(throttled).rejects.toHaveProperty('kind', 'ended');
		await expect(connection.getJson('/list', {})).rejects.toHaveProperty('kind', 'ended');
		expect(asked).toHaveLength(1);
	});

	it('follows a redirect to the same call only', async () => {
		const same = { status: 307, headers: { location: '/acme/List/?top=1' } };
		const { connection, asked } = connect([same, { body: '{}' }]);
		await connection.getJson('/list', { top: 1 });
		expect(asked.map(({ url }) => url)).toEqual([
			`${BASE_URL}/list?top=1`,
			`${BASE_URL}/List/?top=1`,
		]);

		const other = { status: 302, headers: { location: 'https://evil.example/acme/list?top=1' } };
		const refused = connect([other]);
		await expect(refused.connection.getJson('/list', { top: 1 })).rejects.toMatchObject({
			kind: 'redirect-elsewhere',
			facts: { target: 'https://evil.example' },
		});
		expect(refused.asked).toHaveLength(1);
	});

	it('tells what the server said, and passes an error of the reader on as it is', async () => {
		const { connection } = connect([{ status: 400, body: '{"message":"No such\\r\\nversion"}' }]);
		await expect(connection.getJson('/list', {})).rejects.toMatchObject({
			facts: { said: 'No such version', status: 400 },
		});

		const own = new Error('the disk is full');
		const streams = connect([{ body: Readable.from(['a']) }]);
		const consume = async () => await Promise.reject(own);
		await expect(streams.connection.getStream('/file', {}, '*/*', consume)).rejects.toBe(own);
		expect(streams.asked).toHaveLength(1);
	});

	it('passes the error of a cancelled request on, and tries no more', async () => {
		const cancel = new AbortController();
		cancel.abort();
		const reset = failure('ECONNRESET');
		const { connection, asked } = connect([reset], { cancelled: cancel.signal });
		await expect(connection.getJson('/list', {})).rejects.toBe(reset);
		expect(asked).toHaveLength(1);
	});
});
