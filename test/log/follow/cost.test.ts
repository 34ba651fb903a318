import { LivingLog } from './livingLog';
import { Poller } from './poller';

const LARGE = 1_000_000;

async function followLarge(entries = LARGE) {
	const log = new LivingLog(10);
	log.happen({ kind: 'arrive', count: entries, tied: false, twins: false });
	log.happen({ kind: 'wait', minutes: 100 });
	log.happen({ kind: 'arrive', count: 50, tied: false, twins: false });
	const poller = new Poller(log);
	await poller.startNow();
	log.watch();
	await poller.poll();
	log.limit = 1_000;
	log.requests = 0;
	return { log, poller };
}

describe('what a poll costs', () => {
	it('one request where nothing is new, however long the log', async () => {
		const { log, poller } = await followLarge();
		for (let polls = 1; polls <= 5; polls++) {
			expect(await poller.poll()).toBe(0);
			expect(log.requests).toBe(polls);
		}
		log.happen({ kind: 'arrive', count: 30, tied: false, twins: false });
		expect(await poller.poll()).toBe(30);
		expect(log.requests).toBe(6);
	});

	it('one request where nothing is new, however many entries are in the late window', async () => {
		const { log, poller } = await followLarge(1_000);
		poller.options.maxEntries = Infinity;
		log.happen({ kind: 'arrive', count: 20_000, tied: false, twins: false });
		await poller.poll();
		log.requests = 0;
		expect(await poller.poll()).toBe(0);
		expect(log.requests).toBe(1);
	});

	it.each([
		['all at once', 10_000],
		['as many as there is room for', 1_000],
	])('at most five requests for 2,500 new entries, %s', async (_name, maxEntries) => {
		const { log, poller } = await followLarge();
		poller.options.maxEntries = maxEntries;
		log.happen({ kind: 'arrive', count: 2_500, tied: false, twins: false });
		expect(await poller.poll()).toBe(Math.min(2_500, maxEntries));
		expect(log.requests).toBeLessThanOrEqual(5);
	});

	it('after an outage no more than for what is told', async () => {
		const { log, poller } = await followLarge(10_000);
		for (let hours = 0; hours < 10; hours++) {
			log.happen({ kind: 'wait', minutes: 60 });
			log.happen({ kind: 'arrive', count: 2_000, tied: false, twins: false });
		}
		log.requests = 0;
		for (let polls = 1; polls <= 20; polls++) {
			expect(await poller.poll()).toBe(1_000);
			expect(poller.hasMore).toBe(polls < 20);
		}
		expect(await poller.poll()).toBe(0);
		expect(log.requests).toBeLessThanOrEqual(20 * 8);
		expect(log.findWrong(poller.told)).toBeUndefined();
		const times = poller.told.map(({ happened }) => String(happened));
		expect(times).toEqual(times.slice().sort());
	});

	it('little more where retention has moved all places', async () => {
		const { log, poller } = await followLarge(100_000);
		log.happen({ kind: 'retain', count: 40_000 });
		log.happen({ kind: 'arrive', count: 2_500, tied: false, twins: false });
		expect(await poller.poll()).toBe(1_000);
		expect(log.requests).toBeLessThanOrEqual(16);
	});

	it('no more memory than for a bounded number of entries, however few pass the filter', async () => {
		const { log, poller } = await followLarge(1_000);
		for (let hours = 0; hours < 60; hours++) {
			log.happen({ kind: 'wait', minutes: 60 });
			log.happen({ kind: 'arrive', count: 1_000, tied: false, twins: false });
		}
		const last = 'text 62.999';
		poller.options.filter = ({ text }) => text === last;
		const requests: number[] = [];
		let told = 0;
		while (told === 0 && requests.length < 10) {
			log.requests = 0;
			told = await poller.poll();
			requests.push(log.requests);
		}
		expect(told).toBe(1);
		expect(told).toBe(1);
		expect(requests.length).toBeGreaterThan(2);
		expect(Math.max(...requests)).toBeLessThanOrEqual(30);
	});
});
