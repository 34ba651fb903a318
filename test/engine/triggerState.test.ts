import { status } from '../simulator/index';
import { follow, warnings } from './followedLog';
import { n8n, withoutBackoff } from './harness';

beforeEach(async () => {
	(await n8n()).logLines.length = 0;
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
