import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { parse } from 'csv-parse/sync';
import type { ParsedMail } from 'mailparser';
import { startSimulator } from '../simulator/index.ts';
import type { AuditEntry } from '../simulator/options.ts';
import { saveCredential, type UsableCredential } from './auditRun.ts';
import { startExampleServer, type ExampleServer } from './importedExample.ts';
import { startMailServer, type MailServer } from './mailServer.ts';
import type { WorkflowFile } from './n8nApi.ts';
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
