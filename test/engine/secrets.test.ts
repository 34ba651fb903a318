import type { INodeParameters } from 'n8n-workflow';
import { echoesAuthorization, reset, status, tokenRefused, type Fault } from '../simulator/index';
import { findSecret } from './findSecret';
import {
	applicationCredential,
	runNode,
	simulatorWith,
	tokenCredential,
	withoutBackoff,
} from './harness';
import { findIn, SECRET_FAULTS, TOKEN } from './secretFaults';

const CLIENT_SECRET = 'S3cret(of)client~app-2b6f1e';

const unified = { resource: 'unifiedAuditLog', scope: 'tenant', tenant: 'DefaultTenant' };
const archive = { operation: 'getArchive', fromDate: '2026-11-19', toDate: '2026-11-20' };

const OPERATIONS: Array<[name: string, INodeParameters]> = [
	['Get Logs', { operation: 'getLogs' }],
	['Download CSV', { operation: 'downloadCsv' }],
	['Export Logs', { operation: 'exportLogs', returnAll: true }],
	['Export Logs, unified', { ...unified, operation: 'exportLogs', returnAll: true }],
	['Get Logs, unified', { ...unified, operation: 'getLogs' }],
	['Download CSV, unified', { ...unified, operation: 'downloadCsv' }],
	['Get Archive', { ...unified, ...archive }],
	['Get Archive, files', { ...unified, ...archive, output: 'files' }],
	[
		'Get Logs, by a name',
		{ ...unified, operation: 'getLogs', filters: { source: ['Orchestrator'] } },
	],
];

describe.each(OPERATIONS)('the token stays secret in %s', (_name, operation) => {
	const parameters = { ...operation, options: { timeout: 200 } };
	let consoleLines: unknown[][];

	beforeEach(() => {
		withoutBackoff();
		consoleLines = [];
		for (const method of ['log', 'info', 'warn', 'error', 'debug'] as const) {
			jest.spyOn(console, method).mockImplementation((...line) => {
				consoleLines.push(line);
			});
		}
	});

	it.each(Object.keys(SECRET_FAULTS))('when it is %s', async (name) => {
		const simulator = await simulatorWith({
			token: TOKEN,
			faults: [SECRET_FAULTS[name] ?? reset()],
		});
		for (const continueOnFail of [false, true]) {
			const run = await runNode({
				parameters,
				credentials: tokenCredential(simulator),
				continueOnFail,
			});
			expect(await findIn(run, [TOKEN])).toBeUndefined();
		}
		expect(findSecret(consoleLines, [TOKEN])).toBeUndefined();
	});

	it('when all goes well, or nobody is there', async () => {
		const simulator = await simulatorWith({ token: TOKEN });
		const credentials = tokenCredential(simulator);
		const run = await runNode({ parameters, credentials });
		expect(run.error).toBeUndefined();
		expect(await findIn(run, [TOKEN])).toBeUndefined();
		await simulator.close();
		expect(await findIn(await runNode({ parameters, credentials }), [TOKEN])).toBeUndefined();
	});

	it.each<[string, Fault | undefined, Fault | undefined]>([
		['works', undefined, undefined],
		['is refused', undefined, status(400, { message: `invalid_client ${CLIENT_SECRET}` })],
		['meets a page', undefined, status(200, { body: 'html', message: CLIENT_SECRET })],
		['is reset', undefined, reset()],
		['gets a token that is refused', tokenRefused(), undefined],
		['gets a token that is echoed', echoesAuthorization(403), undefined],
		['gets a token that is redirected', SECRET_FAULTS['in a redirect'], undefined],
	])('when OAuth2 %s', async (_name, fault, tokenFault) => {
		const simulator = await simulatorWith({
			oauth: { clientSecret: CLIENT_SECRET },
			faults: fault ? [fault] : [],
			tokenFaults: tokenFault ? [tokenFault] : [],
		});
		const run = await runNode({
			parameters: { ...parameters, authentication: 'oAuth2' },
			credentials: applicationCredential(simulator, { deployment: 'suite' }),
		});
		const issued = simulator.issuedTokens.map(({ value }) => value);
		expect(await findIn(run, [CLIENT_SECRET, ...issued])).toBeUndefined();
		expect(findSecret(consoleLines, [CLIENT_SECRET, ...issued])).toBeUndefined();
	});
});
