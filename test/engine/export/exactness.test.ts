import type { INodeParameters } from 'n8n-workflow';
import { eventually } from '../../eventually';
import { everyNth, onRequests, status, type Movement } from '../../simulator/index';
import { bytesOf, cancelAfter, simulatorWith, storedFiles } from '../harness';
import { firstOutOfOrder, LogHistory, timeOf } from '../logHistory';
import { linesOf, runExport } from './exporting';

const MOVING: Movement = {
	...{ arrivals: 5, late: 2, retention: 6, shuffleTies: true },
	clamps: [250, 120, 400, 90],
};
const TENANT = { resource: 'unifiedAuditLog', scope: 'tenant', tenant: 'DefaultTenant' };

describe('an export', () => {
	it.each(['asc', 'desc'])('is as exact as Get Logs while the log moves, %s', async (sortOrder) => {
		const simulator = await simulatorWith({
			...{ entries: 20_000, pageLimit: 250, movement: MOVING, ties: 9, twins: 4 },
		});
		const history = new LogHistory(simulator);
		const run = await runExport(simulator, { options: { sortOrder } });
		expect(run.error).toBeUndefined();
		const entries = await linesOf(run);
		expect(history.findLossOrDouble(entries)).toBeUndefined();
		const times = (entries as Array<{ createdOn: string }>).map(timeOf);
		expect(firstOutOfOrder(sortOrder === 'asc' ? times : times.reverse())).toBe(-1);
		expect(run.items[0]?.json.entries).toBe(entries.length);
	});

	it.each<[string, INodeParameters]>([
		['the classic log', {}],
		['the unified log', TENANT],
	])('of %s is the same file while a fifth of all requests fail', async (_log, parameters) => {
		const simulator = await simulatorWith({ entries: 5_000, pageLimit: 100 });
		const undisturbed = await runExport(simulator, parameters);
		simulator.setFaults(everyNth(5, status(503)));
		const disturbed = await runExport(simulator, parameters);
		expect(disturbed.error).toBeUndefined();
		const { sha256, entries } = undisturbed.items[0]?.json ?? {};
		expect(disturbed.items[0]?.json).toMatchObject({ sha256, entries });
		expect(entries).toBeGreaterThan(900);
	});

	it.each<[string, INodeParameters]>([
		['csv', { format: 'csv' }],
		['packed csv', { format: 'csv', options: { compress: true } }],
		['packed lines', { options: { compress: true } }],
	])('gives the same bytes each time, however entries of one time come: %s', async (_, asked) => {
		const shuffling = { entries: 3_000, pageLimit: 100, ties: 12, twins: 3 };
		const simulator = await simulatorWith({ ...shuffling, movement: { shuffleTies: true } });
		const first = await runExport(simulator, asked);
		const { options = {}, ...others } = asked;
		const again = await runExport(simulator, {
			...others,
			options: { ...(options as INodeParameters), pageSize: 70, maxConcurrency: 2 },
		});
		expect(await bytesOf(again.items[0])).toEqual(await bytesOf(first.items[0]));
	});

	it('leaves nothing behind where it fails in the middle', async () => {
		const stored = await storedFiles();
		const simulator = await simulatorWith({ entries: 20_000, pageLimit: 100 });
		simulator.setFaults(onRequests([41, 42, 43, 44, 45, 46, 47], status(403)));
		const { items, error } = await runExport(simulator, { options: { manifest: true } });
		expect(items).toEqual([]);
		expect(error?.message).toMatch(/403/);
		expect(await storedFiles()).toEqual(stored);
	});

	it('leaves nothing behind where it is stopped in the middle', async () => {
		const stored = await storedFiles();
		const simulator = await simulatorWith({ entries: 50_000, pageLimit: 100, latencyMs: 5 });
		const { run } = await runExport(
			simulator,
			{ options: { compress: true } },
			{ onRunning: cancelAfter(simulator, 50).onRunning },
		);
		expect(run.status).toBe('canceled');
		await eventually(async () => expect(await storedFiles()).toEqual(stored), 300);
	});
});
