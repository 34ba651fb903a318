import type { INodeParameters } from 'n8n-workflow';
import type { AuditEntry, LogOptions, Movement } from '../simulator/index';
import { runNode, simulatorWith, tokenCredential } from './harness';
import { firstOutOfOrder, LogHistory, timeOf } from './logHistory';

const ENTRIES = 20_000;
const PAGE = 250;

/** Each way in which a log can move before every answer. */
const MOVEMENTS: Record<string, { movement: Movement; log?: LogOptions }> = {
	'entries arrive': { movement: { arrivals: 7 } },
	'late entries land in the middle': { movement: { late: 3 } },
	'retention removes the oldest': { movement: { retention: 20 } },
	'entries of one time change places': { movement: { shuffleTies: true }, log: { ties: 60 } },
	'equal entries are counted': { movement: { arrivals: 2, late: 2 }, log: { twins: 2 } },
	'the page limit changes': { movement: { clamps: [PAGE, 60, 1_000, 90, 130] } },
};

const EVERYTHING = {
	movement: {
		...{ arrivals: 5, late: 2, retention: 6, shuffleTies: true },
		clamps: [PAGE, 120, 400, 90],
	},
	log: { ties: 9, twins: 4 },
};

async function readMoving(
	{ movement, log }: { movement: Movement; log?: LogOptions },
	parameters: INodeParameters,
) {
	const simulator = await simulatorWith({
		entries: ENTRIES,
		pageLimit: PAGE,
		movement,
		...log,
	});
	const history = new LogHistory(simulator);
	const { items, error } = await runNode({
		parameters: { operation: 'getLogs', ...parameters },
		credentials: tokenCredential(simulator),
	});
	expect(error).toBeUndefined();
	return { history, entries: items.map(({ json }) => json as unknown as AuditEntry) };
}

describe('a log that moves at every request', () => {
	it.each(Object.keys(MOVEMENTS))('comes out whole and in order while %s', async (name) => {
		const moving = MOVEMENTS[name] ?? EVERYTHING;
		const { history, entries } = await readMoving(moving, { returnAll: true });
		expect(history.findLossOrDouble(entries)).toBeUndefined();
		expect(firstOutOfOrder(entries.map(timeOf).reverse())).toBe(-1);
	});

	it.each(['asc', 'desc'])('comes out whole while all of that happens, %s', async (sortOrder) => {
		const parameters = { returnAll: true, options: { sortOrder } };
		const { history, entries } = await readMoving(EVERYTHING, parameters);
		expect(history.findLossOrDouble(entries)).toBeUndefined();
		const times = entries.map(timeOf);
		if (sortOrder === 'desc') times.reverse();
		expect(firstOutOfOrder(times)).toBe(-1);
	});

	it('comes out whole in the order of another property', async () => {
		const parameters = { returnAll: true, options: { sortBy: 'userName', sortOrder: 'asc' } };
		const { history, entries } = await readMoving(EVERYTHING, parameters);
		expect(history.findLossOrDouble(entries)).toBeUndefined();
		const keys = entries.map((entry) => `${entry.userName ?? ''} ${timeOf(entry)}`);
		expect(firstOutOfOrder(keys)).toBe(-1);
	});

	it.each(['asc', 'desc'])('gives the first of the order, %s', async (sortOrder) => {
		const isAsc = sortOrder === 'asc';
		const { movement, log } = EVERYTHING;
		// What retention takes from the beginning of an ascending order cannot be told from a loss.
		const moving = { movement: { ...movement, retention: isAsc ? 0 : 6 }, log };
		const parameters = { limit: 3_000, options: { sortOrder } };
		const { history, entries } = await readMoving(moving, parameters);
		expect(entries).toHaveLength(3_000);
		const times = entries.map(timeOf);
		const last = times.at(-1) ?? '';
		const isDue = (entry: AuditEntry) => (isAsc ? timeOf(entry) < last : timeOf(entry) > last);
		expect(history.findLossOrDouble(entries, isDue)).toBeUndefined();
		expect(firstOutOfOrder(isAsc ? times : times.reverse())).toBe(-1);
	});
});
