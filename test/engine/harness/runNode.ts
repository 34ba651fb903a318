import { ExecutionLifecycleHooks, WorkflowExecute } from 'n8n-core';
import type {
	ExecutionError,
	IDataObject,
	INodeExecutionData,
	INodeParameters,
	IRun,
	NodeExecutionHint,
	Workflow,
} from 'n8n-workflow';
import { additionalData } from './additionalData';
import { saveCredential, type SavedCredential } from './credentialStore';
import { CredentialsInMemory } from './credentialsHelper';
import { n8n, useBinaryMode, type BinaryMode } from './n8n';
import { startWorkflow } from './n8nLine';
import { AUDIT_NODE, auditWorkflow, INPUT_NODE, workflowRecord } from './workflow';

/** What to run. */
export interface NodeRunOptions {
	/**
	 * As n8n saves them; those left out have their defaults, but entries come as they were sent unless
	 * `simplify` is set. Expressions start with `=`.
	 */
	parameters: INodeParameters;
	credentials: SavedCredential | SavedCredential[];
	/** What the node gets; one empty item unless given. */
	items?: IDataObject[];
	continueOnFail?: boolean;
	/** IANA name of the workflow's time zone. Default UTC. */
	timezone?: string;
	/** Holds for all runs under way in this test file. Default filesystem. */
	binaryMode?: BinaryMode;
	/** Called when the node has been started; `cancel` does what the stop button does. */
	onRunning?: (cancel: () => void) => void;
}

/** What came of it. */
export interface NodeRun {
	/** The node's output; empty where it failed. */
	items: INodeExecutionData[];
	/** What the node ended with, or the workflow where the node never ran. */
	error: ExecutionError | undefined;
	/** What the editor tells beside the output. */
	hints: NodeExecutionHint[];
	/** The execution as n8n would save it. */
	run: IRun;
	executionId: string;
	/** What was logged while it ran, by concurrent runs too. */
	logLines: string[];
}

const AS_SENT: INodeParameters = { simplify: false };

let nextExecution = 1;

/** Runs a workflow with the node in n8n's own engine. Does not throw where the node fails. */
export async function runNode(options: NodeRunOptions): Promise<NodeRun> {
	const { logLines } = await n8n();
	await useBinaryMode(options.binaryMode ?? 'filesystem');
	const firstLine = logLines.length;
	const credentials = [options.credentials].flat();
	const workflow = auditWorkflow({
		parameters: { ...AS_SENT, ...options.parameters },
		credentials,
		items: (options.items ?? [{}]).map((json) => ({ json })),
		continueOnFail: options.continueOnFail ?? false,
		timezone: options.timezone ?? 'UTC',
	});
	const executionId = String(nextExecution++);
	const run = await execute(workflow, credentials, executionId, options.onRunning);
	const { resultData } = run.data;
	const task = resultData.runData[AUDIT_NODE]?.[0];
	return {
		items: task?.data?.main?.[0] ?? [],
		error: task?.error ?? resultData.error,
		hints: task?.hints ?? [],
		run,
		executionId,
		logLines: logLines.slice(firstLine),
	};
}

/** A credential with a pasted token for a server. */
export function tokenCredential(
	server: { origin: string; organization: string; token: string },
	changes: IDataObject = {},
): SavedCredential {
	const { origin: domain, organization: org, token } = server;
	return saveCredential('uiPathAuditApi', { domain, org, token, ...changes });
}

/** A credential of an external application for a server. */
export function applicationCredential(
	server: { origin: string; organization: string; clientId: string; clientSecret: string },
	changes: IDataObject = {},
): SavedCredential {
	const { origin: domain, organization: org, clientId, clientSecret } = server;
	const fields = { deployment: 'cloud', domain, org, clientId, clientSecret };
	return saveCredential('uiPathAuditOAuth2Api', { ...fields, ...changes });
}

async function execute(
	workflow: Workflow,
	credentials: SavedCredential[],
	executionId: string,
	onRunning: NodeRunOptions['onRunning'],
): Promise<IRun> {
	const record = workflowRecord(workflow);
	const hooks = new ExecutionLifecycleHooks('trigger', executionId, record);
	const saved = new Map(credentials.map((credential) => [credential.type, credential]));
	const data = additionalData(executionId, new CredentialsInMemory(saved), hooks);
	const startNode = workflow.getNode(INPUT_NODE) ?? undefined;
	const execution = startWorkflow(new WorkflowExecute(data, 'trigger'), workflow, startNode);
	hooks.addHandler('nodeExecuteBefore', (nodeName) => {
		if (nodeName === AUDIT_NODE) onRunning?.(() => execution.cancel());
	});
	return await execution;
}
