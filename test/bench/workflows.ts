import type { CredentialReference, N8nApi, WorkflowFile, WorkflowNode } from '../n8n/n8nApi.ts';
import { packageName } from '../n8n/paths.ts';
import { credentialInput, credentialType } from '../n8n/workflows.ts';
import type { N8nVariant, Scenario } from './scenarios.ts';
import type { SimulatorProcess } from './simulatorProcess.ts';

/** The node after which all entries are there as items, in every workflow. */
export const ENTRIES = 'Entries';
/** The trigger of a workflow that is run by itself. */
export const BY_HAND = 'By hand';
/** In a workflow that measures another: the node that calls it. */
export const MEASURED = 'Measured';

/** A workflow that does nothing, with nothing to hold in memory afterwards. */
export const BLANK_WORKFLOW = 'benchBlank';

/** HTTP Request's latest version in the pinned n8n. */
export const HTTP_REQUEST_VERSION = 4.5;

type Node = WorkflowNode & { typeVersion: number; parameters: Record<string, unknown> };

/** Credentials that the two workflows sign in with. */
interface Credentials {
	audit: CredentialReference;
	bearer: CredentialReference;
}

function node(name: string, type: string, typeVersion: number, parameters = {}): Node {
	return { name, type: `n8n-nodes-base.${type}`, typeVersion, parameters };
}

/** Writes a number into its one item, for the time before and after what is measured. */
function stamp(name: string, fields: Record<string, string>): Node & { executeOnce: boolean } {
	const assignments = Object.entries(fields).map(([field, value]) => {
		return { id: field, name: field, type: 'number', value };
	});
	const parameters = { assignments: { assignments }, options: {} };
	return { ...node(name, 'set', 3.4, parameters), executeOnce: true };
}

function auditNodes(credential: CredentialReference): Node[] {
	const parameters = { authentication: 'accessToken', operation: 'getLogs', returnAll: true };
	return [
		{
			name: ENTRIES,
			type: `${packageName}.uiPathAudit`,
			typeVersion: 1,
			// The other ways hand on UiPath's entries as they are, too.
			parameters: { ...parameters, simplify: false, filters: {}, options: {} },
			credentials: { [credentialType]: credential },
		},
	];
}

/**
 * What a knowing user would build: the largest page that the server gives, and `totalCount` to end
 * by, which saves the request for an empty page.
 */
function httpRequestNodes(
	credential: CredentialReference,
	{ pageSize }: Scenario,
	{ origin, organization }: SimulatorProcess,
): Node[] {
	const query = { top: String(pageSize), sortBy: 'createdOn', sortOrder: 'desc' };
	const skip = { type: 'qs', name: 'skip', value: `={{ $pageCount * ${pageSize} }}` };
	const pagination = {
		paginationMode: 'updateAParameterInEachRequest',
		parameters: { parameters: [skip] },
		paginationCompleteWhen: 'other',
		completeExpression: `={{ $pageCount * ${pageSize} >= $response.body.totalCount }}`,
		limitPagesFetched: false,
		requestInterval: 0,
	};
	const request = node('Pages', 'httpRequest', HTTP_REQUEST_VERSION, {
		method: 'GET',
		url: `${origin}/${organization}/audit_/api/auditlogs`,
		authentication: 'genericCredentialType',
		genericAuthType: 'httpBearerAuth',
		sendQuery: true,
		queryParameters: {
			parameters: Object.entries(query).map(([name, value]) => ({ name, value })),
		},
		options: { pagination: { pagination } },
	});
	request.credentials = { httpBearerAuth: credential };
	const split = { fieldToSplitOut: 'results', include: 'noOtherFields', options: {} };
	return [request, node(ENTRIES, 'splitOut', 1, split)];
}

/** Nodes one after the other; several triggers lead to the first of them. */
function chain(name: string, triggers: Node[], nodes: Node[], settings = {}): WorkflowFile {
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

/** Where the workflows of a variant are. */
export interface VariantWorkflows {
	/** Calls the one whose time is taken and brings back its two times. */
	timed: string;
	/** Calls one that reads and does nothing else. */
	lean: string;
	/** Does the same reading, run by hand, so that n8n keeps what came out. */
	kept: string;
}

/** Nothing of it is saved: writing 100,000 items to the database would drown the reading. */
const UNSAVED = { saveDataSuccessExecution: 'none', saveManualExecutions: false };

/** Saves a workflow that calls another one, and that one; n8n tells when a called one has ended. */
async function saveCalled(api: N8nApi, name: string, nodes: Node[]): Promise<string> {
	const trigger = node('Called', 'executeWorkflowTrigger', 1.1, { inputSource: 'passthrough' });
	const call = node(MEASURED, 'executeWorkflow', 1.2, {
		source: 'database',
		workflowId: { __rl: true, mode: 'id', value: name },
		options: { waitForSubWorkflow: true },
	});
	const caller = `${name}Caller`;
	await api.saveWorkflow(name, chain(name, [trigger], nodes, UNSAVED));
	await api.saveWorkflow(caller, chain(caller, [node(BY_HAND, 'manualTrigger', 1)], [call]));
	return caller;
}

async function saveVariant(api: N8nApi, name: string, nodes: Node[]): Promise<VariantWorkflows> {
	const started = stamp('Start', { started: '={{ Date.now() }}' });
	const stopped = stamp('Stop', {
		stopped: '={{ Date.now() }}',
		started: "={{ $('Start').first().json.started }}",
	});
	// Where n8n works out an expression, it holds on to the data around it for a while.
	const one = node('One', 'limit', 1, { maxItems: 1 });
	const kept = `${name}Kept`;
	await api.saveWorkflow(kept, chain(kept, [node(BY_HAND, 'manualTrigger', 1)], nodes));
	return {
		timed: await saveCalled(api, `${name}Timed`, [started, ...nodes, stopped]),
		lean: await saveCalled(api, `${name}Lean`, [...nodes, one]),
		kept,
	};
}

/** Makes the workflow that does nothing. */
export async function saveBlankWorkflow(api: N8nApi): Promise<void> {
	const byHand = node(BY_HAND, 'manualTrigger', 1);
	const nothing = stamp('Nothing', { now: '={{ Date.now() }}' });
	await api.saveWorkflow(BLANK_WORKFLOW, chain(BLANK_WORKFLOW, [byHand], [nothing]));
}

/** Makes the workflows of a scenario, with the credentials for its simulator. */
export async function saveWorkflows(
	api: N8nApi,
	scenario: Scenario,
	simulator: SimulatorProcess,
): Promise<Record<N8nVariant, VariantWorkflows>> {
	const name = `Benchmark ${scenario.id}`;
	const { token } = simulator;
	const credentials: Credentials = {
		audit: await api.saveCredential(credentialInput(simulator, name)),
		bearer: await api.saveCredential({ name, type: 'httpBearerAuth', data: { token } }),
	};
	const http = httpRequestNodes(credentials.bearer, scenario, simulator);
	return {
		audit: await saveVariant(api, `bench${scenario.id}Audit`, auditNodes(credentials.audit)),
		httpRequest: await saveVariant(api, `bench${scenario.id}Http`, http),
	};
}
