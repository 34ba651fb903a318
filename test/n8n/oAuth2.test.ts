import { setTimeout as wait } from 'node:timers/promises';
import { once, onRoute, startSimulator, tokenRefused } from '../simulator/index.ts';
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
import type { Execution } from './execution.ts';
import { oAuth2Input, type OAuth2Fields } from './oAuth2Input.ts';
import { firstDifference } from './report.ts';
import { findIn } from './searchSecrets.ts';
import { startTestServer, type TestServer } from './testServer.ts';

const clientSecret = 'cs+4d/81=a0&7f3b29e6c5';
const wrongSecret = 'cs+wrong/77=b1&0c5e94d2a8';
const tokenLifetime = 2;
const inFlight = 3;
const latencyMs = 500;
const pageLimit = 100;

const credentials = new Map<string, UsableCredential>();

let n8n: TestServer;
let simulator: Simulator;
const executions: Execution[] = [];

beforeAll(async () => {
	const oauth = { clientSecret, tokenLifetime, scopes: ['PM.Audit.Read', 'OR.Default'] };
	simulator = await startSimulator({ entries: 7_000, pageLimit, oauth });
	n8n = await startTestServer('oauth2-home');
});

afterAll(async () => {
	await n8n.close();
	await simulator.close();
});

beforeEach(() => {
	simulator.set({ deployment: 'any', latencyMs: 0 });
	simulator.resetRequests();
});

async function run(
	parameters: Record<string, unknown>,
	fields: OAuth2Fields = {},
	name?: string,
): Promise<Execution> {
	// Saved once, as a user does: n8n keeps the token with it.
	const key = JSON.stringify([fields, name]);
	const known = credentials.get(key);
	const credential =
		known ??
		(await saveCredential(
			n8n.api,
			oAuth2Input(simulator, fields, `Application ${credentials.size}`),
		));
	credentials.set(key, credential);
	const execution = await runAudit(n8n.api, credential, parameters);
	executions.push(execution);
	return execution;
}

function requestsOf(route: 'auditlogs' | 'download' | 'token') {
	return simulator.requests.filter((request) => request.route === route);
}

const newest = { operation: 'getLogs', returnAll: false, limit: 7, simplify: false, options: {} };

describe('OAuth2 in a real n8n', () => {
	test.each([
		['cloud', 'cloud', '/acme/identity_/connect/token'],
		['suite', 'suite', '/identity_/connect/token'],
		['standalone', 'standalone', '/identity/connect/token'],
		['custom', 'standalone', '/identity/connect/token'],
	] as const)('%s: asks its token address, and no other', async (deployment, played, path) => {
		simulator.set({ deployment: played });
		const custom = deployment === 'custom' ? { tokenUrl: `${simulator.origin}${path}` } : {};
		const fields = { deployment, ...custom };

		const logs = await run(newest, fields, deployment);
		expect(logs.error).toBeUndefined();
		expect(logs.items(auditNode).map(({ json }) => json)).toEqual(
			newestFirst(simulator).slice(0, 7),
		);
		const file = await run(downloadCsv, fields, deployment);
		expect(file.error).toBeUndefined();
		const binary = file.items(auditNode)[0]?.binary?.['data'];
		const bytes = await n8n.api.binary(binary?.id ?? '');
		expect(bytes.equals(await simulator.csv())).toBe(true);

		expect(new Set(requestsOf('token').map((request) => request.path))).toEqual(new Set([path]));
		expect(simulator.requests.filter(({ route }) => route === 'other')).toEqual([]);
	});

	test('a token that ran out since the last run is renewed before the CSV', async () => {
		await run(downloadCsv);
		await wait((tokenLifetime + 0.5) * 1_000);
		simulator.resetRequests();
		const { error } = await run(downloadCsv);
		expect(error).toBeUndefined();
		// The log is counted first, so it is that request which finds the token out of date.
		expect(requestsOf('auditlogs').map(({ status }) => status)).toEqual([401, 200]);
		expect(requestsOf('download').map(({ status }) => status)).toEqual([200]);
		expect(requestsOf('token')).toHaveLength(1);
	});

	test('a token that is refused by the download itself is renewed, too', async () => {
		await run(downloadCsv);
		simulator.resetRequests();
		simulator.setFaults(once(onRoute('download', tokenRefused())));
		const { error } = await run(downloadCsv);
		expect(error).toBeUndefined();
		expect(requestsOf('download').map(({ status }) => status)).toEqual([401, 200]);
		expect(requestsOf('token')).toHaveLength(1);
	});

	test('tokens of 2 seconds, a Return All of 20: whole, in order, a token per expiry', async () => {
		simulator.set({ latencyMs });
		const before = simulator.issuedTokens.length;
		const options = { pageSize: pageLimit, maxConcurrency: inFlight };
		const execution = await run(returnAll(options), {}, 'Long run');
		expect(execution.error).toBeUndefined();
		const got = execution.items(auditNode).map(({ json }) => json);
		expect(firstDifference(got, newestFirst(simulator))).toBeUndefined();

		const pages = requestsOf('auditlogs');
		const end = Math.max(...pages.map(({ finishedAt }) => finishedAt ?? 0));
		const seconds = (end - (simulator.requests[0]?.receivedAt ?? end)) / 1_000;
		const issued = simulator.issuedTokens.length - before;
		const refused = pages.filter(({ status }) => status === 401).length;
		process.stdout.write(
			`OAuth2: ${seconds.toFixed(1)} s, ${pages.length} requests, ${issued} tokens of ` +
				`${tokenLifetime} s, ${refused} requests refused\n`,
		);
		expect(seconds).toBeGreaterThan(15);
		expect(issued).toBeGreaterThan(5);
		// However many requests notice that a token ran out, one renews it: no token is issued while
		// another one is good.
		const tokens = simulator.issuedTokens.slice(before);
		const tooEarly = tokens.filter(
			({ issuedAt }, at) => issuedAt < (tokens[at - 1]?.expiresAt ?? 0),
		);
		expect(tooEarly).toEqual([]);
		expect(refused).toBeLessThanOrEqual((issued - 1) * inFlight);
	});

	test.each([
		['Get Logs', newest],
		['Download CSV', downloadCsv],
	])('%s with a wrong client secret: the error names the fields', async (_name, parameters) => {
		const fields = { clientSecret: wrongSecret };
		const { status, error, description } = await run(parameters, fields, 'Wrong secret');
		expect(status).toBe('error');
		expect(error).toMatch(/did not let the external application sign in/);
		expect(description).toMatch(/Client ID.+Client Secret/);
		expect(requestsOf('token')).toHaveLength(1);
		expect(requestsOf('auditlogs')).toHaveLength(0);
	});

	test('no token and no client secret in the data of these executions', () => {
		const tokens = simulator.issuedTokens.map(({ value }) => value);
		const secrets = [clientSecret, wrongSecret, ...tokens];
		expect(executions.length).toBeGreaterThan(10);
		expect(executions.flatMap(({ id, raw }) => findIn(raw, id, secrets))).toEqual([]);
	});
});
