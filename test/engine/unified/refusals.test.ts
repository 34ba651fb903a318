import type { INodeParameters } from 'n8n-workflow';
import {
	echoesAuthorization,
	neverAnswers,
	onRoute,
	status,
	type AuditLogName,
	type RequestRecord,
	type SimulatorOptions,
} from '../../simulator/index';
import { MAX_PROBE_MS } from '../../../nodes/UiPathAudit/shared/otherLogs';
import { findSecret } from '../findSecret';
import {
	applicationCredential,
	cancelAfter,
	pressTest,
	runNode,
	simulatorWith,
	tokenCredential,
	TriggerUnderTest,
} from '../harness';

const unified = { resource: 'unifiedAuditLog' };
const archive = { operation: 'getArchive', fromDate: '2026-11-19', toDate: '2026-11-19' };
const tenant = { scope: 'tenant', tenant: 'DefaultTenant' };

const OPERATIONS: Array<[name: string, INodeParameters]> = [
	['Get Logs', { ...unified, operation: 'getLogs' }],
	['Get Logs of a tenant', { ...unified, operation: 'getLogs', ...tenant }],
	['Download CSV', { ...unified, operation: 'downloadCsv' }],
	['Get Archive', { ...unified, ...archive }],
];

const TOKEN = 'rt_a-token-that-is-good-for-one-log-only';
const SCOPES = ['PM.Audit.Read'];

/** A server with a token for these logs only. */
async function serverFor(logs: AuditLogName[], options: SimulatorOptions = {}) {
	const simulator = await simulatorWith({
		tokens: [{ value: TOKEN, scopes: SCOPES, logs }],
		...options,
	});
	return { simulator, credential: tokenCredential(simulator, { token: TOKEN }) };
}

describe.each(OPERATIONS)('%s', (_name, parameters) => {
	it('says which log a token can read that cannot read this one', async () => {
		const { credential } = await serverFor(['classic']);
		const { items, error } = await runNode({ parameters, credentials: credential });
		expect(items).toEqual([]);
		expect(error?.message).toMatch(
			/This token can read the audit log, not the unified audit log \(401\)$/,
		);
		expect(error?.description).toMatch(/PM\.Audit\.Read.*role can view the unified audit log/);
		expect(findSecret(error, [TOKEN])).toBeUndefined();
	});

	it('ends at once when it is cancelled while the other log is looked at', async () => {
		const { simulator, credential } = await serverFor(['classic'], {
			faults: [onRoute('auditlogs', neverAnswers())],
		});
		const isProbe = ({ route }: RequestRecord) => route === 'auditlogs';
		const { pressed, onRunning } = cancelAfter(simulator, 1, isProbe);
		const { run } = await runNode({ parameters, credentials: credential, onRunning });
		expect(run.status).toBe('canceled');
		expect(performance.now() - pressed.at).toBeLessThan(MAX_PROBE_MS);
	});

	it('says that a token is refused which can read no log', async () => {
		const { credential } = await serverFor([]);
		const { error } = await runNode({ parameters, credentials: credential });
		expect(error?.message).toMatch(/UiPath did not accept the token \(401\)$/);
		expect(error?.description).toMatch(/has expired, was revoked/);
	});

	it.each(['notFound', 'loginPage'] as const)(
		'names the other log to an organization without this one (%s)',
		async (absent) => {
			const { simulator, credential } = await serverFor(['classic', 'organization', 'tenant'], {
				unified: { enabled: false, absent },
			});
			const { items, error } = await runNode({ parameters, credentials: credential });
			expect(items).toEqual([]);
			expect(error?.message).toMatch(
				absent === 'notFound'
					? /There is no unified audit log at http.*\/acme\/.*audit_\/api\/query\/\w+ \(404\)$/
					: /a web page instead of the unified audit log, most likely its login page$/,
			);
			expect(error?.description).toMatch(
				/Only Automation Cloud has the unified audit log.*set Resource to Audit Log, which is the classic log\./,
			);
			expect(simulator.requests).toHaveLength(1);
		},
	);
});

describe('the trigger', () => {
	it.each(['notFound', 'loginPage'] as const)(
		'names the other log to an organization without the unified one (%s)',
		async (absent) => {
			const { credential } = await serverFor(['classic'], { unified: { enabled: false, absent } });
			const trigger = new TriggerUnderTest({ parameters: unified, credential });
			await expect(trigger.poll()).rejects.toMatchObject({
				description: expect.stringMatching(
					/set Resource to Audit Log, which is the classic log\./,
				) as string,
			});
		},
	);
});

describe('the Test button', () => {
	it.each<[string, AuditLogName[], RegExp]>([
		['both', ['classic', 'organization', 'tenant'], /^Connection successful! The audit log is at /],
		[
			'the classic one',
			['classic'],
			/read the audit log, not the unified audit log\. The audit log is/,
		],
		[
			'the unified one',
			['organization'],
			/read the unified audit log, not the audit log\. The unified/,
		],
	])('says which of the logs a token can read: %s', async (_name, logs, words) => {
		const { credential } = await serverFor(logs);
		const { status: colour, message } = await pressTest(credential);
		expect(message).toMatch(words);
		expect(colour).toBe('OK');
	});

	it('says that a token is refused which can read none', async () => {
		const { credential } = await serverFor([]);
		expect(await pressTest(credential)).toEqual({
			status: 'Error',
			message: expect.stringMatching(/^UiPath did not accept the token \(401\)\./) as string,
		});
	});

	it('says nothing of a log that the organization does not have', async () => {
		for (const absent of ['notFound', 'loginPage'] as const) {
			const { simulator, credential } = await serverFor(['classic'], {
				unified: { enabled: false, absent },
			});
			expect(await pressTest(credential)).toEqual({
				status: 'OK',
				message: `Connection successful! The audit log is at ${simulator.origin}/acme/audit_/api/auditlogs`,
			});
		}
	});

	it('is green for an organization that has the unified log only', async () => {
		const { credential } = await serverFor(['organization'], {
			faults: [onRoute('auditlogs', status(404))],
		});
		expect(await pressTest(credential)).toMatchObject({
			status: 'OK',
			message: expect.stringMatching(
				/^Connection successful! The unified audit log is at /,
			) as string,
		});
	});

	it('tells of the refusal where the other log is not there', async () => {
		const { credential } = await serverFor([], { faults: [onRoute('auditlogs', status(404))] });
		expect(await pressTest(credential)).toMatchObject({
			status: 'Error',
			message: expect.stringMatching(/^UiPath did not accept the token \(401\)/) as string,
		});
	});

	it('tells nobody a token, whatever a server says, with OAuth2 too', async () => {
		const simulator = await simulatorWith({ token: TOKEN, faults: [] });
		const credentials = [tokenCredential(simulator), applicationCredential(simulator)];
		for (const code of [400, 401, 403, 418]) {
			for (const route of ['auditlogs', 'events'] as const) {
				simulator.setFaults(onRoute(route, echoesAuthorization(code)));
				for (const credential of credentials) {
					const result = await pressTest(credential);
					const issued = simulator.issuedTokens.map(({ value }) => value);
					expect(findSecret(result, [TOKEN, simulator.clientSecret, ...issued])).toBeUndefined();
				}
			}
		}
	});
});
