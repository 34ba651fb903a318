import fc from 'fast-check';
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Readable } from 'node:stream';
import {
	downloadArchiveDay,
	readArchiveDay,
} from '../../../nodes/UiPathAudit/uipath/archive/archiveDay';
import { unpackEvents } from '../../../nodes/UiPathAudit/uipath/archive/unpack';
import type { ByteStream } from '../../../nodes/UiPathAudit/uipath/http/body';
import { Connection } from '../../../nodes/UiPathAudit/uipath/http/connection';
import type { Answer, Door, OutgoingRequest } from '../../../nodes/UiPathAudit/uipath/http/door';
import { zipOf } from './zips';

const PATH = '/orgaudit_/api/query/downloadeventsfromlongtermstore';
const DAY = '2026-01-31';
const EVENTS = [{ Id: 1 }, { Id: 2 }];
const ZIP = zipOf({ 'a.txt': JSON.stringify(EVENTS) });
const SHA256 = createHash('sha256').update(ZIP).digest('hex');

/** A ZIP that ends in another one, which is stored in it as it is. */
const NESTED = zipOf({ 'a.zip': ZIP, 'b.zip': zipOf({ 'c.txt': '[]' }) }, 0);

beforeEach(() => {
	// No wait before a further try.
	jest.spyOn(Math, 'random').mockReturnValue(0);
});

afterEach(() => {
	jest.restoreAllMocks();
});

function connect(door: Door): Connection {
	return new Connection({
		door,
		baseUrl: 'https://uipath.example.com/acme',
		timeoutMs: 300,
		concurrency: 1,
		cancelled: undefined,
		deadline: Infinity,
	});
}

/** Answers as a door gives them, in turn, the last one for ever. */
function answering(...answers: Array<() => Partial<Answer>>) {
	const asked: OutgoingRequest[] = [];
	const connection = connect(async (request) => {
		const answer = answers[Math.min(asked.length, answers.length - 1)];
		asked.push(request);
		return await Promise.resolve({ status: 200, headers: {}, body: undefined, ...answer?.() });
	});
	return { connection, asked };
}

/** An answer with this body, cut into pieces, whose headers say nothing of its length. */
function body(bytes: Uint8Array | string, headers = {}, pieces = 1): () => Partial<Answer> {
	const all = Buffer.from(bytes);
	const size = Math.max(1, Math.ceil(all.length / pieces));
	const count = Math.ceil(all.length / size);
	const parts = Array.from({ length: count }, (_, index) =>
		all.subarray(index * size, (index + 1) * size),
	);
	return () => ({ headers, body: Readable.from(parts, { objectMode: false }) });
}

const store = async (stream: ByteStream) => {
	const chunks: Uint8Array[] = [];
	for await (const chunk of stream as AsyncIterable<Uint8Array>) chunks.push(chunk);
	return Buffer.concat(chunks).toString('hex');
};

describe('the archive of a day', () => {
	it.each([1, 3, ZIP.length])('is stored as it is, in %d pieces', async (pieces) => {
		const { connection, asked } = answering(body(ZIP, {}, pieces));
		expect(await downloadArchiveDay(connection, PATH, DAY, store)).toEqual({
			stored: Buffer.from(ZIP).toString('hex'),
			bytes: ZIP.length,
			sha256: SHA256,
			isEmpty: false,
		});
		const { pathname, searchParams } = new URL(asked[0]?.url ?? '');
		expect(pathname).toBe(`/acme${PATH}`);
		expect([...searchParams]).toEqual([
			['from', '2026-01-31T00:00:00Z'],
			['to', '2026-01-31T00:00:00Z'],
		]);
	});

	it('can be had as bytes, to be unpacked', async () => {
		const { connection } = answering(body(ZIP));
		const { stored, sha256 } = await readArchiveDay(connection, PATH, DAY);
		expect(unpackEvents(stored ?? new Uint8Array())).toEqual(EVENTS);
		expect(sha256).toBe(SHA256);
	});

	it('may end with a comment, or be far longer than its end', async () => {
		const commented = Buffer.concat([ZIP, Buffer.from('made by UiPath')]);
		commented.writeUInt16LE(14, ZIP.length - 2);
		const large = zipOf({ 'a.txt': JSON.stringify([{ noise: 'é'.repeat(200_000) }]) }, 0);
		for (const zip of [commented, large]) {
			const { connection } = answering(body(zip, {}, 7));
			const { stored } = await downloadArchiveDay(connection, PATH, DAY, store);
			expect(stored).toBe(Buffer.from(zip).toString('hex'));
		}
	});

	it('without a file in it has no events, but is stored', async () => {
		const empty = zipOf({});
		expect(empty).toHaveLength(22);
		const { connection } = answering(body(empty));
		const day = await downloadArchiveDay(connection, PATH, DAY, store);
		expect(day).toMatchObject({ isEmpty: true, bytes: 22, stored: expect.any(String) as string });
	});

	it.each<[string, () => Partial<Answer>]>([
		['204', () => ({ status: 204 })],
		['no bytes, as announced', body('', { 'content-length': '0' })],
		['no bytes, in chunks', body('', { 'transfer-encoding': 'chunked' })],
	])('has no events where there is %s, and nothing is stored', async (_what, answer) => {
		const { connection } = answering(answer);
		const never = jest.fn(store);
		const day = await downloadArchiveDay(connection, PATH, DAY, never);
		const sha256 = createHash('sha256').digest('hex');
		expect(day).toEqual({ stored: undefined, isEmpty: true, bytes: 0, sha256 });
		expect(never).not.toHaveBeenCalled();
	});
});

