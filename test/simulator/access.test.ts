import { request as secureRequest } from 'node:https';
import type { Simulator } from './index.ts';
import { startSimulator, TEST_ONLY_CERTIFICATE } from './index.ts';

describe('access to the simulator', () => {
	let simulator: Simulator;

	beforeEach(async () => {
		simulator = await startSimulator({ tokens: [{ value: 'robots-only', scopes: ['OR.Robots'] }] });
	});

	afterEach(async () => {
		await simulator.close();
	});

	async function ask(path: string, token?: string): Promise<Response> {
		const headers: Record<string, string> =
			token === undefined ? {} : { Authorization: `Bearer ${token}` };
		return await fetch(simulator.origin + path, { headers, redirect: 'manual' });
	}

	async function grant(path: string, changes: Record<string, string> = {}): Promise<Response> {
		const form = {
			grant_type: 'client_credentials',
			client_id: simulator.clientId,
			client_secret: simulator.clientSecret,
			scope: 'PM.Audit.Read',
			...changes,
		};
		return await fetch(simulator.origin + path, {
			method: 'POST',
			body: new URLSearchParams(form),
		});
	}

	const LOG = '/acme/audit_/api/auditlogs?top=1';

	it('judges access tokens', async () => {
		expect((await ask(LOG, simulator.token)).status).toBe(200);
		expect((await ask(LOG, 'robots-only')).status).toBe(403);
		expect((await ask(LOG)).headers.get('www-authenticate')).toBe('Bearer');
		const unknown = await ask(LOG, 'unknown');
		expect(unknown.status).toBe(401);
		expect(unknown.headers.get('www-authenticate')).toBe('Bearer error="invalid_token"');
	});

	it('issues tokens that expire', async () => {
		simulator.set({ oauth: { tokenLifetime: 0.05 } });
		const answer = (await (await grant('/identity_/connect/token')).json()) as Record<
			string,
			unknown
		>;
		expect(answer).toMatchObject({
			expires_in: 0.05,
			token_type: 'Bearer',
			scope: 'PM.Audit.Read',
		});
		const token = String(answer.access_token);
		expect(simulator.issuedTokens.map(({ value }) => value)).toEqual([token]);
		expect((await ask(LOG, token)).status).toBe(200);
		await new Promise((resolve) => setTimeout(resolve, 80));
		expect((await ask(LOG, token)).status).toBe(401);
	});

	it('refuses bad clients and scopes', async () => {
		const refusals = {
			invalid_client: { client_secret: 'wrong' },
			invalid_scope: { scope: 'PM.Everything' },
			unsupported_grant_type: { grant_type: 'password' },
		};
		for (const [error, changes] of Object.entries(refusals)) {
			const response = await grant('/identity_/connect/token', changes);
			expect([response.status, await response.json()]).toEqual([400, { error }]);
		}
		expect(simulator.issuedTokens).toHaveLength(0);
	});

	it.each([
		['cloud', [200, 200, 404]],
		['suite', [404, 200, 404]],
		['standalone', [404, 404, 200]],
	] as const)('has the token addresses of %s', async (deployment, statuses) => {
		simulator.set({ deployment, wrongOrganization: 'notFound' });
		const paths = [
			'/acme/identity_/connect/token',
			'/identity_/connect/token',
			'/identity/connect/token',
		];
		const answers = await Promise.all(paths.map(async (path) => (await grant(path)).status));
		expect(answers).toEqual(statuses);
	});

	it('answers a wrong organization with the log-in page, a redirect to it, or 404', async () => {
		const wrong = LOG.replace('acme', 'wrong');
		const page = await ask(wrong, simulator.token);
		expect([page.status, page.headers.get('content-type')]).toEqual([
			200,
			'text/html; charset=utf-8',
		]);
		simulator.set({ wrongOrganization: 'redirect' });
		const redirect = await ask(wrong, simulator.token);
		expect(redirect.status).toBe(302);
		expect(await (await ask(redirect.headers.get('location') ?? '')).text()).toBe(
			await page.text(),
		);
		simulator.set({ wrongOrganization: 'notFound' });
		expect((await ask(wrong, simulator.token)).status).toBe(404);
		expect(simulator.requests.map(({ route }) => route)).toEqual(Array<string>(4).fill('other'));
	});

	it('takes no other spelling of a path for its own', async () => {
		for (const path of [
			'/acme/audit_/api/auditlogs/',
			'/%61cme/audit_/api/auditlogs',
			'//acme/audit_/api/auditlogs',
		]) {
			await ask(path, simulator.token);
		}
		expect(simulator.requests.map(({ route }) => route)).toEqual(['other', 'other', 'other']);
	});

	it('serves https with its own certificate', async () => {
		const secure = await startSimulator({ tls: true });
		try {
			const status = await new Promise((resolve, reject) => {
				const headers = { Authorization: `Bearer ${secure.token}` };
				secureRequest(secure.origin + LOG, { ca: TEST_ONLY_CERTIFICATE, headers }, (response) => {
					resolve(response.resume().statusCode);
				})
					.on('error', reject)
					.end();
			});
			expect(status).toBe(200);
		} finally {
			await secure.close();
		}
	});
});
