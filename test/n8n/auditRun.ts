import type { Execution } from './execution.ts';
import type { CredentialInput, CredentialReference, N8nApi } from './n8nApi.ts';
import { packageName } from './paths.ts';

const trigger = 'Run by hand';

/** Runs may be under way at the same time, each with a workflow of its own. */
let workflows = 0;

/** The audit node's name in the workflows that are made here. */
export const auditNode = 'Audit';

/** A saved credential and its type. */
export interface UsableCredential extends CredentialReference {
	type: string;
}

/** Saves a credential as the editor does, to use it in a workflow. */
export async function saveCredential(
	api: N8nApi,
	input: CredentialInput,
): Promise<UsableCredential> {
	return { ...(await api.saveCredential(input)), type: input.type };
}

/** How a node of a workflow names its credential. */
export function referTo({ type, id, name }: UsableCredential): Record<string, CredentialReference> {
	return { [type]: { id, name } };
}

/** What the audit node has to be told of a credential's type. */
export function authenticationOf({ type }: UsableCredential): string {
	return type === 'uiPathAuditOAuth2Api' ? 'oAuth2' : 'accessToken';
}

/** Runs a workflow of a trigger and the audit node, and gives the execution as n8n keeps it. */
export async function runAudit(
	api: N8nApi,
	credential: UsableCredential,
	parameters: Record<string, unknown>,
): Promise<Execution> {
	const authentication = authenticationOf(credential);
	const workflowId = `uipathAuditTest${String(workflows++).padStart(4, '0')}`;
	await api.saveWorkflow(workflowId, {
		name: 'Test',
		nodes: [
			node({ name: trigger, type: 'n8n-nodes-base.manualTrigger', parameters: {} }),
			node({
				name: auditNode,
				type: `${packageName}.uiPathAudit`,
				parameters: { authentication, ...parameters },
				credentials: referTo(credential),
			}),
		],
		connections: { [trigger]: { main: [[{ node: auditNode, type: 'main', index: 0 }]] } },
		settings: { executionOrder: 'v1' },
	});
	return await api.runWorkflow(workflowId, trigger);
}

/** The parameters of Get Logs with Return All. */
export function returnAll(options: Record<string, unknown> = {}): Record<string, unknown> {
	return { operation: 'getLogs', returnAll: true, simplify: false, options };
}

/** The parameters of Download CSV. */
export const downloadCsv = { operation: 'downloadCsv', binaryPropertyName: 'data', options: {} };

function node<T extends { name: string; type: string }>(content: T) {
	return { id: content.name, typeVersion: 1, position: [0, 0], ...content };
}
