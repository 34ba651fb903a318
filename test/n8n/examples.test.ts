import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { parse } from 'csv-parse/sync';
import type { ParsedMail } from 'mailparser';
import { startSimulator } from '../simulator/index.ts';
import type { AuditEntry, Simulator } from '../simulator/options.ts';
import { saveCredential, type UsableCredential } from './auditRun.ts';
import { startCounterpart, type Counterpart } from './counterpart.ts';
import { startMailServer, type MailServer } from './mailServer.ts';
import type { WorkflowFile } from './n8nApi.ts';
import { packageName, projectRoot } from './paths.ts';
import { POLL_SECONDS, pollTimes, publishTrigger } from './polling.ts';
import { startTestServer, type TestServer } from './testServer.ts';
import { credentialInput, readExample } from './workflows.ts';

type ExampleNode = WorkflowFile['nodes'][number] & { parameters: Record<string, unknown> };

let n8n: TestServer;
let simulator: Simulator;
let counterpart: Counterpart;
let audit: UsableCredential;

beforeAll(async () => {
	const newest = new Date().toISOString();
	simulator = await startSimulator({ entries: 5_000, newest, spacingMs: 60_000 });
	counterpart = await startCounterpart();
	n8n = await startTestServer('examples-home', { timeZone: 'Europe/Berlin' });
	audit = await saveCredential(n8n.api, credentialInput(simulator));
}, 180_000);

afterAll(async () => {
	await n8n.close();
	await counterpart.close();
	await simulator.close();
});

beforeEach(() => {
	counterpart.received.length = 0;
	counterpart.headers.length = 0;
	counterpart.refuses = 0;
});

/** An example as a user fills it in. */
async function importExample(
	file: string,
	id: string,
	{ uiPath = audit, others = [] }: { uiPath?: UsableCredential; others?: UsableCredential[] } = {},
): Promise<void> {
	const workflow = await readExample({ file: `${file}.json` }, uiPath, others);
	for (const node of workflow.nodes as ExampleNode[]) {
		for (const used of Object.values(node.credentials ?? {})) expect(used.id).not.toBeNull();
		if (typeof node.parameters.url === 'string') node.parameters.url = counterpart.url + id;
		if (node.type === `${packageName}.uiPathAuditTrigger`) node.parameters.pollTimes = pollTimes;
		if ('waitBetweenTries' in node) Object.assign(node, { waitBetweenTries: 200 });
	}
	await n8n.api.saveWorkflow(id, { ...workflow, pinData: {} });
}

/** What an example has sent. */
function bodiesOf(id: string): string[] {
	return counterpart.received.filter(({ path }) => path === `/${id}`).map(({ body }) => body);
}

async function until(isDone: () => boolean, seconds = 30): Promise<void> {
	for (const giveUp = Date.now() + seconds * 1_000; Date.now() < giveUp && !isDone(); ) {
		await wait(200);
	}
}

/** Publishes an example with a trigger, and gives what arrives then. */
async function arriveWhilePublished(id: string, arrive: () => void): Promise<AuditEntry[]> {
	await publishTrigger(n8n.api, id, simulator);
	const before = simulator.log.size;
	arrive();
	return simulator.log.snapshot().slice(before);
}

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

test('Alert to Slack: one message for a poll, with what is risky in it', async () => {
	await importExample('alert-to-slack', 'uipathExampleSlack');
	const arrived = await arriveWhilePublished('uipathExampleSlack', () => simulator.log.arrive(60));
	await until(() => bodiesOf('uipathExampleSlack').length > 0);
	await wait(POLL_SECONDS * 2_000);
	await n8n.api.unpublish('uipathExampleSlack');
	const messages = bodiesOf('uipathExampleSlack').map(
		(body) => (JSON.parse(body) as { text: string }).text,
	);
	expect(messages).toHaveLength(1);
	const isRisky = ({ category, action }: AuditEntry) =>
		(category === 'User' && action === 'LoginFailed') ||
		action === 'Delete' ||
		(category === 'Group' && ['AddMember', 'RemoveMember'].includes(action ?? '')) ||
		['Role', 'Token'].includes(category ?? '');
	const risky = arrived.filter(isRisky);
	expect(risky.length).toBeGreaterThan(3);
	const [title, ...lines] = messages[0]?.split('\n•') ?? [];
	expect(title).toBe(`*UiPath: ${risky.length} risky changes*`);
	expect(lines).toHaveLength(risky.length);
	for (const [index, { message }] of risky.entries()) {
		const escaped = (message ?? '').replaceAll('&', '&amp;').replaceAll('<', '&lt;');
		expect(lines[index]).toContain(escaped.replaceAll('>', '&gt;'));
	}
});

describe('Daily e-mail', () => {
	const mails: ParsedMail[] = [];
	let server: MailServer;
	let account: UsableCredential;

	beforeAll(async () => {
		server = await startMailServer(mails);
		account = await saveCredential(n8n.api, server.credential);
	});

	afterAll(async () => {
		await server.close();
	});

	beforeEach(() => {
		mails.length = 0;
	});

	test('sends the day before, in the time zone of the workflow, entry by entry', async () => {
		await importExample('daily-email', 'uipathExampleMail1', { others: [account] });
		const run = await n8n.api.runWorkflow('uipathExampleMail1', 'Every morning');
		expect(run.error).toBeUndefined();
		const inBerlin = (time: number) =>
			new Intl.DateTimeFormat('en-CA', { timeZone: 'Europe/Berlin' }).format(time);
		const day = inBerlin(Date.now() - 24 * 3_600_000);
		const due = simulator.log
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
		const other = await saveCredential(n8n.api, credentialInput(quiet, 'Quiet'));
		await importExample('daily-email', 'uipathExampleMail2', { uiPath: other, others: [account] });
		const run = await n8n.api.runWorkflow('uipathExampleMail2', 'Every morning');
		await quiet.close();
		expect(run.error).toBeUndefined();
		expect(mails.map(({ subject }) => subject)).toEqual([
			expect.stringMatching(/^UiPath audit log of \d{4}-\d\d-\d\d: nothing happened$/),
		]);
	});
});

