import type { INodeParameters } from 'n8n-workflow';
import { runNode, tokenCredential } from '../../harness';
import type { Export } from './exportOnce';
import type { FakeServer } from './fakeServer';
import type { Random } from './random';
import { drawPace } from './story';
import type { Window } from './window';

/** Whether entries have the same ids in two exports. */
export function compareExports(first: Export, second: Export): string[] {
	const breaks: string[] = [];
	const [before, after] = [idsByKey(first), idsByKey(second)];
	for (const [key, ids] of before) {
		const again = after.get(key);
		// Of twins, one may have come or gone.
		if (again?.length !== ids.length) continue;
		if (again.join() !== ids.join()) breaks.push(`other ids: ${ids.join()} / ${again.join()}`);
	}
	const owners = new Map<string, string>();
	for (const { facts, ids } of [first, second]) {
		facts.forEach(({ key }, i) => {
			const id = ids[i] ?? '';
			if ((owners.get(id) ?? key) !== key) breaks.push(`two entries have the id ${id}`);
			owners.set(id, key);
		});
	}
	return breaks;
}

/** Whether Get Logs gives the ids of an export of a log at rest, in whichever order, part and window. */
export async function compareGetLogs(
	random: Random,
	server: FakeServer,
	{ ids: exported }: Export,
	window: Window,
): Promise<string[]> {
	const known = new Set(exported);
	const part = random.pick(['all', 'window', 'part'] as const);
	const options: INodeParameters = { addEntryId: true, ...drawPace(random, false) };
	if (random.chance(0.5)) options.sortOrder = random.pick(['asc', 'desc']);
	if (random.chance(0.2)) options.sortBy = random.pick(['message', 'email']);
	if (part === 'part') options.skip = random.between(0, 10);
	const { items, error } = await runNode({
		parameters: {
			...{ resource: 'auditLog', operation: 'getLogs', simplify: random.chance(0.5), options },
			...(part === 'part' ? { limit: random.between(1, 30) } : { returnAll: true }),
			...(part === 'all' ? { timeRange: 'all' } : window.parameters),
		},
		credentials: tokenCredential(server),
	});
	// Whether it may fail is the business of other tests.
	if (error) return /Cannot /.test(error.message) ? [`Get Logs: ${error.message}`] : [];
	const ids = items.map(({ json: { entryId } }) => (typeof entryId === 'string' ? entryId : ''));
	const breaks: string[] = [];
	const found = new Set(ids);
	if (found.size !== ids.length) breaks.push('Get Logs: ids repeat');
	const missing = exported.filter((id) => !found.has(id));
	const unknown = ids.filter((id) => !known.has(id));
	if (part !== 'part' && missing.length > 0) breaks.push(`Get Logs: not there: ${missing.join()}`);
	if (part !== 'all' && unknown.length > 0) breaks.push(`Get Logs: unknown: ${unknown.join()}`);
	return breaks;
}

/** Ids of entries that are equal, in order: which of them has which does not matter. */
function idsByKey({ facts, ids }: Export): Map<string, string[]> {
	const byKey = new Map<string, string[]>();
	facts.forEach(({ key }, i) => {
		byKey.set(key, [...(byKey.get(key) ?? []), ids[i] ?? ''].sort());
	});
	return byKey;
}
