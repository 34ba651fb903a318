import { readFile, readdir, rm, stat } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import type { AuditEntry, Simulator } from '../simulator/options.ts';
import type { Execution } from './execution.ts';
import type { N8nApi } from './n8nApi.ts';
import { simplified } from '../simplified.ts';
import { firstDifference } from './report.ts';
import { downloadCsvExample, getLogsExample } from './workflows.ts';

/** A difference from the simulator is put in words; undefined stands for "the same". */
interface Outcome {
	difference: string | undefined;
}

type Entry = Record<string, unknown>;

/** What the Get Logs workflow brought. */
export interface LogsOutcome extends Outcome {
	entries: Entry[];
}

/** What the Download CSV workflow left on disk. */
export interface CsvOutcome extends Outcome {
	path: string;
	bytes: number;
}

function ended(execution: Execution, what: string): Execution {
	if (execution.status === 'success') return execution;
	throw new Error(`The workflow "${what}" ended as ${execution.status}: ${execution.error ?? ''}`);
}

/** The simulator's log in the order that the node's defaults ask for: newest first. */
export function newestFirst(simulator: Simulator): AuditEntry[] {
	return simulator.log.snapshot().reverse();
}

/** Runs the Get Logs example and compares every entry with the simulator's. */
export async function runGetLogs(api: N8nApi, simulator: Simulator): Promise<LogsOutcome> {
	const { id, trigger, audit, file } = getLogsExample;
	const execution = ended(await api.runWorkflow(id, trigger), file);
	const entries = execution.items(audit).map(({ json }) => json);
	return { entries, difference: firstDifference(entries, newestFirst(simulator).map(simplified)) };
}

/** Removes what earlier starts downloaded; every run makes a file with another name. */
async function removeEarlierFiles(folder: string): Promise<void> {
	for (const name of await readdir(folder)) {
		if (/^uipath-audit-.*\.csv$/.test(name)) await rm(join(folder, name));
	}
}

/** Runs the Download CSV example and compares the file on disk, byte for byte. */
export async function runDownloadCsv(
	api: N8nApi,
	simulator: Simulator,
	server: { files: string },
): Promise<CsvOutcome> {
	await removeEarlierFiles(server.files);
	const { id, trigger, write, file } = downloadCsvExample;
	const execution = ended(await api.runWorkflow(id, trigger), file);
	const name = execution.items(write)[0]?.json['fileName'];
	if (typeof name !== 'string') throw new Error('The workflow wrote no file');
	// n8n's working directory is the parent of its files folder.
	const path = resolve(server.files, '..', name);
	const same = (await readFile(path)).equals(await simulator.csv());
	const { size } = await stat(path);
	return { path, bytes: size, difference: same ? undefined : 'the bytes differ' };
}
