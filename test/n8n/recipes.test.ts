import { createServer, type Server } from 'node:http';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { text } from 'node:stream/consumers';
import { parse } from 'csv-parse/sync';
import { startSimulator } from '../simulator/index.ts';
import type { AuditEntry, Simulator } from '../simulator/options.ts';
import { saveCredential, type UsableCredential } from './auditRun.ts';
import type { WorkflowFile } from './n8nApi.ts';
import { startTestServer, type TestServer } from './testServer.ts';
import { credentialInput, readExample } from './workflows.ts';

const HOUR = 3_600_000;
const MINUTE = 60_000;

let n8n: TestServer;
let simulator: Simulator;
let credential: UsableCredential;
let folder: string;
let clock: string;
let collector: Server;
const collected: AuditEntry[] = [];

/** The hour that the first run takes place in, a little ahead of the machine's clock. */
const firstHour = Math.ceil(Date.now() / HOUR) * HOUR + HOUR;

async function setClock(time: number): Promise<void> {
	await writeFile(clock, String(time - Date.now()));
	// n8n looks at the file ten times a second.
	await new Promise((done) => setTimeout(done, 300));
}

beforeAll(async () => {
	folder = await mkdtemp(join(tmpdir(), 'uipath-audit-recipes-'));
	clock = join(folder, 'clock');
	await writeFile(clock, '0');
	// An entry every ten seconds, until after the second run.
	const newest = new Date(firstHour + 2 * HOUR).toISOString();
	simulator = await startSimulator({ entries: 2_000, spacingMs: 10_000, newest });
	collector = createServer((request, response) => {
		void text(request).then((body) => {
			collected.push(JSON.parse(body) as AuditEntry);
			response.end('{}');
		});
	});
	await new Promise<void>((ready) => collector.listen(0, '127.0.0.1', ready));
	n8n = await startTestServer('recipes-home', { clock });
	credential = await saveCredential(n8n.api, credentialInput(simulator));
}, 180_000);

afterAll(async () => {
	await n8n.close();
	await simulator.close();
	collector.close();
	await rm(folder, { recursive: true, force: true });
});

/** An example with the credential chosen in it, and changed in other ways where it has to be. */
async function importRecipe(
	name: string,
	id: string,
	change: (node: WorkflowFile['nodes'][number] & { parameters: Record<string, unknown> }) => void,
): Promise<void> {
	const workflow = await readExample({ file: `${name}.json` }, credential);
	for (const node of workflow.nodes) {
		change(node as WorkflowFile['nodes'][number] & { parameters: Record<string, unknown> });
	}
	await n8n.api.saveWorkflow(id, workflow);
}

/** Entries of the log that were created in two hours up to five minutes before the second run's. */
function entriesOfBothRuns(): AuditEntry[] {
	const [from, to] = [firstHour - HOUR - 5 * MINUTE, firstHour + HOUR - 5 * MINUTE];
	return simulator.log.snapshot().filter(({ createdOn }) => {
		const time = Date.parse(createdOn);
		return time >= from && time < to;
	});
}

describe('the recipes of the README, run twice', () => {
	test('Feed a SIEM: each entry once, oldest first, late ones too', async () => {
		const { port } = collector.address() as AddressInfo;
		await importRecipe('feed-a-siem', 'uipathRecipeSiem', (node) => {
			if (node.type.endsWith('httpRequest')) {
				node.parameters.url = `http://127.0.0.1:${port}/`;
			}
		});
		await setClock(firstHour + 10 * MINUTE + 1_000);
		const first = await n8n.api.runWorkflow('uipathRecipeSiem', 'Every hour');
		expect(first.error).toBeUndefined();
		// Written after the first run, of a time shortly before it: 720 entries before the newest.
		simulator.log.arriveLate(25, { atFraction: (2_000 - 720) / 2_000 });
		await setClock(firstHour + HOUR + 10 * MINUTE + 1_000);
		const second = await n8n.api.runWorkflow('uipathRecipeSiem', 'Every hour');
		expect(second.error).toBeUndefined();

		const expected = entriesOfBothRuns();
		expect(expected.length).toBeGreaterThan(720);
		const byText = (a: AuditEntry, b: AuditEntry) =>
			JSON.stringify(a) < JSON.stringify(b) ? -1 : 1;
		expect(collected.slice().sort(byText)).toEqual(expected.slice().sort(byText));
	});

	test('Alert on failed logins: each of them once', async () => {
		await importRecipe('alert-on-failed-logins', 'uipathRecipeLogins', (node) => {
			// Slack is not at hand; what it is given is looked at.
			if (node.type.endsWith('slack')) Object.assign(node, { type: 'n8n-nodes-base.noOp' });
		});
		const told: unknown[] = [];
		for (const time of [firstHour, firstHour + HOUR]) {
			await setClock(time + 10 * MINUTE + 1_000);
			const run = await n8n.api.runWorkflow('uipathRecipeLogins', 'Every hour');
			expect(run.error).toBeUndefined();
			for (const { json } of run.items('Tell the team')) told.push(json.message);
		}
		const failed = entriesOfBothRuns().filter(
			({ category, action }) => category === 'User' && action === 'LoginFailed',
		);
		expect(failed.length).toBeGreaterThan(10);
		expect(told.sort()).toEqual(failed.map(({ message }) => message).sort());
	});

	test('Monthly archive: the whole log each time', async () => {
		await importRecipe('monthly-archive', 'uipathRecipeArchive', () => undefined);
		for (let run = 0; run < 2; run += 1) {
			const execution = await n8n.api.runWorkflow('uipathRecipeArchive', 'Every month');
			expect(execution.error).toBeUndefined();
			const name = execution.items('Write the archive to disk')[0]?.json['fileName'];
			const file = await readFile(resolve(n8n.server.files, '..', name as string));
			expect(file.equals(await simulator.csv())).toBe(true);
			const records: unknown[] = parse(file);
			expect(records).toHaveLength(simulator.log.size + 1);
		}
	});
});
