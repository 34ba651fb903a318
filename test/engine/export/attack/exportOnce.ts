import type { IDataObject } from 'n8n-workflow';
import { mkdir, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { eventually } from '../../../eventually';
import { findSecret } from '../../findSecret';
import { bytesOf, n8n, runNode, storedFiles, tokenCredential, type NodeRun } from '../../harness';
import { TOKEN, type FakeServer } from './fakeServer';
import { judge, type Verdict } from './judge';
import type { ExportOptions, Story } from './story';
import type { Window } from './window';

/** What a program says, and nobody for whom it is meant. */
const NO_WORDS = /undefined|TypeError|RangeError|is not a |Cannot |\[object|NaN/;

/** An export, compared with the truth. */
export interface Export extends Verdict {
	/** Undefined where there is no file. */
	bytes: Buffer | undefined;
	manifest: IDataObject;
	/** `ok`, or what the run ended with. */
	ending: string;
}

/** Exports a window, and finds whatever is wrong with what comes of it, or is left of it. */
export async function exportOnce(
	story: Story,
	server: FakeServer,
	window: Window,
	options: ExportOptions,
): Promise<Export> {
	await forgetFiles();
	const { log } = server;
	const present = new Set(log.entries);
	const firstAnswer = log.answers;
	const asked = shownOptions(story, options);
	const run = await runExport(story, server, window, asked);
	const breaks: string[] = [];
	const hasFailed = run.error !== undefined || run.run.status === 'canceled';
	if (hasFailed) {
		const expectNone = async () => expect(await storedFiles()).toEqual([]);
		await eventually(expectNone, 2).catch((error: unknown) =>
			breaks.push(`left behind: ${String(error)}`),
		);
	}
	const files = await storedFiles();
	const found = await findToken(run, files);
	if (found !== undefined) breaks.push(`the token at ${found}`);
	if (server.strangers.length > 0) breaks.push('a request without the token');
	if (hasFailed) {
		if (run.items.length > 0) breaks.push('items beside an error');
		const ending = run.error?.message ?? 'no error';
		if (NO_WORDS.test(ending)) breaks.push(`no words: ${ending}`);
		return { bytes: undefined, manifest: {}, ending, breaks, facts: [], ids: [] };
	}
	// Each has a file of metadata beside it.
	if (files.length !== (asked.manifest ? 4 : 2)) breaks.push(`${files.length} files`);
	const [item] = run.items;
	const bytes = await bytesOf(item);
	const manifest = item?.json ?? {};
	if (asked.manifest) {
		const told: unknown = JSON.parse((await bytesOf(item, 'manifest')).toString());
		if (JSON.stringify(told) !== JSON.stringify(manifest)) breaks.push('another manifest');
	}
	const verdict = judge({
		...{ bytes, manifest, format: story.format, limit: story.limit },
		isCounted: story.server.totals === 'true',
		options: asked.delimiter === '\\t' ? { ...asked, delimiter: '\t' } : asked,
		...{ from: window.from, to: window.to },
		required: log.entries.filter((fact) => present.has(fact)),
		possible: log.all.filter((fact) => present.has(fact) || fact.born >= firstAnswer),
	});
	breaks.push(...verdict.breaks);
	return { ...verdict, breaks, bytes, manifest, ending: 'ok' };
}

/** Empties n8n's folder for files. */
export async function forgetFiles(): Promise<void> {
	const { storageFolder } = await n8n();
	await rm(storageFolder, { recursive: true, force: true });
	await mkdir(storageFolder, { recursive: true });
}

async function runExport(
	{ log, format, limit, cancelAt }: Story,
	server: FakeServer,
	window: Window,
	options: ExportOptions,
): Promise<NodeRun> {
	const before = server.requests.length;
	return await runNode({
		parameters: {
			resource: log.unified ? 'unifiedAuditLog' : 'auditLog',
			operation: 'exportLogs',
			format,
			...(limit === undefined ? { returnAll: true } : { limit }),
			...window.parameters,
			options: { ...options },
		},
		credentials: tokenCredential(server),
		onRunning: (cancel) => {
			server.onRequest = (count) => {
				if (count - before === cancelAt) cancel();
			};
		},
	});
}

/** Options of the other format are not shown. */
function shownOptions({ format }: Story, options: ExportOptions): ExportOptions {
	if (format === 'csv') return options;
	const shown = { ...options };
	delete shown.delimiter;
	delete shown.includeBom;
	delete shown.escapeFormulas;
	return shown;
}

async function findToken(run: NodeRun, files: string[]): Promise<string | undefined> {
	const { storageFolder } = await n8n();
	const metadata = await Promise.all(
		files
			.filter((file) => file.endsWith('.metadata'))
			.map(async (file) => await readFile(join(storageFolder, file), 'utf8')),
	);
	const { items, error, hints, logLines } = run;
	return findSecret({ items, error, hints, logLines, metadata }, [TOKEN]);
}
