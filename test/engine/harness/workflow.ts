import { NodeConnectionTypes, Workflow } from 'n8n-workflow';
import type { INode, INodeExecutionData, INodeParameters, IWorkflowBase } from 'n8n-workflow';
import type { SavedCredential } from './credentialStore';
import { AUDIT_TYPE, INPUT_TYPE, nodeTypesWith } from './nodeTypes';

/** The name of the node under test in its workflow. */
export const AUDIT_NODE = 'UiPath Audit';

/** The name of the node that starts it. */
export const INPUT_NODE = 'Input';

/** What a workflow of two nodes, input and node under test, is made from. */
export interface WorkflowParts {
	parameters: INodeParameters;
	credentials: SavedCredential[];
	items: INodeExecutionData[];
	continueOnFail: boolean;
	timezone: string;
}

/** Makes the workflow that a test runs. */
export function auditWorkflow(parts: WorkflowParts): Workflow {
	const credentials = parts.credentials.map(({ id, type }) => [type, { id, name: type }]);
	const audit: INode = {
		...nodeAt(AUDIT_NODE, AUDIT_TYPE),
		parameters: parts.parameters,
		credentials: Object.fromEntries(credentials) as INode['credentials'],
		...(parts.continueOnFail ? { onError: 'continueRegularOutput' } : {}),
	};
	return new Workflow({
		id: 'engine-test',
		name: 'Engine test',
		nodes: [nodeAt(INPUT_NODE, INPUT_TYPE), audit],
		connections: {
			[INPUT_NODE]: { main: [[{ node: AUDIT_NODE, type: NodeConnectionTypes.Main, index: 0 }]] },
		},
		active: false,
		nodeTypes: nodeTypesWith(parts.items),
		settings: { executionOrder: 'v1', timezone: parts.timezone },
	});
}

/** The workflow as n8n's database would hold it. */
export function workflowRecord(workflow: Workflow): IWorkflowBase {
	return {
		id: workflow.id,
		name: workflow.name ?? '',
		active: false,
		isArchived: false,
		createdAt: new Date(),
		updatedAt: new Date(),
		activeVersionId: null,
		nodes: Object.values(workflow.nodes),
		connections: workflow.connectionsBySourceNode,
	};
}

function nodeAt(name: string, type: string): INode {
	return { id: name, name, type, typeVersion: 1, position: [0, 0], parameters: {} };
}
