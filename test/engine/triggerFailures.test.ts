import {
	echoesAuthorization,
	neverAnswers,
	status,
	throttled,
	type Simulator,
} from '../simulator/index';
import { follow, warnings } from './followedLog';
import { isLine1, n8n, tokenCredential, TriggerUnderTest, withoutBackoff } from './harness';

beforeEach(async () => {
	(await n8n()).logLines.length = 0;
});

/** What of an error tells n8n why; n8n 1.x has no place for it. */
const withReason = (failure: object) => (isLine1 ? {} : { failure });

describe('the first poll', () => {
	it.each([
		['429', throttled({ retryAfter: 40 })],
		['503', status(503)],
		['time-out', neverAnswers()],
	])('does not block publishing for a reason that passes by itself: %s', async (_name, fault) => {
		withoutBackoff();
		const { simulator, poll } = await follow({ faults: [fault] }, { options: { timeout: 100 } });
		expect(await poll()).toBeNull();
		expect((await warnings())[0]).toMatch(/The first poll failed; the next one catches up: /);
		simulator.setFaults();
		simulator.log.arrive(4);
		const items = await poll();
		expect(items?.slice(-4)).toEqual(simulator.log.snapshot().slice(-4));
		expect(await poll()).toBeNull();
	});

	it.each([-180, 60])('loses nothing on an n8n whose clock is %i minutes off', async (minutes) => {
		withoutBackoff();
		const { simulator, poll } = await follow({ faults: [status(503)] });
		const { now } = Date;
		jest.spyOn(Date, 'now').mockImplementation(() => now() + minutes * 60_000);
		expect(await poll()).toBeNull();
		simulator.setFaults();
		simulator.log.arrive(4);
		expect((await poll())?.slice(-4)).toEqual(simulator.log.snapshot().slice(-4));
		expect(await poll()).toBeNull();
		jest.restoreAllMocks();
	});

	it('after the workflow was published again does not either', async () => {
		withoutBackoff();
		const { simulator, trigger, poll } = await follow();
		await poll();
		simulator.log.arrive(2);
		trigger.restart();
		simulator.setFaults(status(503));
		expect(await poll()).toBeNull();
		await expect(poll()).rejects.toThrow('503');
		simulator.setFaults();
		expect(await poll()).toHaveLength(2);
	});

	it('with a wrong token does', async () => {
		const { simulator } = await follow();
		const trigger = new TriggerUnderTest({
			credential: tokenCredential(simulator, { token: 'dead' }),
		});
		await expect(trigger.poll()).rejects.toMatchObject({
			message: 'UiPath did not accept the token (401)',
			...withReason({ cause: 'credential-invalid' }),
		});
		expect(trigger.cursor).toBeUndefined();
	});
});

describe('a poll that fails', () => {
	it.each<[string, Parameters<Simulator['setFaults']>[0], object]>([
		['throttled', throttled({ retryAfter: 400 }), { cause: 'rate-limited', retryAfterMs: 400_000 }],
		['down', status(503), { cause: 'temporarily-unavailable' }],
		['forbidden', status(403), { cause: 'configuration-invalid' }],
		['signed out', status(401), { cause: 'credential-invalid' }],
	])('says to n8n why: %s', async (_name, fault, failure) => {
		withoutBackoff();
		const { simulator, poll } = await follow();
		await poll();
		simulator.setFaults(fault);
		await expect(poll()).rejects.toMatchObject(withReason(failure));
	});

	it('shows no token', async () => {
		const { simulator, poll } = await follow();
		await poll();
		simulator.setFaults(echoesAuthorization());
		const error = await poll().catch((reason: unknown) => reason);
		const { logLines } = await n8n();
		expect(JSON.stringify([error, String(error), logLines])).not.toContain(simulator.token);
	});

	it('keeps to the time that n8n gives it', async () => {
		const { simulator, poll } = await follow({}, { options: { timeout: 60_000 } });
		await poll({ budgetMs: 2_000 });
		simulator.setFaults(neverAnswers());
		await expect(poll({ budgetMs: 500 })).rejects.toThrow('did not respond in time');
		simulator.setFaults(throttled({ retryAfter: 30 }));
		await expect(poll({ budgetMs: 500 })).rejects.toThrow('asked the node to wait 30 seconds');
	});

	it('reads as far as its time goes, and leaves the rest to the next', async () => {
		const { simulator, poll, told } = await follow(
			{ entries: 3_000, pageLimit: 100, latencyMs: 20 },
			{ options: { startFrom: '2020-01-01', maxEntries: 10_000 } },
		);
		// On a busy machine, a poll may have no time to tell anything.
		let polls = 0;
		for (; told.length < 3_000 && polls < 100; polls++) await poll({ budgetMs: 400 });
		expect(polls).toBeGreaterThan(1);
		expect(await poll()).toBeNull();
		expect(told).toEqual(simulator.log.snapshot());
	});
});
