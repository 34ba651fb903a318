import { applicationCredential, runNode, simulatorWith } from './harness';

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
});
