import { closesAfter, neverAnswers, once, reset, status, type FaultRule } from '../simulator/index';
import {
	applicationCredential,
	AT_ONCE_MS,
	cancelAfter,
	runNode,
	simulatorWith,
	withoutBackoff,
} from './harness';

/** Long enough for several answers, short enough to run out several times in a test. */
const LIFETIME_SECONDS = 0.6;

describe('OAuth2', () => {
	it('signs in by itself, and signs in again when the token runs out', async () => {
		const simulator = await simulatorWith({
			entries: 3_000,
			pageLimit: 100,
			latencyMs: 100,
			oauth: { tokenLifetime: LIFETIME_SECONDS },
		});
		const credential = applicationCredential(simulator, { deployment: 'suite' });
		const start = performance.now();
		const { items, error } = await runNode({
			parameters: {
				...{ operation: 'getLogs', authentication: 'oAuth2', returnAll: true },
				options: { maxConcurrency: 3 },
			},
			credentials: credential,
		});
		const lifetimes = (performance.now() - start) / 1_000 / LIFETIME_SECONDS;

		expect(error).toBeUndefined();
		expect(items.map(({ json }) => json)).toEqual(simulator.log.snapshot().reverse());
		expect(simulator.issuedTokens.length).toBeGreaterThan(2);
		expect(simulator.issuedTokens.length).toBeLessThanOrEqual(Math.ceil(lifetimes) * 3);
		expect(credential.tokenUpdates).toBe(simulator.issuedTokens.length);
	});

	it.each([408, 429, 500, 502, 503, 504])(
		'signs in at the next try where the identity server answers %p',
		async (code) => {
			withoutBackoff();
			const simulator = await simulatorWith({
				entries: 30,
				tokenFaults: [once(status(code))],
			});
			const { items, error } = await runNode({
				parameters: { operation: 'getLogs', authentication: 'oAuth2' },
				credentials: applicationCredential(simulator),
			});
			expect(error).toBeUndefined();
			expect(items).toHaveLength(30);
		},
	);

	it('does not call the credential wrong where the identity server stays away', async () => {
		withoutBackoff();
		const simulator = await simulatorWith({ tokenFaults: [status(503)] });
		const { error } = await runNode({
			parameters: { operation: 'getLogs', authentication: 'oAuth2' },
			credentials: applicationCredential(simulator),
		});
		expect(error?.message).toBe('UiPath reported a server error (503)');
		expect(simulator.requests.map(({ route }) => route)).toEqual(Array(5).fill('token'));
	});

	it('names the identity server where that is the one that cannot be reached', async () => {
		withoutBackoff();
		const simulator = await simulatorWith({});
		const tokenUrl = 'https://127.0.0.1:1/identity/connect/token';
		const { error } = await runNode({
			parameters: { operation: 'getLogs', authentication: 'oAuth2' },
			credentials: applicationCredential(simulator, { deployment: 'custom', tokenUrl }),
		});
		expect(error?.message).toBe('https://127.0.0.1:1 could not be reached');
		expect(error?.description).toContain('Check that Deployment and Domain (or Token URL) in');
		expect(simulator.requests).toEqual([]);
	});

	it.each([
		['closes the connection', reset(), /^http:\S+ closed the connection before the response/],
		['breaks off', closesAfter(10), /^http:\S+ closed the connection before the response/],
	])('signs in at the next try where the identity server %s', async (_what, fault, words) => {
		withoutBackoff();
		const run = async (...tokenFaults: FaultRule[]) => {
			const simulator = await simulatorWith({ entries: 30, tokenFaults });
			return await runNode({
				parameters: { operation: 'getLogs', authentication: 'oAuth2' },
				credentials: applicationCredential(simulator),
			});
		};
		expect((await run(once(fault))).items).toHaveLength(30);
		expect((await run(() => fault)).error?.message).toMatch(words);
	});

	it('ends at once when it is cancelled, though no token comes', async () => {
		const simulator = await simulatorWith({ tokenFaults: [neverAnswers()] });
		const { pressed, onRunning } = cancelAfter(simulator, 1);
		const { run } = await runNode({
			parameters: { operation: 'getLogs', authentication: 'oAuth2' },
			credentials: applicationCredential(simulator),
			onRunning,
		});
		expect(run.status).toBe('canceled');
		expect(performance.now() - pressed.at).toBeLessThan(AT_ONCE_MS);
	});
});
