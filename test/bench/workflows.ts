import type { CredentialReference, N8nApi } from '../n8n/n8nApi.ts';
import { credentialInput } from '../n8n/workflows.ts';
import type { Bench } from './measure.ts';
import { auditNodes, convertNodes, exportNodes, httpRequestNodes } from './readingNodes.ts';
import type { N8nVariant } from './scenarios.ts';
import { connect, node, stamp, type Node } from './workflowNodes.ts';

/** The trigger of a workflow that is run by itself. */
export const BY_HAND = 'By hand';
/** In a workflow that measures another: the node that calls it. */
export const MEASURED = 'Measured';

/** A workflow that does nothing, with nothing to hold in memory afterwards. */
export const BLANK_WORKFLOW = 'benchBlank';

/** Credentials that the workflows sign in with. */
interface Credentials {
	audit: CredentialReference;
	bearer: CredentialReference;
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
	await api.saveWorkflow(name, connect(name, [trigger], nodes, UNSAVED));
	await api.saveWorkflow(caller, connect(caller, [node(BY_HAND, 'manualTrigger', 1)], [call]));
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
	await api.saveWorkflow(kept, connect(kept, [node(BY_HAND, 'manualTrigger', 1)], nodes));
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
	await api.saveWorkflow(BLANK_WORKFLOW, connect(BLANK_WORKFLOW, [byHand], [nothing]));
}

/** Makes the workflows of a scenario, with the credentials for its simulator. */
export async function saveWorkflows(
	api: N8nApi,
	{ scenario, simulator, log }: Pick<Bench, 'scenario' | 'simulator' | 'log'>,
): Promise<Record<N8nVariant, VariantWorkflows>> {
	const name = `Benchmark ${scenario.id}`;
	const { token } = simulator;
	const credentials: Credentials = {
		audit: await api.saveCredential(credentialInput(simulator, name)),
		bearer: await api.saveCredential({ name, type: 'httpBearerAuth', data: { token } }),
	};
	const audit = auditNodes(credentials.audit, log);
	const http = httpRequestNodes(credentials.bearer, log, simulator);
	const file = exportNodes(credentials.audit, log);
	const converted = convertNodes(credentials.audit, log);
	return {
		audit: await saveVariant(api, `bench${scenario.id}Audit`, audit),
		httpRequest: await saveVariant(api, `bench${scenario.id}Http`, http),
		exportLogs: await saveVariant(api, `bench${scenario.id}Export`, file),
		convertToFile: await saveVariant(api, `bench${scenario.id}Convert`, converted),
	};
}
