import { firstDifference } from '../n8n/report.ts';
import { readWithUndici } from './bareClient.ts';
import type { Entry } from './logs/benchLog.ts';
import type { Bench } from './measure.ts';
import { ENTRIES } from './readingNodes.ts';
import { isInN8n, LABELS, type Variant } from './scenarios.ts';
import { BY_HAND } from './workflows.ts';

async function read(bench: Bench, variant: Variant): Promise<Entry[]> {
	if (!isInN8n(variant)) return (await readWithUndici(bench.simulator, bench.log, variant)).entries;
	const { api } = bench.n8n.now;
	const execution = await api.runWorkflow(bench.workflows[variant].kept, BY_HAND);
	return execution.items(ENTRIES).map(({ json }) => json);
}

/**
 * Has every variant read the log once more, this time with n8n keeping the result, and compares it
 * entry by entry: who leaves entries out or brings them twice is not fast but wrong.
 *
 * @throws Error that names the variant and the entry
 */
export async function verify(bench: Bench): Promise<void> {
	const expected = bench.log.truth(bench.simulator);
	for (const variant of bench.scenario.variants) {
		const difference = firstDifference(await read(bench, variant), expected);
		if (difference !== undefined) throw new Error(`${LABELS[variant]}: ${difference}`);
	}
}
