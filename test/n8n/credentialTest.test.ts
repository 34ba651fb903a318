import { redirect, startSimulator } from '../simulator/index.ts';
import type { Simulator } from '../simulator/options.ts';
import type { CredentialInput, TestResult } from './n8nApi.ts';
import { oAuth2Input } from './oAuth2Input.ts';
import { isLine1 } from './paths.ts';
import { findIn } from './searchSecrets.ts';
import { startTestServer, type TestServer } from './testServer.ts';
import { credentialInput } from './workflows.ts';

const token = 'rt_good+7f3a/9c1e=5b2d4860';
const deadToken = 'rt_dead+0d91/c7e2=ab5f4436';
const narrowToken = 'rt_narrow+52e8/d1aa=06c94b7f';
const clientSecret = 'cs+4d/81=a0&7f3b29e6c5';
const wrongSecret = 'cs+wrong/77=b1&0c5e94d2a8';
const secrets = [token, deadToken, narrowToken, clientSecret, wrongSecret];

let n8n: TestServer;
let simulator: Simulator;
let saved = 0;

beforeAll(async () => {
	simulator = await startSimulator({
		entries: 20,
		token,
		tokens: [{ value: narrowToken, scopes: ['OR.Default'] }],
		oauth: { clientSecret, scopes: ['PM.Audit.Read', 'OR.Default'] },
	});
	n8n = await startTestServer('credential-home');
});

afterAll(async () => {
	await n8n.close();
	await simulator.close();
});

/** The Test button on a newly saved credential; n8n keeps the token of one that it knows already. */
async function press(input: CredentialInput): Promise<TestResult> {
	const fresh = { ...input, name: `Credential ${saved++}` };
	const { id } = await n8n.api.saveCredential(fresh);
	simulator.resetRequests();
	const result = await n8n.api.testCredential(id, fresh);
	const issued = simulator.issuedTokens.map(({ value }) => value);
	expect(findIn(JSON.stringify(result), 'result', [...secrets, ...issued])).toEqual([]);
	return result;
}

/** What the fields are made from is known only once the simulator runs. */
type Changes = (server: Simulator) => Record<string, string>;

/** Its name, what is changed of what a user enters, and what the Test button has to say. */
type Red = [string, Record<string, string>, RegExp];

const nobody = 'http://127.0.0.1:9';
const unencrypted = 'http://uipath.example.com';

describe('the Test button of UiPath Audit API', () => {
	async function pressWith(changes: Record<string, string>): Promise<TestResult> {
		const input = credentialInput(simulator);
		return await press({ ...input, data: { ...input.data, ...changes } });
	}

	const green: [string, Changes][] = [
		['what a user enters', () => ({})],
		['the portal’s address', ({ origin }) => ({ domain: `${origin}/acme/portal_/`, org: '' })],
		['white space around the token', () => ({ token: ` ${token}\n` })],
	];
	test.each(green)('is green: %s', async (_name, changes) => {
		expect(await pressWith(changes(simulator))).toEqual({
			status: 'OK',
			message: `Connection successful! The audit log is at ${simulator.origin}/acme/audit_/api/auditlogs`,
		});
	});

	test.each(['withId', 'portal'] as const)('finds the log where it is: %s', async (address) => {
		// A server of one's own, which has no unified log.
		simulator.set({ listAddresses: [address], unified: { enabled: false } });
		try {
			const { organizationId } = simulator;
			const found = await pressWith({ organizationId });
			expect(found.message).toMatch(new RegExp(`^Connection successful! .*/${organizationId}$`));
			expect(found.status).toBe('OK');
			const unknown = await pressWith({});
			expect(unknown.message).toMatch(/Organization ID.*organizationId/);
			expect(unknown.status).toBe('Error');
		} finally {
			simulator.set({ listAddresses: ['usual'], unified: { enabled: true } });
		}
	});

	const red: Red[] = [
		['a dead token', { token: deadToken }, /token.*expired|expired.*token/i],
		['a token without the scope', { token: narrowToken }, /PM\.Audit\.Read/],
		['a wrong organization', { org: 'somebody-else' }, /Domain and Organization/],
		['a port where nobody listens', { domain: nobody }, /Domain in the credential/],
		['an address that is not encrypted', { domain: unencrypted }, /https:\/\//],
	];
	test.each(red)('is red: %s', async (_name, changes, words) => {
		const { status, message } = await pressWith(changes);
		expect(message).toMatch(words);
		expect(status).toBe('Error');
	});
});

describe('the Test button of UiPath Audit OAuth2 API', () => {
	const green: [string, Changes][] = [
		['Automation Cloud', () => ({ deployment: 'cloud' })],
		['Automation Suite', () => ({ deployment: 'suite' })],
		['Standalone Orchestrator', () => ({ deployment: 'standalone' })],
		[
			'a token address of its own',
			({ origin }) => ({ deployment: 'custom', tokenUrl: `${origin}/identity/connect/token` }),
		],
		['the portal’s address', ({ origin }) => ({ domain: `${origin}/acme/portal_/`, org: '' })],
	];
	test.each(green)('is green: %s', async (_name, changes) => {
		expect(await press(oAuth2Input(simulator, changes(simulator)))).toMatchObject({ status: 'OK' });
		const asked = simulator.requests.map(({ route, status }) => [route, status]);
		expect(asked).toEqual([
			['token', 200],
			['auditlogs', 200],
			// The unified log is tried as well, for a token may be good for one of them only.
			['events', 200],
		]);
	});

	const refused = 'did not let the external application sign in';
	// n8n 1.x does not save a credential that lacks a required field.
	const unsavable: Red[] = isLine1 ? [] : [['no client id', { clientId: '' }, /Client ID/]];
	const red: Red[] = [
		...unsavable,
		['no client secret', { clientSecret: ' ' }, /Client Secret/],
		[
			'a wrong client secret',
			{ clientSecret: wrongSecret },
			new RegExp(`${refused}.*Client Secret.*invalid_client`),
		],
		[
			'an unknown client',
			{ clientId: 'nobody' },
			new RegExp(`${refused}.*Client ID.*invalid_client`),
		],
		[
			'a scope that the application has not',
			{ scope: 'PM.Other' },
			new RegExp(`${refused}.*Scope.*invalid_scope`),
		],
		['a scope that does not suffice', { scope: 'OR.Default' }, /PM\.Audit\.Read.+Scope/],
		['a wrong organization', { deployment: 'suite', org: 'somebody-else' }, /Organization/],
		['a wrong organization in the token address', { org: 'somebody-else' }, new RegExp(refused)],
		['a port where nobody listens', { domain: nobody }, /could not be reached.*Domain/],
		['an address that is not encrypted', { domain: unencrypted }, /https:\/\//],
	];
	test.each(red)('is red: %s', async (_name, changes, words) => {
		const { status, message } = await press(oAuth2Input(simulator, changes));
		expect(message).toMatch(words);
		expect(status).toBe('Error');
	});

	test('is red for a redirect, and the token does not go along', async () => {
		const elsewhere = await startSimulator();
		try {
			simulator.setFaults(redirect(302, `${elsewhere.origin}/acme/audit_/api/auditlogs`));
			const { status, message } = await press(oAuth2Input(simulator));
			expect(message).toMatch(/redirects to .+, so the token was not sent there/);
			expect(status).toBe('Error');
			expect(elsewhere.requests).toEqual([]);
		} finally {
			simulator.setFaults();
			await elsewhere.close();
		}
	});
});
