import {
	echoesAuthorization,
	once,
	onRoute,
	redirect,
	reset,
	status,
	tokenRefused,
	wrongEvents,
	type Fault,
} from '../../simulator/index';
import { findSecret } from '../findSecret';
import {
	applicationCredential,
	n8n,
	simulatorWith,
	tokenCredential,
	TriggerUnderTest,
	withoutBackoff,
} from '../harness';
import { CURSOR_FAULTS, SECRET_FAULTS, TOKEN } from '../secretFaults';

beforeEach(withoutBackoff);

const resource = 'unifiedAuditLog';

/** So many events of one time that cursors have to be followed. */
const ties = { events: 450, ties: 450 };

const TRIGGER_FAULTS = { ...SECRET_FAULTS, ...CURSOR_FAULTS };

describe('the token stays secret in the trigger', () => {
	const parameters = { resource, scope: 'organization', options: { timeout: 200 } };

	/** Polls once before and once under the fault, and searches all that is left behind. */
	async function search(trigger: TriggerUnderTest, play: () => void, secrets: () => string[]) {
		const { logLines } = await n8n();
		const firstLine = logLines.length;
		const first: unknown = await trigger.poll().catch((error: unknown) => error);
		play();
		const second: unknown = await trigger.poll().catch((error: unknown) => error);
		const test: unknown = await trigger.poll({ mode: 'manual' }).catch((error: unknown) => error);
		const lines = logLines.slice(firstLine);
		const left = { first, second, test, lines, staticData: trigger.staticData };
		expect(findSecret(left, secrets())).toBeUndefined();
		expect(JSON.stringify(left)).not.toContain(TOKEN);
		return second;
	}

	it.each(Object.keys(TRIGGER_FAULTS))('%s', async (name) => {
		const simulator = await simulatorWith({ token: TOKEN, unified: { organization: ties } });
		const trigger = new TriggerUnderTest({ parameters, credential: tokenCredential(simulator) });
		const play = () => simulator.setFaults(TRIGGER_FAULTS[name] ?? reset());
		await search(trigger, play, () => [TOKEN]);
	});

	it.each<[string, Fault]>([
		['is refused', tokenRefused()],
		['is echoed', echoesAuthorization(403)],
		[
			'is redirected',
			redirect(302, ({ authorization }) => `https://uipath.test/?${authorization}`),
		],
		['meets an error', status(400)],
	])('with OAuth2 whose token %s', async (_name, fault) => {
		const clientSecret = 'S3cret(of)client~app-2b6f1e';
		const simulator = await simulatorWith({ oauth: { clientSecret } });
		const trigger = new TriggerUnderTest({
			parameters: { ...parameters, authentication: 'oAuth2' },
			credential: applicationCredential(simulator, { deployment: 'suite' }),
		});
		const play = () => simulator.setFaults(onRoute('events', fault));
		const issued = () => simulator.issuedTokens.map(({ value }) => value);
		const error = await search(trigger, play, () => [clientSecret, ...issued()]);
		expect(error).toBeInstanceOf(Error);
	});

	it('where a page in the middle is wrong: nothing is told, and nothing lost', async () => {
		const simulator = await simulatorWith({ token: TOKEN });
		const trigger = new TriggerUnderTest({ parameters, credential: tokenCredential(simulator) });
		await trigger.poll();
		const { organization } = simulator.unified;
		organization.append(5);
		simulator.setFaults(once(wrongEvents('idEmpty')));
		await expect(trigger.poll()).rejects.toThrow(/without a valid id/);
		expect(await trigger.poll()).toEqual(organization.snapshot().slice(-5));
	});
});
