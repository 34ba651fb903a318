import type { INodeParameters } from 'n8n-workflow';
import { onRoute, redirect, type RequestInfo } from '../simulator/index';
import { runNode, simulatorWith, tokenCredential } from './harness';

const resource = 'unifiedAuditLog';
const filters = { status: 'succeeded' };
const both = { ...filters, userIds: '1a2b3c4d-0000-4000-8000-1234567890ab' };
const archive = { operation: 'getArchive', fromDate: '2026-11-20', toDate: '2026-11-20' };

/** The operations, the requests that each makes for what it hands on, and options that are sent along. */
const OPERATIONS: Array<[string, INodeParameters, RequestInfo['route'], INodeParameters]> = [
	['Get Logs', { operation: 'getLogs' }, 'auditlogs', { language: 'en' }],
	['Download CSV', { operation: 'downloadCsv' }, 'download', { language: 'en', size: 5 }],
	['Get Logs, unified', { resource, operation: 'getLogs', filters }, 'events', {}],
	[
		'Download CSV, unified',
		{ resource, operation: 'downloadCsv', filters: both },
		'downloadevents',
		{},
	],
	['Get Archive', { resource, ...archive }, 'archive', {}],
	['Get Archive, files', { resource, ...archive, output: 'files' }, 'archive', {}],
];
const STATUSES = [301, 302, 303, 307, 308] as const;

describe.each(OPERATIONS)('a redirect of %s', (_name, parameters, route, options) => {
	it.each(STATUSES)('to another origin is refused, which sees nothing (%i)', async (code) => {
		const other = await simulatorWith();
		const simulator = await simulatorWith({
			faults: [redirect(code, ({ path }) => `${other.origin}${path}`)],
		});
		const { items, error } = await runNode({
			parameters,
			credentials: tokenCredential(simulator),
		});
		expect(items).toEqual([]);
		expect(error?.message.replace(/^Could not get the day 2026-11-20: /, '')).toBe(
			`${simulator.origin} redirects to ${other.origin}, so the token was not sent there`,
		);
		expect(error?.description).toMatch(/Domain in the credential/);
		expect(other.requests).toHaveLength(0);
		expect(simulator.requests).toHaveLength(1);
	});

	it.each([
		['without its scheme', (port: number) => `//127.0.0.1:${port}/acme/`],
		['by another name', (port: number) => `http://localhost:${port}/acme/`],
		['with a user name', (port: number) => `http://127.0.0.1@127.0.0.1:${port}/acme/`],
		['as another scheme', () => 'file:///etc/passwd'],
	])('to another origin is refused that is written %s', async (_name, address) => {
		const other = await simulatorWith();
		const simulator = await simulatorWith({ faults: [redirect(302, address(other.port))] });
		const { items, error } = await runNode({
			parameters,
			credentials: tokenCredential(simulator),
		});
		expect(items).toEqual([]);
		expect(error?.message).toMatch(/redirects to .*, so the token was not sent there/);
		expect(other.requests).toHaveLength(0);
	});

	it('away from https is refused, and says why', async () => {
		const plain = await simulatorWith();
		const simulator = await simulatorWith({
			tls: true,
			faults: [redirect(302, ({ path }) => `${plain.origin}${path}`)],
		});
		const { error } = await runNode({
			parameters,
			credentials: tokenCredential(simulator, { allowUnauthorizedCerts: true }),
		});
		expect(error?.description).toMatch(/does not use encryption/);
		expect(plain.requests).toHaveLength(0);
	});

	it('to another page of the origin is not followed', async () => {
		const location = '/identity_/web/login?returnUrl=%2Facme';
		const simulator = await simulatorWith({ faults: [onRoute(route, redirect(302, location))] });
		const { items, error } = await runNode({
			parameters,
			credentials: tokenCredential(simulator),
		});
		expect(items).toEqual([]);
		expect(error?.message).toMatch(/login page/);
		expect(simulator.requests.filter((request) => request.route === route)).toHaveLength(1);
	});

	it('to nowhere, or round in a circle, ends', async () => {
		const simulator = await simulatorWith({ faults: [redirect(302, '')] });
		const credentials = tokenCredential(simulator);
		expect((await runNode({ parameters, credentials })).error?.message).toMatch(
			/without a valid target/,
		);

		simulator.resetRequests();
		simulator.setFaults(redirect(307, ({ path }: RequestInfo) => path));
		const { error } = await runNode({ parameters, credentials });
		expect(error?.message).toMatch(/web page/);
		const sent = simulator.requests.filter((request) => request.route === route);
		expect(sent.length).toBeLessThan(10);
	});

	it('that only mends the spelling of the address is followed', async () => {
		const simulator = await simulatorWith({
			organization: 'Acme',
			faults: [({ path }) => (FIRST_PARAMETERS.test(path) ? mending : undefined)],
		});
		const { items, error } = await runNode({
			parameters: { ...parameters, options },
			credentials: tokenCredential(simulator),
		});
		expect(error).toBeUndefined();
		expect(items.length).toBeGreaterThan(0);
		expect(simulator.requests[1]?.authorization).toBe(`Bearer ${simulator.token}`);
	});
});

/** What the node sends before anything else, so that a mended address does not begin so. */
const FIRST_PARAMETERS = /\?(language|userIds|from|status=0&maxCount)=/;

/** A gateway's habit: the same call with its parameters in another order. */
const mending = redirect(308, ({ path }) => {
	const [pathname = '', query = ''] = path.split('?');
	return `${pathname}?${query.split('&').reverse().join('&')}`;
});
