import { Readable } from 'node:stream';
import type { OutgoingRequest } from '../../../nodes/UiPathAudit/uipath/http/door';
import { receiveInTime } from '../../../nodes/UiPathAudit/uipath/http/receive';

const request: OutgoingRequest = { url: 'https://x/', accept: '*/*', timeoutMs: 50, body: 'text' };

function answering(body: unknown) {
	return async () => await Promise.resolve({ status: 200, headers: {}, body });
}

/** Begins and does not end. */
function endless(): Readable {
	const body = new Readable({ read: () => undefined });
	body.push('{"totalCount"');
	return body;
}

describe('an answer', () => {
	it('is a whole text, wherever the bytes of a character were cut', async () => {
		const body = Readable.from([...Buffer.from('監査 ✓')].map((byte) => Buffer.from([byte])));
		expect(await receiveInTime(answering(body), request)).toMatchObject({ body: '監査 ✓' });
	});

	it('is a text as it is where the door has read it', async () => {
		expect(await receiveInTime(answering('{}'), request)).toMatchObject({ body: '{}' });
	});

	it('is a stream that goes on after the time limit where one is wanted', async () => {
		const body = endless();
		const wanted = { ...request, body: 'stream' as const };
		expect(await receiveInTime(answering(body), wanted)).toMatchObject({ body });
		expect(body.destroyed).toBe(false);
		body.destroy();
	});

	it('that does not end in time is an error, and its connection is let go', async () => {
		const body = endless();
		await expect(receiveInTime(answering(body), request)).rejects.toMatchObject({
			code: 'ETIMEDOUT',
		});
		expect(body.destroyed).toBe(true);
	});

	it('is not waited for any longer once the execution is cancelled', async () => {
		const cancelled = new AbortController();
		const never = async () => await new Promise<never>(() => undefined);
		const receiving = receiveInTime(never, { ...request, timeoutMs: 60_000 }, cancelled.signal);
		cancelled.abort();
		await expect(receiving).rejects.toThrow();
	});

	it('that comes when time is up is let go, too', async () => {
		const body = endless();
		let open: (() => void) | undefined;
		const opened = new Promise<void>((resolve) => (open = resolve));
		const door = async () => await opened.then(answering(body));
		await expect(receiveInTime(door, request)).rejects.toMatchObject({ code: 'ETIMEDOUT' });
		open?.();
		await new Promise((resolve) => setTimeout(resolve, 10));
		expect(body.destroyed).toBe(true);
	});

	it('fails as its stream does', async () => {
		const reset = Object.assign(new Error('aborted'), { code: 'ECONNRESET' });
		const body = Readable.from(
			(async function* () {
				yield Buffer.from('{');
				await Promise.reject(reset);
			})(),
		);
		await expect(receiveInTime(answering(body), request)).rejects.toBe(reset);
	});
});
