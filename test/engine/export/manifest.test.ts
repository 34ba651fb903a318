import { createHash } from 'node:crypto';
import { gunzipSync } from 'node:zlib';
import { bytesOf, fileOf, simulatorWith } from '../harness';
import { linesOf, runExport } from './exporting';

const NEWEST = '2026-11-20T12:00:00Z';
const WINDOW = {
	...{ timeRange: 'custom', from: '2026-11-20T11:50:00Z', to: '2026-11-20T11:55:00Z' },
};

/** So many minutes before the newest entry, which is one from the last minute before noon. */
function minutesBefore(entries: Array<{ createdOn: string }>, minutes: number): string {
	const newest = entries.at(-1)?.createdOn ?? '';
	const hour = newest.startsWith('2026-11-20T12:00:') ? 60 : 59;
	return newest.replace(/T\d\d:\d\d/, `T11:${hour - minutes}`).replace('+00:00', 'Z');
}

describe('the manifest of an export', () => {
	it('says what was asked, what came, and how sure it is', async () => {
		const simulator = await simulatorWith({ entries: 1_000, newest: NEWEST });
		const before = Date.now();
		const entries = simulator.log.snapshot('de');
		const userName = entries.at(-400)?.userName ?? '';
		const run = await runExport(simulator, {
			...WINDOW,
			format: 'csv',
			filters: { userName, message: '' },
			options: { fields: 'message, CREATEDON', language: 'de', fileName: 'march.csv' },
		});
		const file = await bytesOf(run.items[0]);
		const inWindow = entries.filter(({ createdOn, userName: name }) => {
			const isTime = createdOn >= '2026-11-20T11:50' && createdOn < '2026-11-20T11:55';
			return isTime && name === userName;
		});
		const { readAt, ...json } = run.items[0]?.json ?? {};
		expect(json).toEqual({
			...{ fileName: 'march.csv', mimeType: 'text/csv', format: 'csv' },
			fields: ['message', 'createdOn'],
			options: { compress: false, delimiter: ',', escapeFormulas: true, includeBom: false },
			...{ log: 'auditLog', organization: 'acme' },
			window: { from: '2026-11-20T11:50:00Z', to: '2026-11-20T11:55:00Z' },
			...{ filters: { userName }, language: 'de', sortOrder: 'asc', limit: null },
			entries: inWindow.length,
			firstTime: inWindow[0]?.createdOn.replace('+00:00', 'Z'),
			lastTime: inWindow.at(-1)?.createdOn.replace('+00:00', 'Z'),
			...{ isComplete: true, settledUntil: minutesBefore(entries, 10), lateWindow: 10 },
			retention: { reachesBeyondOldest: false },
			bytes: file.length,
			sha256: createHash('sha256').update(file).digest('hex'),
			versions: { package: 'development', node: 1, manifest: 1 },
		});
		expect(inWindow.length).toBeGreaterThan(3);
		expect(Date.parse(readAt as string)).toBeGreaterThanOrEqual(before);
		expect(fileOf(run.items[0])).toMatchObject({ fileName: 'march.csv', mimeType: 'text/csv' });
		expect(run.items[0]?.pairedItem).toEqual({ item: 0 });
	});

	it('comes as a file, too, where that is asked for', async () => {
		const simulator = await simulatorWith({ entries: 50 });
		const { items } = await runExport(simulator, {
			binaryPropertyName: 'audit',
			options: { manifest: true, compress: true, fileName: 'march.jsonl' },
		});
		const [item] = items;
		expect(Object.keys(item?.binary ?? {})).toEqual(['audit', 'manifest']);
		expect(fileOf(item, 'audit')).toMatchObject({
			...{ fileName: 'march.jsonl.gz', mimeType: 'application/gzip' },
		});
		expect(fileOf(item, 'manifest')).toMatchObject({
			...{ fileName: 'march.jsonl.gz.manifest.json', mimeType: 'application/json' },
		});
		expect(JSON.parse((await bytesOf(item, 'manifest')).toString())).toEqual(item?.json);
		const lines = gunzipSync(await bytesOf(item, 'audit')).toString();
		expect(lines.split('\n')).toHaveLength(51);
	});

	it('says what a limit left out', async () => {
		const simulator = await simulatorWith({ entries: 100 });
		const cut = await runExport(simulator, { returnAll: false, limit: 10 });
		expect(cut.items[0]?.json).toMatchObject({ entries: 10, limit: 10, isComplete: false });
		expect(cut.hints[0]?.message).toMatch(/^Because of Limit, only 10 entries/);
		expect(await linesOf(cut)).toEqual(simulator.log.snapshot().slice(0, 10));
		const exact = await runExport(simulator, { returnAll: false, limit: 100 });
		expect(exact.items[0]?.json).toMatchObject({ entries: 100, isComplete: true });
	});

	it('is final up to the end of a window that lies back far enough, and no further', async () => {
		const simulator = await simulatorWith({ entries: 1_000, newest: NEWEST });
		const settled = async (lateWindow: number) => {
			const { items } = await runExport(simulator, { ...WINDOW, options: { lateWindow } });
			return items[0]?.json.settledUntil;
		};
		expect(await settled(1)).toBe('2026-11-20T11:55:00Z');
		expect(await settled(6)).toBe(minutesBefore(simulator.log.snapshot(), 6));
	});

	it('says so where retention may have taken some of the window', async () => {
		const simulator = await simulatorWith({ entries: 100, newest: NEWEST });
		const { items } = await runExport(simulator, {
			...{ timeRange: 'custom', from: '2026-11-01', to: '2026-11-21' },
		});
		expect(items[0]?.json).toMatchObject({
			entries: 100,
			retention: { reachesBeyondOldest: true },
		});
	});

	it('is of an empty file where nothing was found', async () => {
		const simulator = await simulatorWith({ entries: 100, newest: NEWEST });
		const { items, hints } = await runExport(simulator, {
			...{ timeRange: 'custom', from: '2026-01-01', to: '2026-02-01' },
		});
		expect(items[0]?.json).toMatchObject({ entries: 0, firstTime: null, bytes: 0 });
		expect(await bytesOf(items[0])).toHaveLength(0);
		expect(hints.map(({ message }) => message).join()).toMatch(/No entries from 2026-01-01/);
	});
});
