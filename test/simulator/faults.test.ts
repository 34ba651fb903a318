import type { Fault, FaultRule, Simulator } from './index.ts';
import {
	closesAfter,
	CONTENT_DISPOSITION_ATTACKS,
	contentDisposition,
	cutShort,
	drips,
	echoesAuthorization,
	everyNth,
	FAULT_CATALOGUE,
	ignoresSortOrder,
	neverAnswers,
	once,
	onRequests,
	onRoute,
	randomly,
	redirect,
	reset,
	stallsAfter,
	startSimulator,
	status,
	throttled,
	wrongShape,
	wrongTotalCount,
} from './index.ts';

describe('faults of the simulator', () => {
	let simulator: Simulator;

	beforeEach(async () => {
		simulator = await startSimulator({ entries: 40 });
	});

	afterEach(async () => {
		await simulator.close();
	});

	async function ask(path = '', signal: AbortSignal | null = null): Promise<Response> {
		return await fetch(`${simulator.origin}/acme/audit_/api/auditlogs${path}`, {
			headers: { Authorization: `Bearer ${simulator.token}` },
			redirect: 'manual',
			signal,
		});
	}

	async function statuses(count: number, rule: Fault | FaultRule): Promise<number[]> {
		simulator.resetRequests();
		simulator.setFaults(rule);
		for (let i = 0; i < count; i++) await (await ask()).arrayBuffer();
		return simulator.requests.map((request) => request.status ?? 0);
	}

	it('come when their rule says', async () => {
		const broken = status(503);
		expect(await statuses(6, everyNth(3, broken))).toEqual([200, 200, 503, 200, 200, 503]);
		expect(await statuses(3, onRequests([0, 2], broken))).toEqual([503, 200, 503]);
		expect(await statuses(3, once(broken))).toEqual([503, 200, 200]);
		expect(await statuses(2, onRoute('download', broken))).toEqual([200, 200]);
		const first = await statuses(50, randomly(0.2, broken, 5));
		expect(await statuses(50, randomly(0.2, broken, 5))).toEqual(first);
		expect(first.filter((code) => code === 503).length).toBeGreaterThan(3);
		expect(first.filter((code) => code === 503).length).toBeLessThan(20);
	});

	it('throttle in each of the ways that UiPath has', async () => {
		simulator.setFaults(throttled({ retryAfter: 7, rateLimitReset: 9 }));
		const seconds = await ask();
		expect([
			seconds.status,
			seconds.headers.get('retry-after'),
			seconds.headers.get('ratelimit-reset'),
		]).toEqual([429, '7', '9']);
		simulator.setFaults(throttled({ retryAfterDate: 60 }));
		const wait = Date.parse((await ask()).headers.get('retry-after') ?? '') - Date.now();
		expect(wait).toBeGreaterThan(58_000);
		expect(wait).toBeLessThan(62_000);
	});

	it('change answers: shapes, counts, order, redirects, echoes', async () => {
		simulator.setFaults(wrongShape('nullResults'));
		expect(await (await ask()).json()).toEqual({ totalCount: 40, results: null });
		simulator.setFaults(wrongTotalCount((truth) => truth * 2));
		expect(await (await ask()).json()).toMatchObject({ totalCount: 80 });
		simulator.setFaults(ignoresSortOrder());
		expect(await (await ask('?sortOrder=asc')).text()).toBe(
			await (await ask('?sortOrder=desc')).text(),
		);
		simulator.setFaults(cutShort());
		await expect((await ask()).json()).rejects.toThrow('JSON');
		simulator.setFaults(redirect(307, ({ path }) => `${path}?again`));
		expect((await ask()).headers.get('location')).toBe('/acme/audit_/api/auditlogs?again');
		simulator.setFaults(echoesAuthorization());
		expect(await (await ask()).text()).toContain(simulator.token);
	});

	it.each(['length', 'chunked'] as const)(
		'close the connection in the middle of a body (%s)',
		async (framing) => {
			simulator.setFaults(closesAfter(5_000, framing));
			const response = await ask('/download');
			expect(response.headers.has('content-length')).toBe(framing === 'length');
			await expect(response.arrayBuffer()).rejects.toThrow();
			expect(simulator.requests[0]).toMatchObject({
				bytesSent: 5_000,
				closedEarly: true,
				status: 200,
			});
		},
	);

	it('reset and stall, and closing the simulator ends it all', async () => {
		simulator.setFaults(onRequests([0], reset()), onRequests([1], neverAnswers()), stallsAfter(10));
		await expect(ask()).rejects.toThrow();
		await expect(ask('', AbortSignal.timeout(50))).rejects.toThrow('timeout');
		const { body } = await ask();
		const reader = body?.getReader();
		expect((await reader?.read())?.value).toHaveLength(10);
		const stalled = expect(reader?.read()).rejects.toThrow();
		await simulator.close();
		await stalled;
		expect(simulator.requests.map(({ closedEarly }) => closedEarly)).toEqual([true, true, true]);
	});

	it('drip', async () => {
		const regular = await (await ask()).text();
		simulator.setFaults(drips(2_000, 1));
		expect(await (await ask()).text()).toBe(regular);
	});

	it('send every attack on file names', async () => {
		for (const attack of CONTENT_DISPOSITION_ATTACKS) {
			simulator.setFaults(contentDisposition(attack));
			expect((await ask('/download')).headers.get('content-disposition')).toBe(attack);
		}
	});

	it('are all in the catalogue under their names', async () => {
		for (const fault of Object.values(FAULT_CATALOGUE)) {
			simulator.setFaults(fault);
			await ask('?top=2', AbortSignal.timeout(150))
				.then(async (response) => await response.text())
				.catch(() => undefined);
		}
		expect(simulator.requests.map(({ fault }) => fault)).toEqual(
			Object.values(FAULT_CATALOGUE).map(({ name }) => name),
		);
	});
});
