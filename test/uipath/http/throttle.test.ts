import { Throttle } from '../../../nodes/UiPathAudit/uipath/http/throttle';

beforeEach(() => {
	jest.useFakeTimers();
});

afterEach(() => {
	jest.useRealTimers();
});

/** Sends so many requests through a throttle, each of which takes so long. */
async function send(throttle: Throttle, count: number, milliseconds: number) {
	const starts: number[] = [];
	let inFlight = 0;
	let most = 0;
	const request = async () => {
		starts.push(Date.now());
		most = Math.max(most, ++inFlight);
		await new Promise((resolve) => setTimeout(resolve, milliseconds));
		inFlight--;
	};
	const all = Promise.all(Array.from({ length: count }, async () => await throttle.run(request)));
	await jest.runAllTimersAsync();
	await all;
	return { starts, most };
}

describe('the throttle', () => {
	it('lets through so many at once, fewer after it was slowed down', async () => {
		const throttle = new Throttle(4, undefined);
		expect((await send(throttle, 30, 25)).most).toBe(4);

		const began = Date.now();
		throttle.slowDown(50);
		const { starts, most } = await send(throttle, 30, 25);
		expect(most).toBe(2);
		expect(Math.min(...starts) - began).toBeGreaterThanOrEqual(50);
	});

	it('speeds up again while answers come', async () => {
		const throttle = new Throttle(4, undefined);
		throttle.slowDown(0);
		expect((await send(throttle, 10, 25)).most).toBe(2);
		for (let answers = 0; answers < 40; answers++) throttle.noteAnswer();
		expect((await send(throttle, 10, 25)).most).toBe(4);
	});

	it('starts no two at the same moment, so that their answers come apart', async () => {
		const { starts } = await send(new Throttle(6, undefined), 18, 10);
		expect(starts).toHaveLength(18);
		const gaps = starts.slice(1).map((start, index) => start - (starts[index] ?? 0));
		expect(Math.min(...gaps)).toBe(3);
	});
});
