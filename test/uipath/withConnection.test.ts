import { LogError } from '../../nodes/UiPathAudit/log/logError';
import type { Connection } from '../../nodes/UiPathAudit/uipath/http/connection';
import { HttpError } from '../../nodes/UiPathAudit/uipath/http/httpError';
import { withConnection, type Access } from '../../nodes/UiPathAudit/uipath/withConnection';
import { makeJsonWebToken } from '../simulator/index';

const SECRET = 's3cret-token-of-somebody';
const ID = '0f9d2c5e-1b7a-4c3d-9e8f-6a5b4c3d2e1f';

function access(credential: Record<string, string | boolean> = {}): Access {
	const data = { domain: 'uipath.example.com', org: 'acme', token: SECRET, ...credential };
	return {
		authentication: 'accessToken',
		timeoutMs: 100,
		concurrency: 1,
		loadCredential: async () => await Promise.resolve(data),
		makeDoor: () => async () => await Promise.resolve({ status: 200, headers: {}, body: '{}' }),
	};
}

describe('a connection that is opened', () => {
	it('leads to the address of the credential, and ends with its use', async () => {
		let kept: Connection | undefined;
		const address = await withConnection(access(), async ({ connection, address: found }) => {
			kept = connection;
			await connection.getJson('/list', {});
			return found;
		});
		expect(address.baseUrl).toBe('https://uipath.example.com/acme');
		await expect(kept?.getJson('/list', {})).rejects.toHaveProperty('kind', 'ended');
	});

	it('ends where its use fails', async () => {
		let kept: Connection | undefined;
		const failing = withConnection(access(), async ({ connection }) => {
			kept = connection;
			return await Promise.reject(new Error('no'));
		});
		await expect(failing).rejects.toThrow('no');
		await expect(kept?.getJson('/list', {})).rejects.toHaveProperty('kind', 'ended');
	});

	it.each([
		new HttpError('bad-request', { said: `You sent ${SECRET}` }),
		new HttpError('redirect-elsewhere', { target: `https://${SECRET}.example` }),
		new LogError('bad-time', { time: SECRET }),
		new Error(`socket hang up with ${SECRET}`),
	])('takes the secrets out of what goes wrong: %s', async (error) => {
		const caught: unknown = await withConnection(
			access(),
			async () => await Promise.reject(error),
		).catch((thrown: unknown) => thrown);
		expect(caught).toBeInstanceOf(error.constructor);
		expect(JSON.stringify([caught, String(caught)])).not.toContain(SECRET);
		expect(JSON.stringify([caught, String(caught)])).toContain('***');
	});

	it('takes tokens out that have been renewed since', async () => {
		const [first, second, third] = ['first-opaque-token', 'second-opaque-token', 'third-opaque'];
		const loads = [first, third];
		const renewing: Access = {
			...access(),
			fetchedTokens: [second, third],
			loadCredential: async () => await access({ token: loads.shift() ?? third }).loadCredential(),
		};
		const refused = new HttpError('token-refused', { said: `${first}, ${second}, ${third}` });
		const failing = withConnection(renewing, async () => await Promise.reject(refused));
		await expect(failing).rejects.toMatchObject({ facts: { said: '***, ***, ***' } });
	});

	it.each([
		[{ token: '' }, 'no-token'],
		[{ token: 'Bearer abc' }, 'bad-token'],
		[{ domain: '' }, 'no-domain'],
		[{ org: '' }, 'no-organization'],
		[{ organizationId: 'acme' }, 'bad-organization-id'],
	])('is refused before any request where the credential is %j', async (credential, kind) => {
		const use = jest.fn();
		await expect(withConnection(access(credential), use)).rejects.toHaveProperty('kind', kind);
		expect(use).not.toHaveBeenCalled();
	});
});

describe('the id of the organization', () => {
	const find = async (credential: Record<string, string>) =>
		await withConnection(access(credential), async (open) => await open.findOrganizationId());

	it.each<[string, Record<string, string>, string | undefined]>([
		['the field of the credential', { organizationId: ` ${ID} ` }, ID],
		['the claim of the token', { token: makeJsonWebToken({ prt_id: ID }) }, ID],
		['no token that is no JSON Web Token', {}, undefined],
		['no claim that is no id', { token: makeJsonWebToken({ prt_id: '../x' }) }, undefined],
		['no token with other claims', { token: makeJsonWebToken({ sub: ID }) }, undefined],
		['no token with broken claims', { token: 'a.b.c' }, undefined],
	])('comes from %s', async (_where, credential, id) => {
		expect(await find(credential)).toBe(id);
	});
});
