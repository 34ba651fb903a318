import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { startSimulator, status } from '../simulator/index.ts';
import type { Simulator } from '../simulator/options.ts';
import {
	auditNode,
	downloadCsv,
	returnAll,
	runAudit,
	saveCredential,
	type UsableCredential,
} from './auditRun.ts';
import { newestFirst } from './demo.ts';
import type { CredentialInput } from './n8nApi.ts';
import { oAuth2Input } from './oAuth2Input.ts';
import { findIn, findInFiles, keptFiles, type Find } from './searchSecrets.ts';
import { secretCases, tokenCases, type SecretCase } from './secretCases.ts';
import { startTestServer, type TestServer } from './testServer.ts';
import { credentialInput } from './workflows.ts';

// Of characters that change when they are encoded.
const token = 'rt_good+7f3a/9c1e=5b2d4860';
const deadToken = 'rt_dead+0d91/c7e2=ab5f4436';
const clientSecret = 'cs+4d/81=a0&7f3b29e6c5"x';
const wrongSecret = 'cs+wrong/77=b1&0c5e94d2a8"y';

let n8n: TestServer;
let simulator: Simulator;
let elsewhere: Simulator;
let pasted: CredentialInput;
let signedIn: CredentialInput;
let runs = 0;
const finds: Find[] = [];

beforeAll(async () => {
	const oauth = { clientSecret, scopes: ['PM.Audit.Read'] };
	simulator = await startSimulator({ entries: 60, pageLimit: 30, token, oauth });
	elsewhere = await startSimulator({ token });
	n8n = await startTestServer('secrets-home', { logLevel: 'debug' });
	pasted = credentialInput(simulator);
	signedIn = oAuth2Input(simulator);
});

afterAll(async () => {
	await n8n.close();
	await simulator.close();
	await elsewhere.close();
});

function secrets(): string[] {
	const issued = simulator.issuedTokens.map(({ value }) => value);
	return [token, deadToken, clientSecret, wrongSecret, ...issued];
}

/** Runs an operation; whatever n8n shows of the execution is searched. */
async function run(
	what: string,
	credential: UsableCredential,
	parameters: Record<string, unknown>,
): Promise<string> {
	const execution = await runAudit(n8n.api, credential, parameters);
	finds.push(...findIn(execution.raw, `execution: ${what}`, secrets()));
	runs += 1;
	if (execution.status !== 'success') return execution.error ?? 'an error without words';
	return execution.items(auditNode).length > 0 ? '' : 'no items';
}

/** The Test button; what it says is searched. */
async function press(what: string, id: string, input: CredentialInput): Promise<void> {
	const result = await n8n.api.testCredential(id, input);
	finds.push(...findIn(JSON.stringify(result), `Test button: ${what}`, secrets()));
}

/** Both operations and the Test button at once, with a newly saved credential. */
async function tryOut(
	what: string,
	input: CredentialInput,
	withTestButton = true,
): Promise<[string, string]> {
	const fresh = { ...input, name: `${what}: ${input.type}` };
	const credential = await saveCredential(n8n.api, fresh);
	const [logs, file] = await Promise.all([
		run(`${what}, Get Logs`, credential, returnAll()),
		run(`${what}, Download CSV`, credential, downloadCsv),
		withTestButton ? press(what, credential.id, fresh) : undefined,
	]);
	return [logs, file];
}

/** Plays each failure to the credentials; gives what came out in another way than it should. */
async function play(
	cases: SecretCase[],
	route: 'faults' | 'tokenFaults',
	...inputs: CredentialInput[]
): Promise<string[]> {
	const wrong: string[] = [];
	for (const { name, faults, recovers = false, shownByN8n = false } of cases) {
		simulator.set({ [route]: faults });
		const outcomes = await Promise.all(
			inputs.map((input) => tryOut(`${route}: ${name}`, input, !shownByN8n)),
		);
		for (const error of outcomes.flat()) {
			if ((error === '') !== recovers) wrong.push(`${name}: ${error || 'no error'}`);
		}
	}
	simulator.set({ [route]: [] });
	return wrong;
}

describe('secrets', () => {
	test('a server that fails', async () => {
		const cases = secretCases(`${elsewhere.origin}/acme/audit_/api/auditlogs`);
		expect(await play(cases, 'faults', pasted, signedIn)).toEqual([]);
	});

	test('a reason so long that it is cut off in the middle of the token', async () => {
		simulator.setFaults(status(400, { message: `${'x'.repeat(285)} ${token}` }));
		expect(await tryOut('long reason', pasted)).not.toContain('');
		simulator.setFaults();
	});

	test('an identity server that fails', async () => {
		const cases = tokenCases(clientSecret, `${elsewhere.origin}/acme/identity_/connect/token`);
		expect(await play(cases, 'tokenFaults', signedIn)).toEqual([]);
	});

	test('a dead token, a wrong client secret', async () => {
		const dead = { ...pasted, data: { ...pasted.data, token: deadToken } };
		const refused = oAuth2Input(simulator, { clientSecret: wrongSecret });
		expect(await tryOut('dead token', dead)).not.toContain('');
		expect(await tryOut('wrong client secret', refused)).not.toContain('');
	});

	test('no request with a secret reached the other origin', () => {
		const heads = elsewhere.requests.map(({ path, headers }) => JSON.stringify({ path, headers }));
		expect(heads.flatMap((head) => findIn(head, 'elsewhere', secrets()))).toEqual([]);
	});

	test('none in what n8n shows of the executions and of the Test button', () => {
		expect(runs).toBeGreaterThan(50);
		expect(finds).toEqual([]);
	});

	test('none in any file while n8n runs: database and its write-ahead log, binary data, logs', async () => {
		expect(await keptFiles(n8n.home)).toEqual(
			expect.arrayContaining([
				join('.n8n', 'database.sqlite'),
				join('.n8n', 'database.sqlite-wal'),
				expect.stringContaining('binary_data') as string,
				'n8n.log',
			]),
		);
		expect(await readFile(n8n.server.log, 'utf8')).toContain('debug');
		expect(await findInFiles(n8n.home, secrets())).toEqual([]);
	});

	test('none in any file once n8n has stopped, where the search finds what is there', async () => {
		await n8n.server.stop();
		expect(await findInFiles(n8n.home, secrets())).toEqual([]);
		const entry = newestFirst(simulator)[0]?.createdOn ?? 'no entry';
		expect(await findInFiles(n8n.home, [entry])).not.toEqual([]);
	});
});
