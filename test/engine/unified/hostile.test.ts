import type { INodeParameters } from 'n8n-workflow';
import {
	cutShort,
	echoesAuthorization,
	onRoute,
	once,
	startSimulator,
	tokenRefused,
} from '../../simulator/index';
import { findSecret } from '../findSecret';
import { bytesOf, simulatorWith, storedFiles, withoutBackoff } from '../harness';
import { getArchive, simulatorOfMonth, zipOf } from './archived';
import { readEvents, runUnified, TENANT } from './reading';

const ALL = { returnAll: true };
/** Ties of more than a page: only cursors lead through them. */
const TIES = { tenants: [{ name: 'DefaultTenant', events: 900, ties: 450 }] };

beforeEach(withoutBackoff);

describe('a cursor', () => {
	it('that leads to another host is not followed, and nobody there gets the token', async () => {
		const elsewhere = await startSimulator();
		try {
			const unified = { ...TIES, cursorHost: elsewhere.origin };
			const simulator = await simulatorWith({ unified });
			const { events, error } = await readEvents(simulator, ALL);
			expect(events).toEqual([]);
			expect(error?.message).toContain(elsewhere.origin);
			expect(error?.description).toMatch(/The token was not sent there/);
			expect(elsewhere.requests).toEqual([]);
		} finally {
			await elsewhere.close();
		}
	});

	it('that leads in a circle ends the run with words', async () => {
		const simulator = await simulatorWith({ unified: { ...TIES, cursorCircle: 2 } });
		const { events, error, requests } = await readEvents(simulator, ALL);
		expect(events).toEqual([]);
		expect(error?.message).toBeTruthy();
		expect(requests.length).toBeLessThan(50);
	});
});

describe('a token', () => {
	const days = { fromDate: '2025-06-09', toDate: '2025-06-10' };

	it.each<[string, INodeParameters]>([
		['Get Logs', { operation: 'getLogs' }],
		['Get Logs by names', { operation: 'getLogs', filters: { source: ['Apps'] } }],
		['Download CSV', { operation: 'downloadCsv' }],
		['Get Archive, events', { operation: 'getArchive', ...days }],
		['Get Archive, files', { operation: 'getArchive', ...days, output: 'files' }],
	])('is told to nobody where the server echoes it: %s', async (_name, parameters) => {
		for (const continueOnFail of [false, true]) {
			const simulator = await simulatorOfMonth();
			simulator.setFaults(echoesAuthorization(403));
			const told = await runUnified(simulator, { ...TENANT, ...parameters }, { continueOnFail });
			const { run, logLines, items } = told;
			expect(items.some(({ json }) => 'error' in json)).toBe(continueOnFail);
			expect(findSecret({ run, logLines }, [simulator.token])).toBeUndefined();
		}
	});

	it('that is refused by the archive is asked for the classic log, and that is told', async () => {
		const simulator = await simulatorOfMonth();
		simulator.setFaults(onRoute('archive', tokenRefused()));
		const { error } = await getArchive(simulator, days);
		expect(error?.message).toMatch(/^Could not get the day 2025-06-(09|10): /);
		expect(`${error?.message} ${error?.description}`).toMatch(/audit log/);
	});
});

describe('a day of the archive that is cut on its way', () => {
	const day = { fromDate: '2025-06-10', toDate: '2025-06-10' };

	it('is fetched again and comes whole, without what came first', async () => {
		const before = await storedFiles();
		const simulator = await simulatorOfMonth();
		simulator.setFaults(once(cutShort(0.5)));
		const { items, error } = await getArchive(simulator, { ...day, output: 'files' });
		expect(error).toBeUndefined();
		expect((await bytesOf(items[0])).equals(await zipOf(simulator, '2025-06-10'))).toBe(true);
		expect(simulator.requests).toHaveLength(2);
		const added = (await storedFiles()).filter((path) => !before.includes(path));
		expect(added.filter((path) => !path.endsWith('.metadata'))).toHaveLength(1);
	});

	it('gives no events where it never comes whole', async () => {
		const simulator = await simulatorOfMonth();
		simulator.setFaults(onRoute('archive', cutShort(0.5)));
		const { items, error } = await getArchive(simulator, day);
		expect(items).toEqual([]);
		expect(error?.message).toMatch(/^Could not get the day 2025-06-10: /);
	});
});
