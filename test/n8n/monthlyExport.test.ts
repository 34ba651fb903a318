import { createHash } from 'node:crypto';
import { mkdir, readdir, readFile, rm, rmdir } from 'node:fs/promises';
import { join } from 'node:path';
import { parse } from 'csv-parse/sync';
import { DateTime } from 'luxon';
import type { ParsedMail } from 'mailparser';
import { startSimulator, status } from '../simulator/index.ts';
import type { AuditEntry, Simulator, SimulatorOptions } from '../simulator/options.ts';
import { saveCredential, type UsableCredential } from './auditRun.ts';
import { startExampleServer, type ExampleServer } from './importedExample.ts';
import { startMailServer, type MailServer } from './mailServer.ts';
import type { Execution } from './execution.ts';
import { credentialInput } from './workflows.ts';

let examples: ExampleServer;

beforeAll(async () => {
	examples = await startExampleServer('monthly-export-home');
}, 180_000);

afterAll(async () => {
	await examples.close();
});

beforeEach(() => {
	examples.reset();
});

describe('Monthly export', () => {
	const mails: ParsedMail[] = [];
	const thisMonth = DateTime.now().setZone('Europe/Berlin').startOf('month');
	const from = thisMonth.minus({ months: 1 });
	const month = from.toFormat('yyyy-MM');
	const fileName = `uipath-audit-${month}.csv`;
	const toUtc = (time: DateTime) => `${time.toUTC().toFormat("yyyy-MM-dd'T'HH:mm:ss")}Z`;
	let server: MailServer;
	let account: UsableCredential;
	let folder: string;

	beforeAll(async () => {
		server = await startMailServer(mails);
		account = await saveCredential(examples.n8n.api, server.credential);
		folder = examples.n8n.server.files;
	});

	afterAll(async () => {
		await server.close();
	});

	beforeEach(() => {
		mails.length = 0;
	});

	/** Imports the example for a log, and runs it. */
	async function runExport(id: string, log: SimulatorOptions): Promise<Exported> {
		const simulator = await startSimulator({ pageLimit: 100, ...log });
		try {
			const uiPath = await saveCredential(examples.n8n.api, credentialInput(simulator, id));
			await examples.importExample('monthly-export', id, { uiPath, others: [account] });
			const run = await examples.n8n.api.runWorkflow(id, 'Every month');
			return { run, due: entriesOfMonth(simulator), requests: simulator.requests.length };
		} finally {
			await simulator.close();
		}
	}

	function entriesOfMonth({ log }: Simulator): AuditEntry[] {
		const [start, end] = [from.toMillis(), thisMonth.toMillis()];
		return log.snapshot().filter(({ createdOn }) => {
			const time = Date.parse(createdOn);
			return start <= time && time < end;
		});
	}

	/** Half an hour from one entry to the next, until now: more than three months. */
	const busy = () => ({
		...{ entries: 5_000, spacingMs: 30 * 60_000, newest: new Date().toISOString() },
		...{ ties: 3, twins: 7 },
	});

	test('raises the alarm, fails and leaves no file where UiPath fails', async () => {
		const before = await readdir(folder);
		for (const [id, healthy] of [
			['uipathExampleMonth1', 0],
			// The file has been begun by then.
			['uipathExampleMonth2', 22],
		] as const) {
			const { run, requests } = await runExport(id, {
				...busy(),
				faults: ({ routeIndex }) => (routeIndex < healthy ? undefined : status(503)),
			});
			expect(requests).toBeGreaterThan(healthy);
			const why =
				/export of UiPath's audit log failed \(Export the previous month\): UiPath reported a server error \(503\)/;
			expect(run.error).toMatch(why);
			expect(textsOf(id)).toEqual([expect.stringMatching(why)]);
		}
		expect(await readdir(folder)).toEqual(before);
		expect(mails).toEqual([]);
	});

	test('raises the alarm and fails where the file cannot be written', async () => {
		await mkdir(join(folder, `${fileName}.manifest.json`));
		const { run } = await runExport('uipathExampleMonth3', busy());
		await rmdir(join(folder, `${fileName}.manifest.json`));
		await rm(join(folder, fileName));
		expect(run.error).toMatch(/failed \(Write the manifest\): ./);
		expect(textsOf('uipathExampleMonth3')).toEqual([run.error]);
		expect(mails).toEqual([]);
	});

	test('writes the month before, its manifest beside it, and an email with the numbers', async () => {
		const { run, due, requests } = await runExport('uipathExampleMonth4', busy());
		expect(run.error).toBeUndefined();
		expect(requests).toBeGreaterThan(22 + 5);
		expect(due.length).toBeGreaterThan(1_300);
		const file = await readFile(join(folder, fileName));
		const rows: Array<AuditEntry & { entryId: string }> = parse(file, { columns: true, bom: true });
		const written = await readFile(join(folder, `${fileName}.manifest.json`));
		const manifest = JSON.parse(String(written)) as Record<string, unknown>;
		const sha256 = createHash('sha256').update(file).digest('hex');
		expect(rows).toHaveLength(due.length);
		expect(new Set(rows.map(({ entryId }) => entryId)).size).toBe(due.length);
		expect(rows.map(({ createdOn }) => createdOn)).toEqual(due.map(({ createdOn }) => createdOn));
		expect(rows.map(({ message }) => message).sort()).toEqual(
			due.map(({ message }) => message ?? '').sort(),
		);
		expect(manifest).toMatchObject({
			...{ fileName, sha256, bytes: file.length, entries: due.length, isComplete: true },
			window: { from: toUtc(from), to: toUtc(thisMonth) },
			settledUntil: toUtc(thisMonth),
			retention: { reachesBeyondOldest: false },
		});

		expect(mails).toHaveLength(1);
		const [mail] = mails;
		expect(mail?.subject).toBe(`UiPath audit log of ${month}: ${due.length} entries`);
		const text = String(mail?.text);
		expect(text).toContain(`SHA-256: ${sha256}\n`);
		expect(text).toContain(`Entries: ${due.length}\n`);
		expect(text).toContain(`First entry: ${String(manifest['firstTime'])}\n`);
		expect(text).toContain(`Last entry: ${String(manifest['lastTime'])}\n`);
		expect(text).toContain('Complete: yes\n');
		expect(text).toContain(`Settled until: ${toUtc(thisMonth)} (the whole month:`);
		expect(text).toContain('Retention: the log still has older entries');
		expect(mail?.attachments.map(({ content }) => content.equals(written))).toEqual([true]);
		expect(textsOf('uipathExampleMonth4')).toEqual([]);
	});

	test('says what is not certain', async () => {
		// Nothing has happened since the middle of the month, in which the log begins.
		const newest = from.plus({ days: 14 }).toUTC().toISO() ?? '';
		const { run, due } = await runExport('uipathExampleMonth5', { entries: 20, newest });
		expect(run.error).toBeUndefined();
		expect(due).toHaveLength(20);
		const [mail] = mails;
		expect(mail?.subject).toBe(`UiPath audit log of ${month}: 20 entries (please check)`);
		expect(mail?.text).toMatch(/Settled until: \S+ \(NOT the whole month/);
		expect(mail?.text).toContain('Retention: NOT CERTAIN');
	});
});

interface Exported {
	run: Execution;
	/** What the log has of the month. */
	due: AuditEntry[];
	requests: number;
}

/** The texts of the alarms that an example has raised. */
function textsOf(id: string): string[] {
	return examples.bodiesOf(id).map((body) => (JSON.parse(body) as { text: string }).text);
}