describe('Monthly archive', () => {
	test('writes a file of its own each time', async () => {
		await importExample('monthly-archive', 'uipathExampleFile1');
		const names = new Set<unknown>();
		for (let runs = 0; runs < 2; runs += 1) {
			const run = await n8n.api.runWorkflow('uipathExampleFile1', 'Every month');
			expect(run.error).toBeUndefined();
			const path = run.items('Write the archive to disk')[0]?.json['fileName'];
			names.add(path);
			const file = await readFile(join(n8n.server.files, '..', path as string));
			expect(file.equals(await simulator.csv())).toBe(true);
			await wait(1_100);
		}
		expect(names.size).toBe(2);
		expect(bodiesOf('uipathExampleFile1')).toEqual([]);
	});

	test('raises the alarm and fails where UiPath cuts the file off', async () => {
		const cut = await startSimulator({ entries: 300, csv: { maxEntries: 100 } });
		try {
			const short = await saveCredential(n8n.api, credentialInput(cut, 'Cut off'));
			await importExample('monthly-archive', 'uipathExampleFile2', { uiPath: short });
			const files = await readdir(n8n.server.files);
			const run = await n8n.api.runWorkflow('uipathExampleFile2', 'Every month');
			expect(run.error).toMatch(/was not archived: The CSV file has only 100 of the 300 entries/);
			expect(
				bodiesOf('uipathExampleFile2').map((body) => (JSON.parse(body) as { text: string }).text),
			).toEqual([
				expect.stringMatching(/was not archived: The CSV file has only 100 of the 300 entries/),
			]);
			expect(await readdir(n8n.server.files)).toEqual(files);
		} finally {
			await cut.close();
		}
	});
});

test('SIEM: each entry once at the collector, in batches of 100, though it fails now and then', async () => {
	const token = await saveCredential(n8n.api, {
		...{ name: 'Splunk', type: 'httpHeaderAuth' },
		data: { name: 'Authorization', value: 'Splunk secret-token' },
	});
	await importExample('siem', 'uipathExampleSiem1', { others: [token] });
	counterpart.refuses = 2;
	const arrived = await arriveWhilePublished('uipathExampleSiem1', () => simulator.log.arrive(350));
	await until(() => bodiesOf('uipathExampleSiem1').length >= 4);
	await wait(POLL_SECONDS * 2_000);
	await n8n.api.unpublish('uipathExampleSiem1');
	const batches = bodiesOf('uipathExampleSiem1').map((body) =>
		body
			.split('\n')
			.map((line) => JSON.parse(line) as { event: AuditEntry; fields: { entryId: string } }),
	);
	for (const batch of batches) expect(batch.length).toBeLessThanOrEqual(100);
	const events = batches.flat();
	// What a collector keeps that knows an id when it sees it again.
	const kept = [...new Map(events.map((event) => [event.fields.entryId, event])).values()];
	// n8n sends requests side by side.
	const sort = (entries: AuditEntry[]) => entries.map((entry) => JSON.stringify(entry)).sort();
	expect(sort(kept.map(({ event }) => event))).toEqual(sort(arrived));
	expect(counterpart.headers[0]?.['authorization']).toBe('Splunk secret-token');
	expect(counterpart.headers.length).toBeGreaterThan(batches.length);
});

test('Many failed logins: one alert for a series, over several polls', async () => {
	const newest = new Date(Date.now() - 150_000).toISOString();
	const failures = await startSimulator({ entries: 1, newest, spacingMs: 50 });
	const isFailure = ({ category, action }: AuditEntry) =>
		category === 'User' && action === 'LoginFailed';
	try {
		const other = await saveCredential(n8n.api, credentialInput(failures, 'Failures'));
		await importExample('many-failed-logins', 'uipathExampleLogin', { uiPath: other });
		await publishTrigger(n8n.api, 'uipathExampleLogin', failures);
		for (let polls = 0; polls < 6; polls += 1) {
			failures.log.arrive(400);
			await wait(POLL_SECONDS * 1_000);
		}
		await wait(POLL_SECONDS * 2_000);
		await n8n.api.unpublish('uipathExampleLogin');
		const counts = new Map<string, number>();
		for (const { userName } of failures.log.snapshot().filter(isFailure)) {
			if (userName) counts.set(userName, (counts.get(userName) ?? 0) + 1);
		}
		const due = [...counts].filter(([, count]) => count >= 5).map(([user]) => user);
		expect(due.length).toBeGreaterThan(0);
		const told = bodiesOf('uipathExampleLogin').map((body) => {
			const words = (JSON.parse(body) as { text: string }).text;
			return /failed logins of (.*) within ten minutes/.exec(words)?.[1];
		});
		expect(told.sort()).toEqual(due.sort());
	} finally {
		await failures.close();
	}
});
