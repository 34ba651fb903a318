import {
	neverAnswers,
	onRequests,
	onRoute,
	stallsAfter,
	stallsAfterHeaders,
	stallsHalfway,
	status,
	throttled,
	type Fault,
} from '../simulator/index';
import { eventually } from '../eventually';
import {
	AT_ONCE_MS,
	cancelAfter,
	runNode,
	simulatorWith,
	storedFiles,
	tokenCredential,
} from './harness';

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
		// A download is the second request, after that which counts the log.
		const { pressed, onRunning } = cancelAfter(simulator, parameters === downloadCsv ? 2 : 1);
		const { error, run } = await runNode({
			parameters,
			credentials: tokenCredential(simulator),
			items: [{}, {}],
			onRunning,
		});
		expect(performance.now() - pressed.at).toBeLessThan(AT_ONCE_MS);
		expect(run.status).toBe('canceled');
		expect(error?.message).toBe('The execution was canceled');

		await eventually(async () => {
			expect(simulator.requests.filter(({ finishedAt }) => finishedAt === undefined)).toEqual([]);
			expect(await storedFiles()).toEqual([]);
		}, 100);
		expect(simulator.requests.filter((request) => request.route === route)).toHaveLength(1);
	});

	it('ends a wait before a further try at once', async () => {
		// The longest waits that there can be: the third is two seconds.
		jest.spyOn(Math, 'random').mockReturnValue(0.999);
		const simulator = await simulatorWith({ faults: [status(503)] });
		const { run } = await runNode({
			parameters: getLogs,
			credentials: tokenCredential(simulator),
			onRunning: cancelAfter(simulator, 3).onRunning,
		});
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
			onRunning: cancelAfter(simulator, 1).onRunning,
		});
		expect(run.status).toBe('canceled');
		// n8n passes the input through where a node that may fail did.
		expect(items.map(({ json }) => json)).toEqual([{ n: 1 }, { n: 2 }]);
		expect(simulator.requests).toHaveLength(1);
	});

	it('ends the pages under way, and asks for no more', async () => {
		const faults = [onRequests([1, 2, 3, 4, 5, 6], neverAnswers())];
		const simulator = await simulatorWith({ entries: 50_000, pageLimit: 100, faults });
		const { run } = await runNode({
			parameters: getLogs,
			credentials: tokenCredential(simulator),
			onRunning: cancelAfter(simulator, 7).onRunning,
		});
		expect(run.status).toBe('canceled');
		// The first page had come, six were under way.
		await eventually(() => {
			expect(simulator.requests.filter(({ closedEarly }) => closedEarly)).toHaveLength(6);
		}, 300);
		expect(simulator.requests).toHaveLength(7);
	});
});
