import { echoesAuthorization, tokenRefused } from '../simulator/index';
import { findSecret } from './findSecret';
import { applicationCredential, loadOptions, simulatorWith, tokenCredential } from './harness';

const LISTS = [
	['getActions', 'action'],
	['getCategories', 'category'],
	['getSources', 'source'],
] as const;

const byToken = { operation: 'getLogs', authentication: 'accessToken' };

describe('the lists in the editor', () => {
	it.each(LISTS)('%s offers what the newest entries contain', async (list, property) => {
		const simulator = await simulatorWith({ entries: 20_000 });
		const options = await loadOptions(list, byToken, tokenCredential(simulator));
		const newest = simulator.log.snapshot().slice(-1_000);
		const values = new Set(newest.map((entry) => entry[property] ?? ''));
		values.delete('');
		expect(values.size).toBeGreaterThan(1);
		expect(options).toEqual([...values].sort().map((value) => ({ name: value, value })));
		expect(simulator.requests).toHaveLength(1);
	});

	it('work with OAuth2', async () => {
		const simulator = await simulatorWith();
		const credential = applicationCredential(simulator, { deployment: 'suite' });
		const parameters = { operation: 'getLogs', authentication: 'oAuth2' };
		expect(await loadOptions('getActions', parameters, credential)).not.toHaveLength(0);
	});

	it('fail in words for the user, and tell nobody the token', async () => {
		for (const fault of [tokenRefused(), echoesAuthorization(403)]) {
			const simulator = await simulatorWith({ faults: [fault] });
			const asked = loadOptions('getActions', byToken, tokenCredential(simulator));
			const error: unknown = await asked.catch((thrown: unknown) => thrown);
			expect(error).toMatchObject({
				name: 'NodeApiError',
				message: expect.stringMatching(/40[13]/) as string,
			});
			expect(findSecret(error, [simulator.token])).toBeUndefined();
		}
	});
});
