import { follow, since } from './followedLog';
import { applicationCredential, simulatorWith, TriggerUnderTest } from './harness';

describe('the trigger', () => {
	it('tells what comes after it was published, oldest first, each entry once', async () => {
		const { simulator, poll, told } = await follow({ ties: 3, twins: 5 });
		const before = simulator.log.snapshot();
		expect(await poll()).toBeNull();
		expect(await poll()).toBeNull();
		simulator.log.arrive(40);
		expect(await poll()).toEqual(simulator.log.snapshot().slice(-40));
		expect(await poll()).toBeNull();
		simulator.log.arriveLate(4, { atFraction: 0.999 });
		simulator.log.arrive(7);
		await poll();
		expect(await poll()).toBeNull();
		const sort = (list: unknown[]) => list.map((one) => JSON.stringify(one)).sort();
		expect(sort(told)).toEqual(sort(since(simulator, before)));
	});

	it('returns entries in short unless Simplify is off', async () => {
		const { simulator, poll } = await follow({}, { simplify: true });
		await poll();
		simulator.log.arrive(1);
		expect(Object.keys((await poll())?.[0] ?? {})).toEqual([
			...['time', 'user', 'email', 'action', 'message', 'category', 'source', 'details'],
		]);
	});

	it('tells what passes the filters, and does not come back to the rest when they change', async () => {
		const { simulator, trigger, poll } = await follow({}, { filters: { category: ['User'] } });
		await poll();
		const before = simulator.log.snapshot();
		simulator.log.arrive(60);
		const users = since(simulator, before).filter(({ category }) => category === 'User');
		expect(await poll()).toEqual(users);
		trigger.change({ filters: {} });
		expect(await poll()).toBeNull();
		simulator.log.arrive(3);
		expect(await poll()).toHaveLength(3);
	});

	it('begins with history where it is told to, as much in one poll as there may be', async () => {
		const { simulator, poll, told, trigger } = await follow(
			{ entries: 2_500 },
			{ options: { startFrom: '2020-01-01T00:00:00', maxEntries: 1_000 } },
		);
		expect(await poll()).toHaveLength(1_000);
		trigger.restart();
		expect(await poll()).toHaveLength(1_000);
		expect(await poll()).toHaveLength(500);
		expect(await poll()).toBeNull();
		expect(told).toEqual(simulator.log.snapshot());
	});

	it('makes up for an outage', async () => {
		const { simulator, trigger, poll, told } = await follow();
		await poll();
		const before = simulator.log.snapshot();
		simulator.log.arrive(3_300);
		trigger.restart();
		for (let polls = 0; polls < 4; polls++) await poll();
		expect(await poll()).toBeNull();
		expect(told).toEqual(since(simulator, before));
	});

	it('goes on where it was after a restart, and repeats a poll that n8n did not record', async () => {
		const { simulator, trigger, poll } = await follow();
		await poll();
		const saved = trigger.staticData;
		simulator.log.arrive(5);
		const items = await poll();
		trigger.restart();
		expect(await poll()).toBeNull();
		trigger.restart(saved);
		expect(await poll()).toEqual(items);
	});

	it('tells each entry once where polls overlap', async () => {
		const { simulator, poll, told } = await follow({ latencyMs: 30 });
		await poll();
		const before = simulator.log.snapshot();
		simulator.log.arrive(20);
		await Promise.all([poll(), poll(), poll()]);
		await poll();
		expect(told).toEqual(since(simulator, before));
	});

	it('tells each entry once where the workflow is published again during a poll', async () => {
		const { simulator, trigger, poll, told } = await follow({ latencyMs: 50 });
		await poll();
		const before = simulator.log.snapshot();
		simulator.log.arrive(20);
		const underWay = poll();
		trigger.restart();
		expect(await poll()).toBeNull();
		await underWay;
		expect(told).toEqual(since(simulator, before));
	});

	it('costs one request where nothing is new', async () => {
		const { simulator, poll } = await follow({ entries: 1_000_000, pageLimit: 1_000 });
		await poll();
		simulator.resetRequests();
		for (let polls = 1; polls <= 3; polls++) {
			expect(await poll()).toBeNull();
			expect(simulator.requests).toHaveLength(polls);
		}
		simulator.log.arrive(2_500);
		simulator.resetRequests();
		expect(await poll()).toHaveLength(1_000);
		expect(simulator.requests.length).toBeLessThanOrEqual(5);
	});

	it('signs in with OAuth2', async () => {
		const simulator = await simulatorWith({ newest: new Date().toISOString() });
		const trigger = new TriggerUnderTest({
			parameters: { authentication: 'oAuth2' },
			credential: applicationCredential(simulator),
		});
		expect(await trigger.poll()).toBeNull();
		simulator.log.arrive(2);
		expect(await trigger.poll()).toHaveLength(2);
	});
});

describe('Start From', () => {
	it.each([
		['in the future', 6 * 3_600_000, 0],
		['a few minutes ago', -300_000, 240],
	])('%s counts besides what comes from now on', async (_name, ms, history) => {
		const startFrom = new Date(Date.now() + ms).toISOString();
		const { simulator, poll } = await follow({}, { options: { startFrom } });
		const first = (await poll()) ?? [];
		expect(Math.abs(first.length - history)).toBeLessThan(5);
		simulator.log.arrive(2);
		// Seven minutes late: before Start From, and within the late window.
		simulator.log.arriveLate(1, { atFraction: 80 / 500 });
		expect(await poll()).toHaveLength(3);
	});
});

describe('Fetch Test Event', () => {
	it('shows the newest few that pass the filters, and moves nothing', async () => {
		const { simulator, trigger, poll } = await follow({}, { filters: { category: ['User'] } });
		await poll();
		simulator.log.arrive(20);
		const before = trigger.staticData;
		const users = simulator.log.snapshot().filter(({ category }) => category === 'User');
		expect(await poll({ mode: 'manual' })).toEqual(users.slice(-5));
		expect(trigger.staticData).toEqual(before);
	});

	it('says so where none passes', async () => {
		const { poll } = await follow({}, { filters: { message: 'never said' } });
		await expect(poll({ mode: 'manual' })).rejects.toMatchObject({
			message: 'There is no entry to show',
			description: expect.stringMatching(
				/^No entries that match the filters \(Message\)\. The newest entry in the audit log is from /,
			) as unknown,
		});
	});

	it('says so where the log is empty', async () => {
		const { poll } = await follow({ entries: 0 });
		await expect(poll({ mode: 'manual' })).rejects.toMatchObject({
			description: 'No entries: the audit log is empty.',
		});
	});
});

describe('bad input', () => {
	it.each([
		[{ lateWindow: -1 }, 'Late Window'],
		[{ maxEntries: 0 }, 'Max Entries'],
		[{ startFrom: 'soon' }, 'Start From'],
		[{ pageSize: 0 }, 'Page Size'],
	])('%j is refused before any request', async (options, field) => {
		const { simulator, poll } = await follow({}, { options });
		await expect(poll()).rejects.toThrow(`'${field}' `);
		expect(simulator.requests).toHaveLength(0);
	});
});
