import { createHash } from 'node:crypto';
import { mkdir, readdir, readFile, rm, rmdir } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { parse } from 'csv-parse/sync';
import { DateTime } from 'luxon';
import type { ParsedMail } from 'mailparser';
import { startSimulator, status } from '../simulator/index.ts';
import type { AuditEntry, Simulator, SimulatorOptions } from '../simulator/options.ts';
import { saveCredential, type UsableCredential } from './auditRun.ts';
import { startExampleServer, type ExampleServer } from './importedExample.ts';
import { startMailServer, type MailServer } from './mailServer.ts';
import type { Execution, WorkflowFile } from './n8nApi.ts';
import { projectRoot } from './paths.ts';
import { credentialInput } from './workflows.ts';

let examples: ExampleServer;

beforeAll(async () => {
	examples = await startExampleServer('examples-home');
}, 180_000);

afterAll(async () => {
	await examples.close();
});

beforeEach(() => {
	examples.reset();
});

describe('each example', () => {
	test('is a file that n8n imports, with notes, sample data, and no credential filled in', async () => {
		const files = await readdir(join(projectRoot, 'examples'));
		for (const file of files) {
			const workflow = JSON.parse(
				await readFile(join(projectRoot, 'examples', file), 'utf8'),
			) as WorkflowFile;
			const ids = workflow.nodes.map((node) => (node as unknown as { id: string }).id);
			expect(new Set(ids).size).toBe(ids.length);
			for (const { credentials } of workflow.nodes) {
				for (const { id } of Object.values(credentials ?? {})) expect(id).toBeNull();
			}
		}
	});
});

describe('Daily e-mail', () => {
	const mails: ParsedMail[] = [];
	let server: MailServer;
	let account: UsableCredential;

	beforeAll(async () => {
		server = await startMailServer(mails);
		account = await saveCredential(examples.n8n.api, server.credential);
	});

	afterAll(async () => {
		await server.close();
	});

	beforeEach(() => {
		mails.length = 0;
	});

	test('sends the day before, in the time zone of the workflow, entry by entry', async () => {
		await examples.importExample('daily-email', 'uipathExampleMail1', { others: [account] });
		const run = await examples.n8n.api.runWorkflow('uipathExampleMail1', 'Every morning');
		expect(run.error).toBeUndefined();
		const inBerlin = (time: number) =>
			new Intl.DateTimeFormat('en-CA', { timeZone: 'Europe/Berlin' }).format(time);
		const day = inBerlin(Date.now() - 24 * 3_600_000);
		const due = examples.simulator.log
			.snapshot()
			.filter(({ createdOn }) => inBerlin(Date.parse(createdOn)) === day);
		expect(due.length).toBeGreaterThan(1_000);
		expect(mails).toHaveLength(1);
		const [mail] = mails;
		expect(mail?.subject).toBe(`UiPath audit log of ${day}: ${due.length} entries`);
		const attached = mail?.attachments[0];
		expect(attached?.filename).toBe(`uipath-audit-${day}.csv`);
		const rows: AuditEntry[] = parse(attached?.content ?? '', { columns: true, bom: true });
		const flat = (entries: AuditEntry[]) =>
			entries.map(({ createdOn, message, userName }) => [createdOn, message ?? '', userName ?? '']);
		expect(flat(rows)).toEqual(flat(due));
		// Failures first, and every count right.
		const html = String(mail?.html);
		const failed = due.filter(({ action }) => /fail/i.test(action ?? ''));
		const counts = [...html.matchAll(/<td align="right">(\d+)<\/td>/g)].map(([, n]) => Number(n));
		expect(counts.reduce((sum, count) => sum + count, 0)).toBe(due.length);
		const actions = [...html.matchAll(/<td>([^<]*)<\/td><td align/g)].map(([, action]) => action);
		const isFailed = actions.map((action) => /fail/i.test(action ?? ''));
		expect(isFailed).toEqual(isFailed.slice().sort((a, b) => Number(b) - Number(a)));
		expect(failed.length).toBe(
			counts.filter((_, index) => isFailed[index]).reduce((sum, count) => sum + count, 0),
		);
	});

	test('says so where nothing happened', async () => {
		const quiet = await startSimulator({ entries: 20 });
		const other = await saveCredential(examples.n8n.api, credentialInput(quiet, 'Quiet'));
		await examples.importExample('daily-email', 'uipathExampleMail2', {
			uiPath: other,
			others: [account],
		});
		const run = await examples.n8n.api.runWorkflow('uipathExampleMail2', 'Every morning');
		await quiet.close();
		expect(run.error).toBeUndefined();
		expect(mails.map(({ subject }) => subject)).toEqual([
			expect.stringMatching(/^UiPath audit log of \d{4}-\d\d-\d\d: nothing happened$/),
		]);
	});
});

describe('Monthly archive', () => {
	test('writes a file of its own each time', async () => {
		await examples.importExample('monthly-archive', 'uipathExampleFile1');
		const names = new Set<unknown>();
		for (let runs = 0; runs < 2; runs += 1) {
			const run = await examples.n8n.api.runWorkflow('uipathExampleFile1', 'Every month');
			expect(run.error).toBeUndefined();
			const path = run.items('Write the archive to disk')[0]?.json['fileName'];
			names.add(path);
			const file = await readFile(join(examples.n8n.server.files, '..', path as string));
			expect(file.equals(await examples.simulator.csv())).toBe(true);
			await wait(1_100);
		}
		expect(names.size).toBe(2);
		expect(examples.bodiesOf('uipathExampleFile1')).toEqual([]);
	});

	test('raises the alarm and fails where UiPath cuts the file off', async () => {
		const cut = await startSimulator({ entries: 300, csv: { maxEntries: 100 } });
		try {
			const short = await saveCredential(examples.n8n.api, credentialInput(cut, 'Cut off'));
			await examples.importExample('monthly-archive', 'uipathExampleFile2', { uiPath: short });
			const files = await readdir(examples.n8n.server.files);
			const run = await examples.n8n.api.runWorkflow('uipathExampleFile2', 'Every month');
			expect(run.error).toMatch(/was not archived: The CSV file has only 100 of the 300 entries/);
			expect(
				examples
					.bodiesOf('uipathExampleFile2')
					.map((body) => (JSON.parse(body) as { text: string }).text),
			).toEqual([
				expect.stringMatching(/was not archived: The CSV file has only 100 of the 300 entries/),
			]);
			expect(await readdir(examples.n8n.server.files)).toEqual(files);
		} finally {
			await cut.close();
		}
	});
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
