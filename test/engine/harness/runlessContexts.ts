import { ExecutionLifecycleHooks, LoadOptionsContext, PollContext } from 'n8n-core';
import type { INodeParameters } from 'n8n-workflow';
import { additionalData } from './additionalData';
import type { SavedCredential } from './credentialStore';
import { CredentialsInMemory } from './credentialsHelper';
import { n8n } from './n8n';
import { AUDIT_NODE, auditWorkflow, workflowRecord } from './workflow';

/** What n8n hands to a node when the editor asks for a list. */
export async function makeLoadOptionsContext(
	parameters: INodeParameters,
	credential: SavedCredential,
): Promise<LoadOptionsContext> {
	const { workflow, node, data } = await makeParts(parameters, credential);
	data.currentNodeParameters = parameters;
	return new LoadOptionsContext(workflow, node, data, '');
}

/** What n8n hands to a polling trigger. */
export async function makePollContext(
	parameters: INodeParameters,
	credential: SavedCredential,
): Promise<PollContext> {
	const { workflow, node, data } = await makeParts(parameters, credential);
	return new PollContext(workflow, node, data, 'trigger', 'activate');
}

async function makeParts(parameters: INodeParameters, credential: SavedCredential) {
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
	return { workflow, node, data };
}
