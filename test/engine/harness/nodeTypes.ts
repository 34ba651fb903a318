import { NodeConnectionTypes, UnexpectedError } from 'n8n-workflow';
import type {
	IDataObject,
	IExecuteFunctions,
	INodeExecutionData,
	INodeType,
	INodeTypes,
} from 'n8n-workflow';
import { UiPathAudit } from '../../../nodes/UiPathAudit/UiPathAudit.node';
import { UiPathAuditTrigger } from '../../../nodes/UiPathAudit/UiPathAuditTrigger.node';

/** The node under test, by the name that n8n knows it by once the package is installed. */
export const AUDIT_TYPE = 'n8n-nodes-uipath-audit.uiPathAudit';

/** The trigger. */
export const TRIGGER_TYPE = 'n8n-nodes-uipath-audit.uiPathAuditTrigger';

/** A node that starts a workflow with certain items. */
export const INPUT_TYPE = 'test.input';

/** The node types of a workflow that hands these items to the node under test. */
export function nodeTypesWith(items: INodeExecutionData[]): INodeTypes {
	const types: Record<string, INodeType> = {
		[AUDIT_TYPE]: new UiPathAudit(),
		[TRIGGER_TYPE]: new UiPathAuditTrigger(),
		[INPUT_TYPE]: inputNode(items),
	};
	const find = (name: string): INodeType => {
		const type = types[name];
		if (!type) throw new UnexpectedError(`Unknown node type ${name}`);
		return type;
	};
	return {
		getByName: find,
		getByNameAndVersion: find,
		getKnownTypes: (): IDataObject => ({}),
	};
}

function inputNode(items: INodeExecutionData[]): INodeType {
	return {
		description: {
			displayName: 'Input',
			name: INPUT_TYPE,
			group: ['input'],
			version: 1,
			description: 'Gives the items that the test wants',
			defaults: { name: 'Input' },
			inputs: [],
			outputs: [NodeConnectionTypes.Main],
			properties: [],
		},
		async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
			return await Promise.resolve([items]);
		},
	};
}
