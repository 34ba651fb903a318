import {
	echoesAuthorization,
	neverAnswers,
	status,
	throttled,
	type AuditEntry,
	type Simulator,
	type SimulatorOptions,
} from '../simulator/index';
import {
	applicationCredential,
	n8n,
	simulatorWith,
	tokenCredential,
	TriggerUnderTest,
	withoutBackoff,
	type TriggerOptions,
} from './harness';

async function follow(
	server: SimulatorOptions = {},
	parameters: TriggerOptions['parameters'] = {},
) {
	const newest = new Date(Date.now() - 60_000).toISOString();
	const simulator = await simulatorWith({ entries: 500, newest, ...server });
	const trigger = new TriggerUnderTest({ parameters, credential: tokenCredential(simulator) });
	const told: unknown[] = [];
	const poll = async (options = {}) => {
		const items = await trigger.poll(options);
		told.push(...(items ?? []));
		return items;
	};
	return { simulator, trigger, poll, told };
}

/** The entries that have come since the log had so many, oldest first. */
function since(simulator: Simulator, before: AuditEntry[]): AuditEntry[] {
	const known = new Map<string, number>();
	for (const entry of before) {
		const text = JSON.stringify(entry);
		known.set(text, (known.get(text) ?? 0) + 1);
	}
	return simulator.log.snapshot().filter((entry) => {
		const text = JSON.stringify(entry);
		const left = known.get(text) ?? 0;
		known.set(text, left - 1);
		return left <= 0;
	});
}

async function warnings(): Promise<string[]> {
	return (await n8n()).logLines.filter((line) => line.startsWith('warn'));
}

beforeEach(async () => {
	(await n8n()).logLines.length = 0;
});

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

describe('the cursor of the trigger', () => {
	it('is readable, and holds no word of any entry', async () => {
		const { simulator, trigger, poll } = await follow();
		await poll();
		simulator.log.arrive(300);
		await poll();
		const text = JSON.stringify(trigger.staticData);
		for (const { userName, email, message } of simulator.log.snapshot()) {
			for (const word of [userName, email, message]) {
				if (word && word.length > 5) expect(text).not.toContain(word);
			}
		}
		expect(trigger.cursor).toMatchObject({
			...{ version: 1, log: `auditLog ${simulator.origin}/acme`, wording: '' },
			...{ settledUntil: expect.stringMatching(/^\d{4}-/) as unknown },
		});
	});

	it('does not move where a poll fails', async () => {
		withoutBackoff();
		const { simulator, trigger, poll } = await follow();
		await poll();
		simulator.log.arrive(5);
		const before = trigger.staticData;
		simulator.setFaults(status(503));
		await expect(poll()).rejects.toThrow('UiPath reported a server error (503)');
		expect(trigger.staticData).toEqual(before);
		simulator.setFaults();
		expect(await poll()).toHaveLength(5);
	});

	it('that is damaged begins again where all is settled, and says so', async () => {
		const { simulator, trigger, poll } = await follow();
		await poll();
		simulator.log.arrive(5);
		await poll();
		trigger.cursor = { ...trigger.cursor, digests: 'damaged' };
		simulator.log.arrive(1);
		const items = (await poll()) ?? [];
		expect(items.length).toBeGreaterThan(5);
		expect(items.slice(-6)).toEqual(simulator.log.snapshot().slice(-6));
		expect(await warnings()).toEqual([
			expect.stringMatching(/damaged.*starts again from 20.*a second time/),
		]);
		expect(await poll()).toBeNull();
	});

	it.each([['nonsense'], [{ version: 1 }], [{ settledUntil: 'soon' }], [[1, 2]]])(
		'that is foreign (%j) starts anew, and says so',
		async (foreign) => {
			const { simulator, trigger, poll } = await follow();
			trigger.cursor = foreign as never;
			expect(await poll()).toBeNull();
			expect(await warnings()).toEqual([expect.stringMatching(/starts fresh/)]);
			simulator.log.arrive(2);
			expect(await poll()).toHaveLength(2);
		},
	);

	it('of another organization starts anew', async () => {
		const { simulator, trigger, poll } = await follow();
		await poll();
		simulator.log.arrive(3);
		trigger.cursor = { ...trigger.cursor, log: 'auditLog https://elsewhere.example/other' };
		expect(await poll()).toBeNull();
		expect(await warnings()).toEqual([expect.stringMatching(/now reads a different log/)]);
	});

	it('stays good in another language', async () => {
		const { simulator, trigger, poll } = await follow();
		await poll();
		simulator.log.arrive(5);
		await poll();
		simulator.log.arrive(2);
		trigger.change({ options: { language: 'de' } });
		expect(await poll()).toEqual(simulator.log.snapshot('de').slice(-2));
		expect(await poll()).toBeNull();
	});
});

describe('the state of the trigger', () => {
	it('is small also where very much is in the late window when it begins', async () => {
		const { trigger, poll } = await follow({ entries: 8_000, spacingMs: 20 });
		await poll();
		expect(Buffer.byteLength(JSON.stringify(trigger.staticData))).toBeLessThan(64 * 1024);
		expect(await poll()).toBeNull();
	});

	it('that is damaged beyond use does not begin with history again', async () => {
		const { trigger, poll } = await follow({}, { options: { startFrom: '2020-01-01' } });
		expect(await poll()).toHaveLength(500);
		trigger.cursor = { version: 1 };
		expect(await poll()).toBeNull();
	});

	it.each([
		['an entry that came late', { late: 1, maxEntries: 1_000, ties: 1 }, 3],
		['entries of one time that were left', { late: 0, maxEntries: 3, ties: 10 }, 10],
	])('in another language loses nothing: %s', async (_name, changes, least) => {
		const { late, maxEntries, ties } = changes;
		const { simulator, trigger, poll } = await follow(
			{ entries: 500, ties, spacingMs: 1_000 },
			{ options: { maxEntries } },
		);
		await poll();
		simulator.log.arrive(ties === 1 ? 2 : 10);
		await poll();
		simulator.log.arriveLate(late, { atFraction: 0.999 });
		trigger.change({ options: { language: 'de' } });
		expect((await poll())?.length).toBeGreaterThanOrEqual(least);
		expect(await warnings()).toEqual([
			expect.stringMatching(/Language or API Version has changed/),
		]);
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

describe('entries that come later than the late window', () => {
	it('are not told, and the log says so', async () => {
		const { simulator, poll } = await follow({ entries: 2_000 }, { options: { lateWindow: 1 } });
		await poll();
		simulator.log.arriveLate(3, { atFraction: 0.5 });
		expect(await poll()).toBeNull();
		expect(await warnings()).toEqual([
			expect.stringMatching(
				/^warn 3 entries were written to the audit log later than Late Window \(1 minute\) allows/,
			),
		]);
		expect(await poll()).toBeNull();
		expect(await warnings()).toHaveLength(1);
	});
});

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
			failure: { cause: 'credential-invalid' },
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
		await expect(poll()).rejects.toMatchObject({ failure });
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
		let polls = 0;
		while ((await poll({ budgetMs: 400 })) !== null) polls++;
		expect(polls).toBeGreaterThan(1);
		expect(told).toEqual(simulator.log.snapshot());
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
				/^No entries that pass the filters \(Message\)\. The newest entry in the audit log is from /,
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
