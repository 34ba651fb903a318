import { createHash } from 'node:crypto';
import { gunzipSync } from 'node:zlib';
import { parse } from 'csv-parse/sync';
import type { INodeParameters } from 'n8n-workflow';
import { bytesOf, runNode, simulatorWith, tokenCredential } from '../engine/harness';
import { collect, type AuditEntry, type Fault, type Simulator } from '../simulator/index';

/**
 * What `docs/verify-an-export.md` tells a stranger, done here without a line of the node's own: nothing
 * of `nodes/` may be imported.
 */

type Entry = Record<string, unknown>;

/** What is hard to write to a cell, given to entries of the log by their second. */
const STRANGE: ReadonlyArray<Entry> = [
	{ message: '=1+1', email: '' },
	{ message: "'=1+1", userName: null },
	{ message: '\tsay "hi", he said;\r\n\r\nso ', email: null },
	{ message: "'plain", userName: 'half \uD83D' },
	{ message: "'@\uDE00", robot: { name: 'é', id: ['-2', 1] }, Áccent: '+', aNumber: 1.5 },
];

/** UiPath's own answer, with strange entries in it. */
const strangely: Fault = {
	name: 'strange entries',
	answer: async (regular, { route }) => {
		if (route !== 'auditlogs') return regular;
		const page = JSON.parse(String(await collect(regular.body))) as { results: AuditEntry[] };
		const body = Buffer.from(JSON.stringify({ ...page, results: page.results.map(makeStrange) }));
		return { ...regular, body: { length: body.length, chunks: () => [body] } };
	},
};

function makeStrange(entry: Readonly<AuditEntry>): Entry {
	const second = Math.floor(Date.parse(entry.createdOn) / 1_000);
	return { ...entry, ...STRANGE[second % (STRANGE.length + 2)] };
}

async function exportFrom(
	simulator: Simulator,
	options: INodeParameters = {},
	parameters: INodeParameters = {},
) {
	const { items, error } = await runNode({
		parameters: {
			...{ operation: 'exportLogs', returnAll: true, ...parameters },
			options: { addEntryId: true, manifest: true, ...options },
		},
		credentials: tokenCredential(simulator),
	});
	expect(error).toBeUndefined();
	const file = await bytesOf(items[0]);
	const manifest = JSON.parse(String(await bytesOf(items[0], 'manifest'))) as Entry;
	return { file, manifest };
}

const sha256 = (bytes: string | Buffer) => createHash('sha256').update(bytes).digest('hex');

/** Reads a CSV file as the document says. */
function readBack(file: Buffer): Entry[] {
	const rows: Array<Record<string, string | null>> = parse(file, {
		...{ columns: true, bom: true },
		cast: (cell, { quoting }) => (cell === '' && !quoting ? null : cell),
	});
	return rows.map(({ otherFields, ...cells }) => {
		const told = Object.entries(cells).filter(([, cell]) => cell !== null);
		const values = told.map(([name, cell]) => [name, cell?.replace(/^'(?=[=+\-@\t\r\n])/, '')]);
		return {
			...(Object.fromEntries(values) as Entry),
			...(JSON.parse(otherFields ?? '{}') as Entry),
		};
	});
}

/** Makes an entry's ID as the document says, but for its number. */
function digest(entry: Entry): string {
	const names = Object.keys(entry).filter((name) => name !== 'entryId' && entry[name] !== null);
	const pairs = names.sort().map((name) => {
		const inOrder = (_key: string, value: unknown): unknown =>
			typeof value === 'object' && value !== null && !Array.isArray(value)
				? Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)))
				: value;
		return `[${JSON.stringify(name)},${JSON.stringify(entry[name], inOrder)}]`;
	});
	return sha256(`[${pairs.join(',')}]`).slice(0, 32);
}

/** Numbers equal entries in the order that they come in. */
function identify(entries: Entry[]): string[] {
	const counts = new Map<string, number>();
	return entries.map((entry) => {
		const made = digest(entry);
		counts.set(made, (counts.get(made) ?? 0) + 1);
		return `${made}-${counts.get(made)}`;
	});
}

async function strangeLog() {
	const simulator = await simulatorWith({ entries: 700, ties: 4, twins: 5, faults: [strangely] });
	const sent = simulator.log.snapshot().map(makeStrange);
	return { simulator, sent };
}

const idsFrom = async (simulator: Simulator) =>
	readBack((await exportFrom(simulator)).file).map(({ entryId }) => String(entryId));

describe('docs/verify-an-export.md', () => {
	it.each([
		['a CSV file', {}],
		['one with a byte-order mark, packed', { includeBom: true, compress: true }],
	])('tells how to check %s and read it back exactly', async (_kind, options) => {
		const { simulator, sent } = await strangeLog();
		const { file, manifest } = await exportFrom(simulator, options);
		expect(manifest).toMatchObject({ sha256: sha256(file), bytes: file.length, entries: 700 });
		const entries = readBack('compress' in options ? gunzipSync(file) : file);
		expect(entries.map(digest).sort()).toEqual(sent.map(digest).sort());
		expect(identify(entries)).toEqual(entries.map(({ entryId }) => entryId));
	});

	it('tells how to check a JSON Lines file', async () => {
		const { simulator, sent } = await strangeLog();
		const { file, manifest } = await exportFrom(simulator, {}, { format: 'jsonLines' });
		expect(manifest).toMatchObject({ sha256: sha256(file), entries: sent.length });
		const lines = String(file).split('\n');
		expect(lines.pop()).toBe('');
		const entries = lines.map((line) => JSON.parse(line) as Entry);
		expect(identify(entries)).toEqual(entries.map(({ entryId }) => entryId));
		expect(entries.map(digest).sort()).toEqual(sent.map(digest).sort());
	});

	it('promises that a late twin gets the next number, and that no other ID changes', async () => {
		const simulator = await simulatorWith({ entries: 50 });
		const before = await idsFrom(simulator);
		simulator.log.arriveLate(1, { as: 'twin', atFraction: 0.5 });
		const after = await idsFrom(simulator);
		const added = after.filter((id) => !before.includes(id));
		expect(before.filter((id) => !after.includes(id))).toEqual([]);
		expect(added).toHaveLength(1);
		expect(before).toContain(added[0]?.replace(/-2$/, '-1'));
	});
});
