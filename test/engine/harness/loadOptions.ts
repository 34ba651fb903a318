import { ExecutionLifecycleHooks, LoadOptionsContext } from 'n8n-core';
import type { INodeParameters, INodePropertyOptions } from 'n8n-workflow';
import { UiPathAudit } from '../../../nodes/UiPathAudit/UiPathAudit.node';
import { additionalData } from './additionalData';
import type { SavedCredential } from './credentialStore';
import { CredentialsInMemory } from './credentialsHelper';
import { n8n } from './n8n';
import { AUDIT_NODE, auditWorkflow, workflowRecord } from './workflow';

/** The names of the lists that the editor can ask the node for. */
export type ListName = keyof UiPathAudit['methods']['loadOptions'];

/**
 * Asks the node for what the editor offers in a list.
 *
 * @throws what the editor would show
 */
export async function loadOptions(
	list: ListName,
	parameters: INodeParameters,
	credential: SavedCredential,
): Promise<INodePropertyOptions[]> {
	await n8n();
	const workflow = auditWorkflow({
		...{ parameters, credentials: [credential], items: [] },
		...{ continueOnFail: false, timezone: 'UTC' },
	});
	const node = workflow.getNode(AUDIT_NODE);
	if (!node) throw new Error('The workflow has no node');
	const saved = new Map([[credential.type, credential]]);
	const hooks = new ExecutionLifecycleHooks('internal', 'none', workflowRecord(workflow));
	const data = additionalData('none', new CredentialsInMemory(saved), hooks);
	data.currentNodeParameters = parameters;
	const context = new LoadOptionsContext(workflow, node, data, '');
	return await new UiPathAudit().methods.loadOptions[list].call(context);
}
