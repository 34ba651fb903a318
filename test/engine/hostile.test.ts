import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { gzipSync } from 'node:zlib';
import { zipOf } from '../uipath/archive/zips';
import { runNode, saveCredential, withoutBackoff } from './harness';

beforeEach(withoutBackoff);

let server: Server | undefined;

afterEach(() => {
	server?.closeAllConnections();
	server?.close();
});

async function against(answer: RequestListener, parameters: Record<string, unknown>) {
	const started = createServer(answer);
	server = started;
	await new Promise<void>((resolve) => started.listen(0, '127.0.0.1', resolve));
	const { port } = started.address() as AddressInfo;
	const credentials = saveCredential('uiPathAuditApi', {
		domain: `http://127.0.0.1:${port}`,
		org: 'acme',
		token: 'a-token-for-tests',
	});
	return await runNode({ parameters: { operation: 'downloadCsv', ...parameters }, credentials });
}

const CSV = Array.from({ length: 2_000 }, (_, i) => `${i},"entry ${i}",${Math.sqrt(i)}`).join(
	'\r\n',
);

const resource = 'unifiedAuditLog';
const archive = { operation: 'getArchive', fromDate: '2026-11-20', toDate: '2026-11-20' };

describe.each([
	['Download CSV', {}],
	['Download CSV, unified', { resource }],
	['Get Archive', { resource, ...archive }],
	['Get Archive, files', { resource, ...archive, output: 'files' }],
])('a hostile or broken gateway (%s)', (_name, parameters) => {
	const isArchive = 'operation' in parameters;

	it('cannot pass off half of a compressed file as a whole one', async () => {
		const packed = gzipSync(isArchive ? zipOf({ 'a.txt': CSV }, 0) : CSV);
		const half = packed.subarray(0, packed.length / 2);
		const { items, error } = await against((_request, response) => {
			response.writeHead(200, { 'Content-Encoding': 'gzip', 'Content-Length': half.length });
			response.end(half);
		}, parameters);
		expect(items).toEqual([]);
		expect(error?.message).toMatch(/compressed/);
	});

	it.each([
		['a byte-order mark', '\uFEFF<!DOCTYPE html><html></html>'],
		['an XML declaration', '<?xml version="1.0"?><!DOCTYPE html><html></html>'],
		['much white space', `${' \r\n'.repeat(2_000)}<html></html>`],
	])('cannot pass off a page as CSV with %s', async (_what, page) => {
		const { items, error } = await against((_request, response) => {
			response.writeHead(200, { 'Content-Type': 'application/octet-stream' });
			response.end(page);
		}, parameters);
		expect(items).toEqual([]);
		// An archive is known by its first bytes, so no more of the page is looked at.
		expect(error?.message).toMatch(isArchive ? /web page|is not a ZIP file/ : /web page/);
	});

	it('cannot pass off a part as the whole', async () => {
		const { items, error } = await against((_request, response) => {
			response.writeHead(206, { 'Content-Range': 'bytes 0-9/99', 'Content-Length': '10' });
			response.end(CSV.slice(0, 10));
		}, parameters);
		expect(items).toEqual([]);
		expect(error?.message).toMatch(/only part/);
	});
});

describe('a hostile or broken gateway', () => {
	it('cannot change what is asked for by a redirect', async () => {
		const paths: string[] = [];
		const { items, error } = await against(
			(request, response) => {
				paths.push(request.url ?? '');
				response.writeHead(301, { Location: '/Acme/audit_/api/auditlogs' });
				response.end();
			},
			{ operation: 'getLogs', limit: 5, options: { skip: 40 } },
		);
		expect(items).toEqual([]);
		expect(error?.message).toMatch(/web page/);
		expect(paths).toHaveLength(1);
	});

	it('cannot hang the run by switching protocols', async () => {
		const { error } = await against(
			(request) => {
				request.socket.write(
					'HTTP/1.1 101 Switching Protocols\r\nConnection: Upgrade\r\nUpgrade: x\r\n\r\n',
				);
			},
			{ operation: 'getLogs', options: { timeout: 50 } },
		);
		expect(error?.message).toMatch(/./);
	});

	it.each(['true', 'yes'])('Return All takes a text or refuses it: %s', async (returnAll) => {
		const entries = Array.from({ length: 60 }, (_, i) => ({
			createdOn: new Date(1_700_000_000_000 - i * 1_000).toISOString(),
		}));
		const { items, error } = await against(
			(request, response) => {
				const top = Number(new URL(request.url ?? '', 'http://x').searchParams.get('top'));
				response.end(JSON.stringify({ totalCount: 60, results: entries.slice(0, top) }));
			},
			{ operation: 'getLogs', returnAll: `={{ "${returnAll}" }}` },
		);
		if (returnAll === 'true') expect(items).toHaveLength(60);
		else expect(error?.message).toMatch(/'Return All' must be true or false/);
	});
});
