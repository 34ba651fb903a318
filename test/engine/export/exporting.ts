import type { INodeParameters } from 'n8n-workflow';
import type { Simulator } from '../../simulator/index';
import { bytesOf, runNode, tokenCredential, type NodeRun, type NodeRunOptions } from '../harness';

/** Runs Export Logs, of all entries in JSON Lines unless asked otherwise. */
export async function runExport(
	simulator: Simulator,
	parameters: INodeParameters = {},
	options: Partial<NodeRunOptions> = {},
): Promise<NodeRun> {
	return await runNode({
		parameters: {
			...{ operation: 'exportLogs', returnAll: true, format: 'jsonLines' },
			...parameters,
		},
		credentials: tokenCredential(simulator),
		...options,
	});
}

/** The entries of a JSON Lines file. */
export async function linesOf({ items }: NodeRun): Promise<object[]> {
	const lines = (await bytesOf(items[0])).toString().split('\n').slice(0, -1);
	return lines.map((line) => JSON.parse(line) as object);
}
