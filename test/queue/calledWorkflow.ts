import { setTimeout as wait } from 'node:timers/promises';
import { auditNode, authenticationOf, referTo, type UsableCredential } from '../n8n/auditRun.ts';
import type { WorkflowFile, WorkflowNode } from '../n8n/n8nApi.ts';
import { packageName } from '../n8n/paths.ts';
import type { Cluster } from './cluster.ts';

/** The node that is called from outside. */
export const callNode = 'Call';

/** A node of n8n's own in a workflow. */
export interface PlainNode extends WorkflowNode {
	parameters: Record<string, unknown>;
	[other: string]: unknown;
}

/** What a workflow does that begins with a call from outside. */
export interface CalledWorkflow {
	/** Also its path below `/webhook/`. */
	id: string;
	credential: UsableCredential;
	/** Those of the audit node. */
	parameters: Record<string, unknown>;
	/** What comes behind the audit node. */
	nodes?: PlainNode[];
	/** From whose first output to which input of which node. */
	connections?: Array<[from: string, to: string, input?: number]>;
	/** The workflow that is told when this one fails. */
	errorWorkflow?: string;
}

/** One of n8n's own nodes. */
export function plainNode(
	name: string,
	type: string,
	typeVersion: number,
	parameters: Record<string, unknown>,
): PlainNode {
	const id = name.toLowerCase().replaceAll(' ', '-');
	return { id, name, type: `n8n-nodes-base.${type}`, typeVersion, position: [0, 0], parameters };
}

/** Saves and publishes a workflow that runs once for each call of {@link callWorkflow}. */
export async function publishCalled(cluster: Cluster, called: CalledWorkflow): Promise<void> {
	const { id, credential, parameters, nodes = [], connections = [], errorWorkflow } = called;
	const links: WorkflowFile['connections'] = {};
	const edges: Array<[string, string, number?]> = [[callNode, auditNode], ...connections];
	for (const [from] of edges) {
		const targets = edges.filter(([other]) => other === from);
		links[from] = {
			main: [targets.map(([, node, index = 0]) => ({ node, type: 'main', index }))],
		};
	}
	const audit = plainNode(auditNode, '', 1, {
		authentication: authenticationOf(credential),
		...parameters,
	});
	await cluster.api.saveWorkflow(id, {
		name: id,
		nodes: [
			{ ...plainNode(callNode, 'webhook', 2, { httpMethod: 'POST', path: id }), webhookId: id },
			{ ...audit, type: `${packageName}.uiPathAudit`, credentials: referTo(credential) },
			...nodes,
		],
		connections: links,
		settings: { executionOrder: 'v1', ...(errorWorkflow === undefined ? {} : { errorWorkflow }) },
	});
	await cluster.api.publish(id);
	// n8n publishes in the background.
	const registered = `SELECT 1 FROM webhook_entity WHERE "webhookPath" = '${id}'`;
	while ((await cluster.postgres.query(registered)).length === 0) await wait(50);
}

/** Calls a published workflow; resolves when n8n has put its execution in the queue. */
export async function callWorkflow(cluster: Cluster, id: string, body: object = {}): Promise<void> {
	const response = await fetch(`${cluster.main.origin}/webhook/${id}`, {
		method: 'POST',
		headers: { 'content-type': 'application/json' },
		body: JSON.stringify(body),
	});
	if (!response.ok) throw new Error(`${id}: ${response.status} ${await response.text()}`);
}
