import { parse } from 'flatted';
import type { INodeExecutionData, IRunExecutionData } from 'n8n-workflow';

/** A finished execution. */
export interface Execution {
	id: string;
	status: string;
	/** As n8n keeps it, for whoever wants to search it. */
	raw: string;
	error: string | undefined;
	/** What the editor shows below the error: what to do. */
	description: string | undefined;
	/** What the editor tells beside the output of a node's last run. */
	hints(node: string): string[];
	/** The first output of a node's last run. */
	items(node: string): INodeExecutionData[];
}

/** An execution as n8n's API gives it. */
export interface StoredExecution {
	status: string;
	startedAt: string;
	data: string;
}

/** An execution that was not started here. */
export interface FoundExecution {
	id: string;
	status: string;
	/** Milliseconds since 1970. */
	startedAt: number;
	/** What the trigger gave, whether or not the execution got any further. */
	items: INodeExecutionData[];
	error: string | undefined;
}

/** Reads one that has been run. */
export function readExecution(id: string, stored: StoredExecution): Execution {
	const { resultData } = parse(stored.data) as IRunExecutionData;
	return {
		id,
		status: stored.status,
		raw: stored.data,
		error: resultData.error?.message,
		description: resultData.error?.description ?? undefined,
		hints: (node) => (resultData.runData[node]?.at(-1)?.hints ?? []).map(({ message }) => message),
		items: (node) => resultData.runData[node]?.at(-1)?.data?.['main']?.[0] ?? [],
	};
}

/** Reads one that a trigger has started. */
export function readFoundExecution(id: string, stored: StoredExecution): FoundExecution {
	const { resultData, executionData } = parse(stored.data) as IRunExecutionData;
	const [ran] = Object.values(resultData.runData);
	const waiting = executionData?.nodeExecutionStack[0]?.data['main']?.[0];
	return {
		...{ id, status: stored.status, startedAt: Date.parse(stored.startedAt) },
		items: ran?.at(-1)?.data?.['main']?.[0] ?? waiting ?? [],
		error: resultData.error?.message,
	};
}
