import { setTimeout as wait } from 'node:timers/promises';
import { startSimulator } from '../simulator/index.ts';
import type { Simulator } from '../simulator/options.ts';
import { saveCredential, type UsableCredential } from './auditRun.ts';
import { startCounterpart, type Counterpart } from './counterpart.ts';
import type { WorkflowFile } from './n8nApi.ts';
import { packageName } from './paths.ts';
import { pollTimes } from './polling.ts';
import { startTestServer, type TestServer } from './testServer.ts';
import { credentialInput, readExample } from './workflows.ts';

type ExampleNode = WorkflowFile['nodes'][number] & { parameters: Record<string, unknown> };

/** An n8n with what the examples need around it. */
export interface ExampleServer {
	n8n: TestServer;
	simulator: Simulator;
	/** Where examples send what they have found. */
	counterpart: Counterpart;
	/** Saves an example as a user fills it in. */
	importExample(
		file: string,
		id: string,
		credentials?: { uiPath?: UsableCredential; others?: UsableCredential[] },
	): Promise<void>;
	/** What an example has sent. */
	bodiesOf(id: string): string[];
	/** Forgets what has been sent. */
	reset(): void;
	close(): Promise<void>;
}

/**
 * Starts one.
 *
 * @param purpose the name of its user folder
 */
export async function startExampleServer(purpose: string): Promise<ExampleServer> {
	const newest = new Date().toISOString();
	const simulator = await startSimulator({ entries: 5_000, newest, spacingMs: 60_000 });
	const counterpart = await startCounterpart();
	const n8n = await startTestServer(purpose, { timeZone: 'Europe/Berlin' });
	const audit = await saveCredential(n8n.api, credentialInput(simulator));
	return {
		...{ n8n, simulator, counterpart },
		importExample: async (file, id, { uiPath = audit, others = [] } = {}) => {
			const workflow = await readExample({ file: `${file}.json` }, uiPath, others);
			for (const node of workflow.nodes as ExampleNode[]) fillIn(node, counterpart.url + id);
			await n8n.api.saveWorkflow(id, { ...workflow, pinData: {} });
		},
		bodiesOf: (id) =>
			counterpart.received.filter(({ path }) => path === `/${id}`).map(({ body }) => body),
		reset: () => {
			counterpart.received.length = 0;
			counterpart.headers.length = 0;
			counterpart.refuses = 0;
		},
		close: async () => {
			await n8n.close();
			await counterpart.close();
			await simulator.close();
		},
	};
}

/** @throws Error where a credential is left out */
function fillIn(node: ExampleNode, url: string): void {
	for (const { id, name } of Object.values(node.credentials ?? {})) {
		if (id === null) throw new Error(`There is no credential for ${name}`);
	}
	if (typeof node.parameters.url === 'string') node.parameters.url = url;
	if (node.type === `${packageName}.uiPathAuditTrigger`) node.parameters.pollTimes = pollTimes;
	if ('waitBetweenTries' in node) Object.assign(node, { waitBetweenTries: 200 });
}

/** Waits for something to have happened, but not for ever. */
export async function until(isDone: () => boolean, seconds = 30): Promise<void> {
	for (const giveUp = Date.now() + seconds * 1_000; Date.now() < giveUp && !isDone(); ) {
		await wait(200);
	}
}
