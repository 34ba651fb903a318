import { NodeOperationError, type IExecuteFunctions, type INodeExecutionData } from 'n8n-workflow';
import { readAuthentication } from '../uipath/credential';
import { makeCanceledError, toNodeError } from './nodeError';
import { makeSituation, type Operation, type Resource } from './operation';
import { findReadableLog } from './otherLogs';
import { quote } from './parameters';
import { RunHints } from './runHints';
import { noteBounds } from './timeRange';
import { addDownload, addRemedy, isUsedAsTool, isWithinAgent, makeNotes } from './tool';

/**
 * Runs the operation that the node's fields name for each input item. Every log and every operation
 * goes through here, so that what becomes of errors and hints is decided once.
 *
 * @param resources the logs that there are, by the value of the field Resource
 * @throws NodeApiError or NodeOperationError, in words for the user
 */
export async function executeItems(
	context: IExecuteFunctions,
	resources: Record<string, Resource>,
): Promise<INodeExecutionData[]> {
	const output: INodeExecutionData[] = [];
	const hints = new RunHints();
	const now = Date.now();
	const isTool = isUsedAsTool(context);
	for (let itemIndex = 0; itemIndex < context.getInputData().length; itemIndex++) {
		const { resource, operation } = findOperation(context, itemIndex, resources);
		const authentication = readAuthentication(
			context.getNodeParameter('authentication', itemIndex),
		);
		const pairedItem = { item: itemIndex };
		const situation = makeSituation(resource, operation, authentication);
		const describe = (error: unknown, readable?: string) => {
			const told = toNodeError(context.getNode(), error, { ...situation, readable }, itemIndex);
			if (isTool) addRemedy(told);
			return told;
		};
		const continuesOnFail = context.continueOnFail();
		const makeErrorItem = (error: unknown) => ({
			json: { error: describe(error).message },
			pairedItem,
		});
		const item = { context, itemIndex, authentication, now, hints, continuesOnFail, makeErrorItem };
		try {
			noteBounds(context, itemIndex, hints);
			for (const made of await operation.run(item)) {
				output.push(isTool ? addDownload(context, made) : made);
			}
		} catch (error) {
			const throwIfCanceled = () => {
				if (!context.getExecutionCancelSignal()?.aborted) return;
				throw makeCanceledError(context.getNode(), itemIndex);
			};
			throwIfCanceled();
			const readable = await findReadableLog(item, error, resource, resources);
			throwIfCanceled();
			const nodeError = describe(error, readable);
			if (!continuesOnFail && !isWithinAgent(context)) throw nodeError;
			output.push({ json: { error: nodeError.message }, pairedItem });
		}
	}
	const told = hints.list();
	context.addExecutionHints(...told);
	if (!isTool) return output;
	return [...output, ...makeNotes(told, context.getInputData().length)];
}

function findOperation(
	context: IExecuteFunctions,
	itemIndex: number,
	resources: Record<string, Resource>,
): { resource: Resource; operation: Operation } {
	// Where a workflow names none, because it was saved before there were any, n8n gives the default.
	const resourceName = context.getNodeParameter('resource', itemIndex);
	const operationName = context.getNodeParameter('operation', itemIndex);
	const resource = resources[String(resourceName)];
	const operation = resource?.operations[String(operationName)];
	if (resource && operation) return { resource, operation };
	throw new NodeOperationError(
		context.getNode(),
		`This version of the node has no operation ${quote(operationName)} for the resource ${quote(resourceName)}`,
		{ itemIndex, description: 'Choose a Resource and an Operation from their lists.' },
	);
}