describe('what is no archive', () => {
	it.each<[string, () => Partial<Answer>, object]>([
		['a web page', body('<!doctype html><p>Log in'), { kind: 'web-page' }],
		['a page by name', body(ZIP, { 'content-type': 'text/html' }), { kind: 'web-page' }],
		['JSON', body('{"message":"no"}'), { kind: 'wrong-shape', facts: { shape: 'not-a-zip' } }],
		['an empty list', body('[]'), { kind: 'wrong-shape', facts: { shape: 'not-a-zip' } }],
		['a CSV', body('Id,Action\r\n', {}, 11), { kind: 'wrong-shape' }],
		['almost a ZIP', body('PK\x03\x05', {}, 4), { facts: { shape: 'not-a-zip' } }],
		['no stream', () => ({ body: 'text' }), { kind: 'wrong-shape' }],
		['404', () => ({ status: 404 }), { kind: 'not-found' }],
		[
			'202 without a body',
			() => ({ ...body('', { 'content-length': '0' })(), status: 202 }),
			{ kind: 'wrong-shape', facts: { shape: 'no-content' } },
		],
	])('is refused at once: %s', async (_what, answer, error) => {
		const { connection, asked } = answering(answer);
		const download = downloadArchiveDay(connection, PATH, DAY, store);
		await expect(download).rejects.toMatchObject(error);
		expect(asked).toHaveLength(1);
	});

	it.each<[string, () => Partial<Answer>, string]>([
		['without its end', body(ZIP.subarray(0, -1)), 'zip'],
		['after the end of a ZIP in it', body(NESTED.subarray(0, 35 + ZIP.length)), 'zip'],
		['after two bytes', body('PK'), 'zip'],
		['before its first byte', body(''), 'stream'],
		['by its length', body(ZIP, { 'content-length': '9999' }), 'length'],
		['by its length, without a byte', body('', { 'content-length': '9999' }), 'length'],
	])('is fetched again where it came cut off: %s', async (_what, answer, cut) => {
		const bad = answering(answer);
		const download = downloadArchiveDay(bad.connection, PATH, DAY, store);
		await expect(download).rejects.toMatchObject({ kind: 'cut-short', facts: { cut } });
		expect(bad.asked).toHaveLength(5);

		const { connection } = answering(answer, body(ZIP));
		const day = await downloadArchiveDay(connection, PATH, DAY, store);
		expect(day).toMatchObject({ sha256: SHA256, bytes: ZIP.length, isEmpty: false });
	});

	it('is every part of one, wherever it is cut off', async () => {
		await fc.assert(
			fc.asyncProperty(
				fc.nat({ max: NESTED.length - 1 }),
				fc.integer({ min: 1, max: 9 }),
				async (length, pieces) => {
					const { connection } = answering(body(NESTED.subarray(0, length), {}, pieces));
					const download = downloadArchiveDay(connection, PATH, DAY, store);
					await expect(download).rejects.toHaveProperty('kind', 'cut-short');
				},
			),
			{ numRuns: 150 },
		);
	});
});

describe('a store that fails', () => {
	it('is told from a download that fails, and nothing is fetched again', async () => {
		const { connection, asked } = answering(body(ZIP));
		const full = async () => await Promise.reject(new Error('the disk is full'));
		await expect(downloadArchiveDay(connection, PATH, DAY, full)).rejects.toMatchObject({
			kind: 'not-stored',
			facts: { said: 'the disk is full' },
		});
		expect(asked).toHaveLength(1);
	});
});

describe('the archive of a day from a server', () => {
	async function serve(listener: RequestListener) {
		const server = createServer(listener).listen(0, '127.0.0.1');
		await once(server, 'listening');
		const { port } = server.address() as AddressInfo;
		const connection = connect(async ({ url }) => {
			const { pathname, search } = new URL(url);
			const answer = await fetch(`http://127.0.0.1:${port}${pathname}${search}`);
			const stream = answer.body ? Readable.fromWeb(answer.body) : undefined;
			return { status: answer.status, headers: Object.fromEntries(answer.headers), body: stream };
		});
		return { connection, close: () => server.closeAllConnections() ?? server.close() };
	}

	it('comes whole, whether its length is told or not, and is given up where it stalls', async () => {
		let tries = 0;
		const { connection, close } = await serve((_request, response) => {
			tries++;
			if (tries === 1) response.write(ZIP.subarray(0, 40));
			else if (tries === 2) response.write(ZIP.subarray(0, 40), () => response.destroy());
			else if (tries === 3) response.writeHead(200, { Connection: 'close' }).end(ZIP);
			else response.setHeader('Content-Length', ZIP.length).end(ZIP);
		});
		try {
			for (const expected of [3, 4]) {
				const day = await downloadArchiveDay(connection, PATH, DAY, store);
				expect({ ...day, tries }).toMatchObject({ sha256: SHA256, tries: expected });
			}
		} finally {
			close();
		}
	});
});
