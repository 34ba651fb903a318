import { stringify } from 'flatted';
import type { INodeParameters } from 'n8n-workflow';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { inspect } from 'node:util';
import {
	closesAfter,
	cutShort,
	echoesAuthorization,
	neverAnswers,
	redirect,
	reset,
	status,
	throttled,
	tokenRefused,
	wrongShape,
	type Fault,
} from '../simulator/index';
import { findSecret } from './findSecret';
import {
	applicationCredential,
	n8n,
	runNode,
	simulatorWith,
	storedFiles,
	tokenCredential,
	withoutBackoff,
	type NodeRun,
} from './harness';

const TOKEN = 'rt_9f86d081884c7d659a2feaa0c55ad015a3bf4f1b';
const CLIENT_SECRET = 'S3cret(of)client~app-2b6f1e';

const OPERATIONS: INodeParameters[] = [{ operation: 'getLogs' }, { operation: 'downloadCsv' }];

/** Sends the token back in places where a client may pick it up for its words. */
const echo = (name: string, body: (token: string) => string, headers = {}): Fault => ({
	name,
	answer: async (regular, request) => {
		const token = (request.authorization ?? '').replace('Bearer ', '');
		const made = status(200, { body: 'text', message: body(token), headers }).answer;
		return (await made?.(regular, request)) ?? regular;
	},
});

const FAULTS: Record<string, Fault> = {
	'echoed with 400': echoesAuthorization(400),
	'echoed with 401': echoesAuthorization(401),
	'echoed with 403': echoesAuthorization(403),
	'echoed with 500': echoesAuthorization(500),
	'echoed as text': echo('echoes text', (token) => `no log for ${token}`),
	'echoed as a page': echo('echoes a page', (token) => `<html><title>${token}</title></html>`),
	'echoed as a time': echo('echoes a time', (token) =>
		JSON.stringify({ totalCount: 1, results: [{ createdOn: token }] }),
	),
	'echoed as a type': echo('echoes a type', () => 'x', { 'Content-Type': `text/${TOKEN}` }),
	'in a redirect': redirect(302, ({ authorization }) => `https://uipath.test/?${authorization}`),
	'in the host of a redirect': redirect(302, `https://${TOKEN}.uipath.test/`),
	'in the scheme of a redirect': redirect(302, `x${TOKEN.replace('_', '-')}:/`),
	'token refused': tokenRefused(),
	forbidden: status(403),
	'not found': status(404, { body: 'html' }),
	unavailable: status(503),
	throttled: throttled({ retryAfter: 3_600 }),
	reset: reset(),
	'closed early': closesAfter(100, 'length'),
	'cut short': cutShort(),
	stalled: neverAnswers(),
	'no total': wrongShape('noTotalCount'),
};

async function findIn(run: NodeRun, secrets: string[]) {
	const { storageFolder } = await n8n();
	const files = await storedFiles();
	const metadata = files.filter((file) => file.endsWith('.metadata'));
	return findSecret(
		{
			run,
			// What the server's database would hold, and what a console would show.
			record: stringify(run.run.data),
			json: JSON.stringify({ ...run.error, cause: run.error?.cause }),
			shown: inspect(run, { depth: 12, showHidden: true }),
			metadata: await Promise.all(
				metadata.map(async (file) => await readFile(join(storageFolder, file), 'utf8')),
			),
		},
		secrets,
	);
}

describe.each(OPERATIONS)('the token stays secret in $operation', (operation) => {
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

	it.each(Object.keys(FAULTS))('when it is %s', async (name) => {
		const simulator = await simulatorWith({ token: TOKEN, faults: [FAULTS[name] ?? reset()] });
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
		['gets a token that is redirected', FAULTS['in a redirect'], undefined],
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
