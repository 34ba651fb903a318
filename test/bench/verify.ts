import { firstDifference } from '../n8n/report.ts';
import { AuditLog } from '../simulator/log.ts';
import { readWithUndici } from './bareClient.ts';
import type { Bench } from './measure.ts';
import { LABELS, simulatorOptions, VARIANTS, type Variant } from './scenarios.ts';
import { BY_HAND, ENTRIES } from './workflows.ts';

async function read(bench: Bench, variant: Variant): Promise<Record<string, unknown>[]> {
	if (variant === 'undici') return (await readWithUndici(bench.simulator, bench.scenario)).entries;
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
	const expected = new AuditLog(simulatorOptions(bench.scenario)).snapshot().reverse();
	for (const variant of VARIANTS) {
		const difference = firstDifference(await read(bench, variant), expected);
		if (difference !== undefined) throw new Error(`${LABELS[variant]}: ${difference}`);
	}
}
