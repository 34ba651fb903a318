import type { WorkflowFile, WorkflowNode } from '../n8n/n8nApi.ts';

/** A node of a workflow, not yet in its place. */
export type Node = WorkflowNode & { typeVersion: number; parameters: Record<string, unknown> };

/** One of n8n's own nodes. */
export function node(name: string, type: string, typeVersion: number, parameters = {}): Node {
	return { name, type: `n8n-nodes-base.${type}`, typeVersion, parameters };
}

/** Writes a number into its one item, for the time before and after what is measured. */
export function stamp(
	name: string,
	fields: Record<string, string>,
): Node & { executeOnce: boolean } {
	const assignments = Object.entries(fields).map(([field, value]) => {
		return { id: field, name: field, type: 'number', value };
	});
	const parameters = { assignments: { assignments }, options: {} };
	return { ...node(name, 'set', 3.4, parameters), executeOnce: true };
}

/** Nodes one after the other; several triggers lead to the first of them. */
export function connect(
	name: string,
	triggers: Node[],
	nodes: Node[],
	settings = {},
): WorkflowFile {
	const to = (target: Node | undefined) =>
		target && { main: [[{ node: target.name, type: 'main', index: 0 }]] };
	const connections = Object.fromEntries([
		...triggers.map((trigger) => [trigger.name, to(nodes[0])] as const),
		...nodes.slice(0, -1).map((from, index) => [from.name, to(nodes[index + 1])] as const),
	]);
	const placed = [...triggers, ...nodes].map((each, index) => {
		return { ...each, id: `bench-${index}`, position: [index * 220, 0] };
	});
	return { name, nodes: placed, connections, settings: { executionOrder: 'v1', ...settings } };
}
