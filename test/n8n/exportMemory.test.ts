import { createReadStream, statSync } from 'node:fs';
import { createGunzip } from 'node:zlib';
import { startSimulator } from '../simulator/index.ts';
import type { Simulator } from '../simulator/options.ts';
import { auditNode, saveCredential, type UsableCredential } from './auditRun.ts';
import { csvDifference } from './exportedCsv.ts';
import { measureRun, sha256Of, type MeasuredRun } from './measuredRun.ts';
import { startTestServer, type TestServer } from './testServer.ts';
import { credentialInput } from './workflows.ts';

/** Issue 13: what a million entries may take more than a thousand. */
const mostMore = 80;

/** The same for 200,000 events, of which more wait for their turn, in more requests. */
const mostMoreOfEvents = 160;

const few = 1_000;
const tenant = 'DefaultTenant';

/** A log with equal neighbours, which would not show if one of them were written twice. */
interface Log {
	simulator: Simulator;
	credential: UsableCredential;
}

let n8n: TestServer;
const logs: Log[] = [];

beforeAll(async () => {
	n8n = await startTestServer('export-memory-home');
});

afterAll(async () => {
	await n8n.close();
	for (const { simulator } of logs) await simulator.close();
});

/** Both logs have as many entries. */
async function openLog(entries: number): Promise<Log> {
	const tenants = [{ name: tenant, events: entries, spacingMs: 1_000 }];
	const simulator = await startSimulator({
		...{ entries, pageLimit: 1_000, twins: 10 },
		unified: { tenants },
	});
	const credential = await saveCredential(n8n.api, credentialInput(simulator, `log of ${entries}`));
	const log = { simulator, credential };
	logs.push(log);
	return log;
}

function* classicTruth({ simulator: { log } }: Log): Generator<object> {
	for (const identity of log.view) yield log.entry(identity);
}

function* unifiedTruth({ simulator: { unified } }: Log): Generator<object> {
	const log = unified.tenant(tenant);
	for (const identity of log.view) yield log.event(identity);
}

async function exportLog(
	{ credential }: Log,
	resource: Record<string, unknown>,
	options: Record<string, unknown> = {},
): Promise<MeasuredRun> {
	const run = await measureRun(n8n, credential, {
		...{ operation: 'exportLogs', returnAll: true, timeRange: 'all', ...resource },
		...{ format: 'csv', binaryPropertyName: 'data', filters: {}, options },
	});
	expect(run.execution.error).toBeUndefined();
	return run;
}

const classic = { resource: 'auditLog' };
const unified = { resource: 'unifiedAuditLog', scope: 'tenant', tenant };

/** Compares the memory of a large export with that of a small one. */
async function expectLittleMore(
	{ small, large }: { small: Log; large: Log },
	resource: Record<string, unknown>,
	what: string,
	most: number,
): Promise<MeasuredRun> {
	// Warms up: code, connections, the database.
	for (let warm = 0; warm < 3; warm += 1) await exportLog(small, resource);
	const least = await exportLog(small, resource);
	const began = Date.now();
	const run = await exportLog(large, resource);
	const seconds = (Date.now() - began) / 1_000;
	process.stdout.write(
		`Peak memory of n8n: ${least.peak.toFixed(0)} MB with ${few} entries (rise ${least.rise.toFixed(0)}), ` +
			`${run.peak.toFixed(0)} MB with ${what} (rise ${run.rise.toFixed(0)}), in ${seconds.toFixed(0)} s\n`,
	);
	expect(run.peak - least.peak).toBeLessThanOrEqual(most);
	// n8n may have given memory back in between, so the rise counts as well.
	expect(run.rise - least.rise).toBeLessThanOrEqual(most);
	return run;
}

/** Whether the file is what its manifest says. */
async function expectProven({ execution, path }: MeasuredRun, entries: number): Promise<void> {
	const [item] = execution.items(auditNode);
	expect(item?.json).toMatchObject({
		...{ entries, isComplete: true, bytes: statSync(path).size },
		sha256: await sha256Of(createReadStream(path)),
	});
}

describe('Export Logs to CSV', () => {
	test('a million entries take little more memory than a thousand, and are all there, once, in order', async () => {
		const entries = 1_000_000;
		const small = await openLog(few);
		const large = await openLog(entries);
		const run = await expectLittleMore({ small, large }, classic, 'a million', mostMore);
		await expectProven(run, entries);
		expect(await csvDifference(createReadStream(run.path), classicTruth(large))).toBeUndefined();
	});

	test('so do those of a compressed file', async () => {
		const entries = 20_000;
		const log = await openLog(entries);
		const run = await exportLog(log, classic, { compress: true });
		await expectProven(run, entries);
		const bytes = createReadStream(run.path).pipe(createGunzip());
		expect(await csvDifference(bytes, classicTruth(log))).toBeUndefined();
	});

	test('the same of 200,000 events of the unified log', async () => {
		const entries = 200_000;
		const small = await openLog(few);
		const large = await openLog(entries);
		const run = await expectLittleMore(
			{ small, large },
			unified,
			'200,000 events',
			mostMoreOfEvents,
		);
		await expectProven(run, entries);
		expect(await csvDifference(createReadStream(run.path), unifiedTruth(large))).toBeUndefined();
	});
});
