import type { IDataObject } from 'n8n-workflow';
import {
	makeJsonWebToken,
	redirect,
	type ListAddress,
	type Simulator,
	type SimulatorOptions,
} from '../simulator/index';
import { applicationCredential, runNode, simulatorWith, tokenCredential } from './harness';

const ID = '0f9d2c5e-1b7a-4c3d-9e8f-6a5b4c3d2e1f';
const TELLING_TOKEN = makeJsonWebToken({ prt_id: ID, jti: 'a-token-for-tests' });

const all = { operation: 'getLogs', returnAll: true };

/** A server that has the list at one address only. */
async function serverWith(address: ListAddress, options: SimulatorOptions = {}) {
	const simulator = await simulatorWith({
		listAddresses: [address],
		token: TELLING_TOKEN,
		...options,
	});
	expect(simulator.organizationId).toBe(ID);
	return simulator;
}

function pathsOf({ requests }: Simulator): string[] {
	return requests.map(({ path }) => path.replace(/\?.*/, ''));
}

async function readAll(simulator: Simulator, credential: IDataObject = {}) {
	return await runNode({ parameters: all, credentials: tokenCredential(simulator, credential) });
}

const USUAL = '/acme/audit_/api/auditlogs';
const WITH_ID = `${USUAL}/${ID}`;
const PORTAL = `/acme/portal_/api/auditLog/${ID}`;

describe('the list of entries', () => {
	it.each<[ListAddress, string[]]>([
		['withId', [USUAL, WITH_ID]],
		['portal', [USUAL, WITH_ID, PORTAL]],
	])('is found where it is (%s), with one request more for each address', async (where, paths) => {
		for (const otherPaths of ['notFound', 'loginPage'] as const) {
			const simulator = await serverWith(where, { entries: 350, pageLimit: 100, otherPaths });
			const { items, error } = await readAll(simulator);
			expect(error).toBeUndefined();
			expect(items.map(({ json }) => json)).toEqual(simulator.log.snapshot().reverse());
			const asked = pathsOf(simulator);
			expect(asked.slice(0, paths.length)).toEqual(paths);
			// Once for the whole run: every further page comes from there.
			expect(new Set(asked.slice(paths.length))).toEqual(new Set(paths.slice(-1)));
		}
	});

	it('is found by the id in the credential where the token does not tell it', async () => {
		const simulator = await serverWith('withId', { token: 'opaque-token' });
		const { items } = await readAll(simulator, { organizationId: ID.toUpperCase() });
		expect(items).toHaveLength(1_000);
	});

	it('is found by the id in the token that n8n has fetched', async () => {
		const simulator = await serverWith('portal', { oauth: { tellsOrganizationId: true } });
		const credentials = applicationCredential(simulator);
		const parameters = { ...all, authentication: 'oAuth2' };
		const { items, error } = await runNode({ parameters, credentials });
		expect(error).toBeUndefined();
		expect(items).toHaveLength(1_000);
	});

	it('is not looked for elsewhere where the token is refused', async () => {
		const simulator = await serverWith('usual', { token: 'another-token' });
		const { error } = await readAll(simulator, { token: TELLING_TOKEN });
		expect(error?.message).toMatch(/401/);
		expect(pathsOf(simulator)).toEqual([USUAL]);
	});

	it('that is nowhere: the error names each address and what it answered', async () => {
		const simulator = await serverWith('usual', {
			faults: [redirect(302, '/identity_/web/login')],
		});
		const { items, error } = await readAll(simulator);
		expect(items).toEqual([]);
		expect(error?.message).toBe(
			'The audit log is not at any of the 3 addresses that UiPath documents for it',
		);
		const { origin } = simulator;
		expect(error?.description).toContain(
			`The node tried ${origin}${USUAL} (a web page), ${origin}${WITH_ID} (404), ${origin}${PORTAL} (404).`,
		);
		expect(pathsOf(simulator)).toEqual([USUAL, WITH_ID, PORTAL]);
	});

	it.each(['notFound', 'loginPage'] as const)(
		'that needs an id which nobody tells: the error says where to find it (%s)',
		async (otherPaths) => {
			const simulator = await serverWith('withId', { token: 'opaque-token', otherPaths });
			const { items, error } = await readAll(simulator);
			expect(items).toEqual([]);
			expect(error?.message).toMatch(otherPaths === 'notFound' ? /404/ : /web page/);
			expect(error?.description).toMatch(/Organization ID in the credential.*organizationId/);
			expect(pathsOf(simulator)).toEqual([USUAL]);
		},
	);

	it('goes on only with an address that answers like a log', async () => {
		const simulator = await serverWith('portal', {
			faults: [
				({ path }) => (path.includes('portal_') ? { name: 'none', answer: other } : undefined),
			],
		});
		const { items, error } = await readAll(simulator);
		expect(items).toEqual([]);
		expect(error?.description).toContain(`${PORTAL} (something else)`);
	});
});

const other = () => ({
	status: 200,
	headers: { 'Content-Type': 'application/json' },
	body: { chunks: () => [Buffer.from('{"message":"OK"}')] },
});
