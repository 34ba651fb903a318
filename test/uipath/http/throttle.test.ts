import { Throttle } from '../../../nodes/UiPathAudit/uipath/http/throttle';

describe('the throttle', () => {
	it('lets through so many at once, fewer after it was slowed down', async () => {
		const throttle = new Throttle(4, undefined);
		let inFlight = 0;
		let most = 0;
		const send = async () => {
			most = Math.max(most, ++inFlight);
			await new Promise((resolve) => setTimeout(resolve, 25));
			inFlight--;
		};
		const all = async () => await Promise.all(Array.from({ length: 30 }, () => throttle.run(send)));
		await all();
		expect(most).toBe(4);

		most = 0;
		const began = Date.now();
		throttle.slowDown(50);
		await all();
		expect(most).toBe(2);
		expect(Date.now() - began).toBeGreaterThanOrEqual(50);
	});

	it('starts no two at the same moment, so that their answers come apart', async () => {
		const throttle = new Throttle(6, undefined);
		const starts: number[] = [];
		const send = async () => {
			starts.push(Date.now());
			await new Promise((resolve) => setTimeout(resolve, 10));
		};
		const began = Date.now();
		await Promise.all(Array.from({ length: 18 }, () => throttle.run(send)));
		expect(starts).toHaveLength(18);
		// A busy machine may start each of them later, never earlier.
		for (const [index, start] of starts.entries()) {
			expect(start - began).toBeGreaterThanOrEqual(3 * index);
		}
	});
});
