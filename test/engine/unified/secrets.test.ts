import type { INodeParameters } from 'n8n-workflow';
import {
	changedCatalogue,
	echoesAuthorization,
	reset,
	tokenRefused,
	type Fault,
	type FaultRule,
} from '../../simulator/index';
import { findSecret } from '../findSecret';
import {
	loadOptions,
	runNode,
	simulatorWith,
	tokenCredential,
	withoutBackoff,
	type ListName,
} from '../harness';
import { zipOf } from '../../uipath/archive/zips';
import { CURSOR_FAULTS, findIn, SECRET_FAULTS, TOKEN } from '../secretFaults';

beforeEach(withoutBackoff);

const resource = 'unifiedAuditLog';
const getLogs = { resource, operation: 'getLogs', returnAll: true };

/** So many events of one time that cursors have to be followed. */
const ties = { events: 450, ties: 450 };

describe('the token stays secret where it is put into', () => {
	it.each(Object.keys(CURSOR_FAULTS))('%s', async (name) => {
		const faults = [CURSOR_FAULTS[name] ?? reset()];
		const simulator = await simulatorWith({
			token: TOKEN,
			unified: { organization: ties },
			faults,
		});
		for (const continueOnFail of [false, true]) {
			const credentials = tokenCredential(simulator);
			const run = await runNode({ parameters: getLogs, credentials, continueOnFail });
			expect(await findIn(run, [TOKEN])).toBeUndefined();
		}
	});

	it.each(['getLogs', 'downloadCsv'])('the names of the catalogue: %s', async (operation) => {
		const fault = changedCatalogue((sources) =>
			sources.map((source, at) => ({ ...source, name: `${source.name} Bearer ${TOKEN} ${at}` })),
		);
		const simulator = await simulatorWith({ token: TOKEN, faults: [fault] });
		for (const continueOnFail of [false, true]) {
			const run = await runNode({
				parameters: { resource, operation, filters: { source: ['Orchestrator'] } },
				credentials: tokenCredential(simulator),
				continueOnFail,
			});
			const message: unknown = run.error?.message ?? run.items[0]?.json.error;
			expect(message).toMatch(/'Orchestrator' is not one of UiPath's values for/);
			expect(await findIn(run, [TOKEN])).toBeUndefined();
		}
	});

	it.each(['getUnifiedSources', 'getUnifiedTargets', 'getUnifiedTypes'] as const)(
		'an error of the list %s',
		async (list: ListName) => {
			for (const fault of [
				tokenRefused(),
				echoesAuthorization(403),
				SECRET_FAULTS['in a redirect'],
			]) {
				const simulator = await simulatorWith({ token: TOKEN, faults: [fault ?? reset()] });
				const credential = tokenCredential(simulator);
				const parameters = { ...getLogs, authentication: 'accessToken', scope: 'organization' };
				const asked = loadOptions(list, parameters, credential);
				const error: unknown = await asked.catch((thrown: unknown) => thrown);
				expect(error).toMatchObject({ name: 'NodeApiError' });
				expect(findSecret(error, [TOKEN])).toBeUndefined();
			}
		},
	);
});

describe('the token stays secret in days that Continue On Fail makes items of', () => {
	const parameters: INodeParameters = {
		...{ resource, operation: 'getArchive', fromDate: '2026-11-17', toDate: '2026-11-20' },
		options: { timeout: 200 },
	};
	const onSecondDay =
		(fault: Fault): FaultRule =>
		({ query }) =>
			query.from?.startsWith('2026-11-18') ? fault : undefined;

	// It changes only the classic log.
	const names = Object.keys(SECRET_FAULTS).filter((name) => name !== 'no total');

	it.each(names)('%s', async (name) => {
		const faults = [onSecondDay(SECRET_FAULTS[name] ?? reset())];
		const organization = { events: 400, spacingMs: 15 * 60_000 };
		const simulator = await simulatorWith({ token: TOKEN, unified: { organization }, faults });
		for (const output of ['events', 'files']) {
			const run = await runNode({
				parameters: { ...parameters, output },
				credentials: tokenCredential(simulator),
				continueOnFail: true,
			});
			const failed = run.items.filter(({ json }) => json.error !== undefined);
			expect(failed.map(({ json }) => json.day)).toEqual(['2026-11-18']);
			expect(failed[0]?.json.error).toMatch(/^Could not get the day 2026-11-18: /);
			expect(run.items.length).toBeGreaterThan(3);
			expect(await findIn(run, [TOKEN])).toBeUndefined();
		}
	});

	it.each<[string, Record<string, string>]>([
		['the name of a file that is no list', { [`${TOKEN}.txt`]: '{}' }],
		['a file that is no JSON', { 'a.txt': `Bearer ${TOKEN}` }],
		['a list of other things', { 'a.txt': JSON.stringify([TOKEN]) }],
		['the name of a ZIP that is none', { [`${TOKEN}.zip`]: `PK\x03\x04${TOKEN}` }],
	])('an archive with it in %s', async (_name, files) => {
		const zip = Buffer.from(zipOf(files));
		const fault: Fault = {
			name: 'another archive',
			answer: (regular) => ({ ...regular, body: { chunks: () => [zip] } }),
		};
		const simulator = await simulatorWith({ token: TOKEN, faults: [onSecondDay(fault)] });
		const credentials = tokenCredential(simulator);
		const run = await runNode({ parameters, credentials, continueOnFail: true });
		const failed = run.items.filter(({ json }) => json.error !== undefined);
		expect(failed.map(({ json }) => json.error)).toEqual([
			expect.stringMatching(
				/^Could not get the day 2026-11-18: The archive from UiPath cannot be read/,
			),
		]);
		expect(await findIn(run, [TOKEN])).toBeUndefined();
	});
});
