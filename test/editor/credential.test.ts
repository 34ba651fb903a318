import { existsSync } from 'node:fs';
import type { Page } from 'playwright-core';
import { CHROMIUM, openEditor, type Editor } from '../n8n/editor.ts';
import { startTestServer, type TestServer } from '../n8n/testServer.ts';
import { startSimulator } from '../simulator/index.ts';
import type { Simulator } from '../simulator/options.ts';

const WORKFLOW = 'uipathEditorTest1';

let simulator: Simulator;
let n8n: TestServer;
let editor: Editor;

beforeAll(async () => {
	if (!existsSync(CHROMIUM)) throw new Error(`There is no Chromium at ${CHROMIUM}`);
	simulator = await startSimulator({
		entries: 50,
		newest: new Date(Date.now() - 5_000).toISOString(),
	});
	n8n = await startTestServer('editor-home');
	editor = await openEditor(n8n.api);
});

afterAll(async () => {
	await editor.close();
	await n8n.close();
	await simulator.close();
});

const byTestId = (page: Page, id: string) => page.locator(`[data-test-id="${id}"]`);

/** A workflow with the node as it is dropped on the canvas; opens the node. */
async function openFreshNode(page: Page): Promise<void> {
	await n8n.api.saveWorkflow(WORKFLOW, {
		name: 'Editor test',
		nodes: [
			{
				...{ id: 'a', name: 'Run by hand', type: 'n8n-nodes-base.manualTrigger' },
				...{ typeVersion: 1, position: [0, 0], parameters: {} },
			},
			{
				...{ id: 'b', name: 'Get audit logs', type: 'n8n-nodes-uipath-audit.uiPathAudit' },
				...{ typeVersion: 1, position: [220, 0], parameters: {} },
			},
		] as never,
		connections: {
			'Run by hand': { main: [[{ node: 'Get audit logs', type: 'main', index: 0 }]] },
		},
		settings: { executionOrder: 'v1' },
	});
	await page.goto(`${n8n.api.origin}/workflow/${WORKFLOW}`);
	await byTestId(page, 'canvas-node').filter({ hasText: 'Get audit logs' }).dblclick();
	await byTestId(page, 'node-parameters').waitFor();
}

/** Opens the dialog for a new credential from the node. */
async function createCredential(page: Page): Promise<void> {
	await page.getByRole('button', { name: 'Connect to UiPath Audit' }).click();
	await byTestId(page, 'editCredential-modal').waitFor();
}

async function fill(page: Page, fields: Record<string, string>): Promise<void> {
	for (const [name, value] of Object.entries(fields)) {
		await byTestId(page, `parameter-input-${name}`).locator('input').first().fill(value);
	}
}

async function save(page: Page): Promise<void> {
	await byTestId(page, 'credential-save-button').click();
}

test('OAuth2, switched to in the dialog that the node opens: the first Save tells the truth', async () => {
	const { page } = editor;
	await openFreshNode(page);
	await createCredential(page);
	await page.getByRole('button', { name: 'Access Token' }).click();
	await page.getByText('OAuth2', { exact: true }).last().click();
	await byTestId(page, 'parameter-input-clientId').waitFor();
	const { origin: domain, organization: org, clientId, clientSecret } = simulator;
	await fill(page, { domain, org, clientId, clientSecret: 'wrong-secret' });
	await save(page);
	await page.getByText('More details').click({ timeout: 30_000 });
	const said = page.getByText(/did not let the external application sign in.*Client Secret/);
	await said.first().waitFor();

	await fill(page, { clientSecret });
	await save(page);
	// A green test closes the dialog.
	await byTestId(page, 'editCredential-modal').waitFor({ state: 'detached', timeout: 30_000 });
	expect(simulator.requests.at(-1)).toMatchObject({ route: 'auditlogs', status: 200 });
});

test('the credential made so reads the last hour', async () => {
	const { page } = editor;
	await byTestId(page, 'parameter-input-timeRange').click();
	await page.getByText('Last Hour', { exact: true }).last().click();
	const panel = byTestId(page, 'ndv');
	await panel.getByRole('button', { name: 'Execute step' }).first().click();
	await panel.getByText('50 items').first().waitFor({ timeout: 30_000 });
});
