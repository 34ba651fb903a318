import { Readable } from 'node:stream';
import { csvDifference } from '../n8n/exportedCsv.ts';
import { firstDifference } from '../n8n/report.ts';
import { readWithUndici } from './bareClient.ts';
import type { Entry } from './logs/benchLog.ts';
import type { Bench } from './measure.ts';
import { ENTRIES, FILE_FIELD } from './readingNodes.ts';
import { givesFile, isInN8n, LABELS, type N8nVariant, type Variant } from './scenarios.ts';
import { BY_HAND } from './workflows.ts';

async function read(bench: Bench, variant: Variant): Promise<Entry[]> {
	if (!isInN8n(variant)) return (await readWithUndici(bench.simulator, bench.log, variant)).entries;
	const { api } = bench.n8n.now;
	const execution = await api.runWorkflow(bench.workflows[variant].kept, BY_HAND);
	return execution.items(ENTRIES).map(({ json }) => json);
}

async function readFile(bench: Bench, variant: N8nVariant): Promise<Buffer> {
	const { api } = bench.n8n.now;
	const execution = await api.runWorkflow(bench.workflows[variant].kept, BY_HAND);
	return await api.binary(execution.items(ENTRIES)[0]?.binary?.[FILE_FIELD]?.id ?? '');
}

/** Convert to File writes an empty text and a missing value alike. */
function withoutEmpty(entry: Entry): Entry {
	const fields = Object.entries(entry).map(([name, value]) => [name, value === '' ? null : value]);
	return Object.fromEntries(fields) as Entry;
}

async function findDifference(
	bench: Bench,
	variant: Variant,
	expected: Entry[],
): Promise<string | undefined> {
	if (!isInN8n(variant) || !givesFile(variant)) {
		return firstDifference(await read(bench, variant), expected);
	}
	const rows = variant === 'convertToFile' ? expected.map(withoutEmpty) : expected;
	return await csvDifference(Readable.from([await readFile(bench, variant)]), rows);
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
		const difference = await findDifference(bench, variant, expected);
		if (difference !== undefined) throw new Error(`${LABELS[variant]}: ${difference}`);
	}
}
