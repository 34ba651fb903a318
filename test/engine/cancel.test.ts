import { setTimeout as wait } from 'node:timers/promises';
import {
	neverAnswers,
	onRoute,
	stallsAfter,
	stallsAfterHeaders,
	stallsHalfway,
	status,
	throttled,
	type Fault,
} from '../simulator/index';
import { runNode, simulatorWith, storedFiles, tokenCredential } from './harness';

/** When the stop button is pressed: by then the first request has been sent. */
const CANCEL_AFTER_MS = 300;

/** How long "at once" may take on a busy machine; every wait below is far longer. */
const AT_ONCE_MS = 700;

const getLogs = { operation: 'getLogs', returnAll: true };
const downloadCsv = { operation: 'downloadCsv' };

describe('cancelling an execution', () => {
	it.each<[string, typeof getLogs | typeof downloadCsv, Fault]>([
		['a wait that the server asked for', getLogs, throttled({ retryAfter: 30 })],
		['a request without an answer', getLogs, neverAnswers()],
		['a page that stalls before it begins', getLogs, stallsAfterHeaders()],
		['a page that stalls halfway', getLogs, stallsHalfway()],
		['a wait for the CSV', downloadCsv, throttled({ retryAfter: 30 })],
		['a CSV without an answer', downloadCsv, neverAnswers()],
		['a CSV that stalls before it begins', downloadCsv, stallsAfterHeaders()],
		['a CSV that stalls halfway', downloadCsv, stallsAfter(70_000)],
	])('ends %s at once', async (_name, parameters, fault) => {
		const route = parameters === downloadCsv ? 'download' : 'auditlogs';
		const faults = [onRoute(route, fault)];
		const simulator = await simulatorWith({ csv: { bytes: 200_000 }, faults });
		let cancelledAt = Infinity;
		const { error, run } = await runNode({
			parameters,
			credentials: tokenCredential(simulator),
			items: [{}, {}],
			onRunning: (cancel) => {
				setTimeout(() => {
					cancelledAt = performance.now();
					cancel();
				}, CANCEL_AFTER_MS);
			},
		});
		expect(performance.now() - cancelledAt).toBeLessThan(AT_ONCE_MS);
		expect(run.status).toBe('canceled');
		expect(error?.message).toBe('The execution was canceled');

		await wait(100);
		expect(simulator.requests.filter((request) => request.route === route)).toHaveLength(1);
		expect(simulator.requests.filter(({ finishedAt }) => finishedAt === undefined)).toEqual([]);
		expect(await storedFiles()).toEqual([]);
	});

	it('ends a wait before a further try at once', async () => {
		// The longest waits that there can be: the third is two seconds.
		jest.spyOn(Math, 'random').mockReturnValue(0.999);
		const simulator = await simulatorWith({ faults: [status(503)] });
		let cancelledAt = Infinity;
		const { run } = await runNode({
			parameters: getLogs,
			credentials: tokenCredential(simulator),
			onRunning: (cancel) => {
				setTimeout(() => {
					cancelledAt = performance.now();
					cancel();
				}, 1_800);
			},
		});
		expect(performance.now() - cancelledAt).toBeLessThan(AT_ONCE_MS);
		expect(run.status).toBe('canceled');
		expect(simulator.requests).toHaveLength(3);
	});

	it('does not go on with the next item, even if the node continues on fail', async () => {
		const simulator = await simulatorWith({ faults: [neverAnswers()] });
		const { items, run } = await runNode({
			parameters: getLogs,
			credentials: tokenCredential(simulator),
			continueOnFail: true,
			items: [{ n: 1 }, { n: 2 }],
			onRunning: (cancel) => {
				setTimeout(cancel, CANCEL_AFTER_MS);
			},
		});
		expect(run.status).toBe('canceled');
		// n8n passes the input through where a node that may fail did.
		expect(items.map(({ json }) => json)).toEqual([{ n: 1 }, { n: 2 }]);
		expect(simulator.requests).toHaveLength(1);
	});

	it('ends the pages under way, and asks for no more', async () => {
		const simulator = await simulatorWith({ entries: 50_000, pageLimit: 100, latencyMs: 500 });
		const { run } = await runNode({
			parameters: getLogs,
			credentials: tokenCredential(simulator),
			onRunning: (cancel) => {
				const timer = setInterval(() => {
					if (simulator.requests.length < 7) return;
					clearInterval(timer);
					cancel();
				}, 10);
			},
		});
		expect(run.status).toBe('canceled');
		await wait(700);
		// The first page had come, six were under way.
		expect(simulator.requests).toHaveLength(7);
		expect(simulator.requests.filter(({ closedEarly }) => closedEarly)).toHaveLength(6);
	});
});
