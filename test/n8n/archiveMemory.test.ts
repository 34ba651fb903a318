import { createReadStream, statSync } from 'node:fs';
import { startSimulator } from '../simulator/index.ts';
import type { Simulator } from '../simulator/options.ts';
import { auditNode, saveCredential, type UsableCredential } from './auditRun.ts';
import { measureRun, sha256Of, type MeasuredRun } from './measuredRun.ts';
import { startTestServer, type TestServer } from './testServer.ts';
import { credentialInput } from './workflows.ts';

const megabyte = 1_000_000;
/** Issue 12: what a day of 300 MB may take more than one of 1 MB. */
const mostMore = 80;

/** Days of the store, by what their ZIPs are to come to. */
const small = '2025-06-09';
const large = '2025-06-10';
const largeBytes = 300 * megabyte;

let n8n: TestServer;
let simulator: Simulator;
let credential: UsableCredential;

beforeAll(async () => {
	simulator = await startSimulator({
		unified: {
			organization: { events: 1_000, newest: '2025-06-10T12:00:00Z' },
			store: { bytes: { [small]: megabyte, [large]: largeBytes }, filling: 'repeated' },
		},
	});
	n8n = await startTestServer('archive-memory-home');
	credential = await saveCredential(n8n.api, credentialInput(simulator));
});

afterAll(async () => {
	await n8n.close();
	await simulator.close();
});

async function getDay(day: string): Promise<MeasuredRun> {
	const run = await measureRun(n8n, credential, {
		...{ resource: 'unifiedAuditLog', operation: 'getArchive', scope: 'organization' },
		...{ fromDate: day, toDate: day, output: 'files', binaryPropertyName: 'data', options: {} },
	});
	expect(run.execution.error).toBeUndefined();
	return run;
}

/** The bytes that the store sends, without n8n or the node in between, and never as a whole. */
async function sha256Sent(day: string): Promise<string> {
	const { origin, organization, token } = simulator;
	const query = `from=${day}T00:00:00Z&to=${day}T00:00:00Z`;
	const address = `${origin}/${organization}/orgaudit_/api/query/downloadeventsfromlongtermstore`;
	const answer = await fetch(`${address}?${query}`, {
		headers: { Authorization: `Bearer ${token}` },
	});
	if (!answer.body) throw new Error('The store sent no body');
	return await sha256Of(answer.body);
}

describe('Get Archive of a day of 300 MB, as a file', () => {
	test('takes little more memory than one of 1 MB, and arrives whole', async () => {
		// Warms up: code, connections, the database.
		for (let run = 0; run < 3; run += 1) await getDay(small);
		const least = await getDay(small);
		const most = await getDay(large);

		process.stdout.write(
			`Peak memory of n8n: ${least.peak.toFixed(0)} MB with a day of 1 MB (rise ${least.rise.toFixed(0)}), ` +
				`${most.peak.toFixed(0)} MB with one of 300 MB (rise ${most.rise.toFixed(0)})\n`,
		);
		expect(most.peak - least.peak).toBeLessThanOrEqual(mostMore);
		// n8n may have given memory back in between, so the rise counts as well.
		expect(most.rise - least.rise).toBeLessThanOrEqual(mostMore);
		const bytes = statSync(most.path).size;
		expect(bytes).toBeGreaterThanOrEqual(largeBytes);
		const sha256 = await sha256Sent(large);
		expect(await sha256Of(createReadStream(most.path))).toBe(sha256);
		const [item] = most.execution.items(auditNode);
		expect(item?.json).toMatchObject({ day: large, bytes, sha256, isEmpty: false });
	});
});
