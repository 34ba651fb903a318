import { existsSync } from 'node:fs';
import type { Locator, Page } from 'playwright-core';
import { referTo, saveCredential } from '../n8n/auditRun.ts';
import { byTestId, CHROMIUM, openEditor, openNode, type Editor } from '../n8n/editor.ts';
import { startTestServer, type TestServer } from '../n8n/testServer.ts';
import { credentialInput } from '../n8n/workflows.ts';
import { startSimulator } from '../simulator/index.ts';
import type { Simulator } from '../simulator/options.ts';

/** The name of the node under test in the workflow that a test opens. */
export const NODE = 'Get audit logs';

/** What a test in the editor needs, each of its own. */
export interface EditorTest {
	simulator: Simulator;
	n8n: TestServer;
	editor: Editor;
	close(): Promise<void>;
}

/** Starts a simulator whose log ends now, an n8n with the package, and a browser that is signed in. */
export async function startEditorTest({ entries = 60 } = {}): Promise<EditorTest> {
	if (!existsSync(CHROMIUM)) throw new Error(`There is no Chromium at ${CHROMIUM}`);
	const newest = new Date(Date.now() - 5_000).toISOString();
	const simulator = await startSimulator({ entries, newest });
	const n8n = await startTestServer('editor-home');
	const editor = await openEditor(n8n.api);
	const close = async (): Promise<void> => {
		await editor.close();
		await n8n.close();
		await simulator.close();
	};
	return { simulator, n8n, editor, close };
}

/** Saves a good credential, and says how a node names it. */
export async function saveCredentials({ n8n, simulator }: EditorTest): Promise<object> {
	return referTo(await saveCredential(n8n.api, credentialInput(simulator)));
}

/** Looks for a node as whoever begins a workflow does. */
export async function searchNodes(
	{ n8n, editor: { page } }: EditorTest,
	words: string,
): Promise<void> {
	await page.goto(`${n8n.api.origin}/workflow/new`);
	await byTestId(page, 'canvas-plus-button').first().click();
	await byTestId(page, 'node-creator-search-bar').fill(words);
}

/**
 * Opens the node in a new workflow: a trigger, and the node with these parameters.
 *
 * @param next a node behind it
 */
export async function openFreshNode(
	{ n8n, editor: { page } }: EditorTest,
	id: string,
	{ name = NODE, ...node }: { name?: string; parameters?: object; credentials?: object } = {},
	next?: { name: string; parameters?: object },
): Promise<Locator> {
	const nodes = [
		{
			...{ id: 'a', name: 'Run by hand', type: 'n8n-nodes-base.manualTrigger' },
			...{ typeVersion: 1, position: [0, 0], parameters: {} },
		},
		{
			...{ id: 'b', name, type: 'n8n-nodes-uipath-audit.uiPathAudit' },
			...{ typeVersion: 1, position: [220, 0], parameters: {}, ...node },
		},
		...(next ? [next] : []),
	];
	const connections = {
		'Run by hand': connectTo(name),
		...(next ? { [name]: connectTo(next.name) } : {}),
	};
	const settings = { executionOrder: 'v1', timezone: 'Europe/Berlin' };
	await n8n.api.saveWorkflow(id, {
		...{ name: 'Editor test', nodes: nodes as never, connections, settings },
	});
	await page.goto(`${n8n.api.origin}/workflow/${id}`);
	return await openNode(page, name);
}

function connectTo(node: string) {
	return { main: [[{ node, type: 'main', index: 0 }]] };
}

/** Presses Execute Step in an open node. */
export async function executeStep(panel: Locator): Promise<void> {
	await panel.getByRole('button', { name: 'Execute step' }).first().click();
}

/** Drags one element onto another, as a hand does. */
export async function dragOnto(page: Page, from: Locator, to: Locator): Promise<void> {
	await from.hover();
	await page.mouse.down();
	const target = await to.boundingBox();
	if (!target) throw new Error('There is nothing to drag onto');
	await page.mouse.move(target.x + target.width / 2, target.y + target.height / 2, { steps: 20 });
	await page.mouse.up();
}
