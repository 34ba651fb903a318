import { createHash } from 'node:crypto';
import { parse } from 'csv-parse/sync';
import type { CsvOptions, Simulator } from './index.ts';
import { startSimulator } from './index.ts';

describe('CSV of the simulator', () => {
	let simulator: Simulator;

	beforeEach(async () => {
		simulator = await startSimulator({ entries: 200 });
	});

	afterEach(async () => {
		await simulator.close();
	});

	async function download(csv: CsvOptions, query = ''): Promise<Response> {
		simulator.set({ csv });
		return await fetch(`${simulator.origin}/acme/audit_/api/auditlogs/download${query}`, {
			headers: { Authorization: `Bearer ${simulator.token}` },
		});
	}

	it('holds every field of the newest entries, whatever is in it', async () => {
		const bytes = Buffer.from(await (await download({}, '?size=150')).arrayBuffer());
		expect(bytes).toEqual(await simulator.csv({ size: 150 }));
		const rows = parse(bytes, { from: 2 });
		const truth = simulator.log.snapshot().slice(-150).reverse();
		expect(rows.map((row) => row[5])).toEqual(truth.map(({ message }) => message ?? ''));
		expect(rows.map((row) => row[6])).toEqual(
			truth.map(({ auditLogDetails }) => auditLogDetails ?? ''),
		);
	});

	it('plays both transfers, the byte-order mark and the headers', async () => {
		const chunked = await download({ contentDisposition: true });
		expect(chunked.headers.get('content-length')).toBeNull();
		expect(chunked.headers.get('content-type')).toBe('application/octet-stream');
		expect(chunked.headers.get('content-disposition')).toBe('attachment; filename=audit-logs.csv');
		await chunked.arrayBuffer();

		const whole = await download({ bom: true, transfer: 'length', contentType: 'text/csv' });
		const bytes = Buffer.from(await whole.arrayBuffer());
		expect(whole.headers.get('content-length')).toBe(String(bytes.length));
		expect(whole.headers.get('content-type')).toBe('text/csv');
		expect([...bytes.subarray(0, 3)]).toEqual([0xef, 0xbb, 0xbf]);
	});

	it('grows to the wanted size by whole rows, and knows its hash', async () => {
		const bytes = Buffer.from(await (await download({ bytes: 3_000_000 })).arrayBuffer());
		expect(bytes.length).toBeGreaterThanOrEqual(3_000_000);
		expect(bytes.length).toBeLessThan(3_002_000);
		expect(createHash('sha256').update(bytes).digest('hex')).toBe(await simulator.csvSha256());
		expect(() => parse(bytes)).not.toThrow();
	});

	it('waits for its reader', async () => {
		const { body } = await download({ bytes: 200_000_000 });
		await body?.getReader().read();
		await new Promise((resolve) => setTimeout(resolve, 300));
		expect(simulator.requests[0]?.bytesSent).toBeLessThan(50_000_000);
		expect(simulator.requests[0]?.finishedAt).toBeUndefined();
	});
});
