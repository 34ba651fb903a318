import { ExecutionLifecycleHooks, LoadOptionsContext } from 'n8n-core';
import type { INodeParameters, IWorkflowExecuteAdditionalData, Workflow } from 'n8n-workflow';
import { additionalData } from './additionalData';
import type { SavedCredential } from './credentialStore';
import { CredentialsInMemory } from './credentialsHelper';
import { n8n } from './n8n';
import { AUDIT_NODE, auditWorkflow, workflowRecord } from './workflow';

/** What stands behind a context that belongs to no execution. */
export function makeRunlessData(
	workflow: Workflow,
	credential: SavedCredential,
): IWorkflowExecuteAdditionalData {
	const saved = new Map([[credential.type, credential]]);
	const hooks = new ExecutionLifecycleHooks('internal', 'none', workflowRecord(workflow));
	return additionalData('none', new CredentialsInMemory(saved), hooks);
}

/** What n8n hands to a node when the editor asks for a list. */
export async function makeLoadOptionsContext(
	parameters: INodeParameters,
	credential: SavedCredential,
): Promise<LoadOptionsContext> {
	await n8n();
	const workflow = auditWorkflow({
		...{ parameters, credentials: [credential], items: [] },
		...{ continueOnFail: false, timezone: 'UTC' },
	});
	const node = workflow.getNode(AUDIT_NODE);
	if (!node) throw new Error('The workflow has no node');
	const data = makeRunlessData(workflow, credential);
	data.currentNodeParameters = parameters;
	return new LoadOptionsContext(workflow, node, data, '');
}
