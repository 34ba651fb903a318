import { Connection } from '../../../nodes/UiPathAudit/uipath/http/connection';
import type { Door } from '../../../nodes/UiPathAudit/uipath/http/door';
import { sequence } from '../../simulator/random';

const REQUESTS_PER_SECOND = 5;
const EXECUTIONS = 10;
const PAGES = 10;
const LATENCY_MS = 100;
const TRIALS = 20;

beforeEach(() => {
	jest.useFakeTimers();
});

afterEach(() => {
	jest.useRealTimers();
	jest.restoreAllMocks();
});

/** An organization that allows so many requests a second to all that ask, and refuses the others. */
function openOrganization(headers: Record<string, string>): Door {
	let left = REQUESTS_PER_SECOND;
	let last = Date.now();
	return async () => {
		await new Promise((resolve) => setTimeout(resolve, LATENCY_MS));
		const now = Date.now();
		left = Math.min(REQUESTS_PER_SECOND, left + ((now - last) / 1_000) * REQUESTS_PER_SECOND);
		last = now;
		if (left < 1) return { status: 429, headers, body: '' };
		left -= 1;
		return { status: 200, headers: {}, body: '{}' };
	};
}

/** Reads a first page, and then the others at once. */
async function readPages(door: Door, concurrency: number): Promise<void> {
	const connection = new Connection({
		...{ door, concurrency, baseUrl: 'https://uipath.example.com', timeoutMs: 60_000 },
		...{ cancelled: undefined, deadline: Infinity },
	});
	const pages = Array.from({ length: PAGES }, (_, page) => page);
	await connection.getJson('/list', {});
	await Promise.all(pages.slice(1).map(async () => await connection.getJson('/list', {})));
}

// Half of them would fail with the backoff that other failures have, if the server names no time; and a
// quarter, if it names one and nobody waits for longer.
it.each([
	[6, { 'retry-after': '1' }],
	[1, { 'retry-after': '1' }],
	[6, {}],
])(
	'executions that share what a server allows get through together: %p at once, %j',
	async (concurrency, headers) => {
		const draw = sequence(concurrency);
		jest.spyOn(Math, 'random').mockImplementation(() => draw() / 2 ** 32);
		let failed = 0;
		for (let trial = 0; trial < TRIALS; trial += 1) {
			const door = openOrganization(headers);
			const runs = Array.from({ length: EXECUTIONS }, async () => {
				await readPages(door, concurrency).catch(() => (failed += 1));
			});
			await jest.runAllTimersAsync();
			await Promise.all(runs);
		}
		expect(failed / (TRIALS * EXECUTIONS)).toBeLessThan(0.1);
	},
);
