import type { Locator, Page } from 'playwright-core';
import { allTools } from '../n8n/agentTools.ts';
import { byTestId, findNode } from '../n8n/editor.ts';
import { startEditorTest, type EditorTest } from './steps.ts';

const agentType = '@n8n/n8n-nodes-langchain.agent';

/** In the order in which a user may go through them. */
const operations = [
	...[['Get Logs'], ['Download CSV'], ['Export Logs']],
	...[['Get Logs', 'Unified Audit Log'], ['Download CSV'], ['Export Logs'], ['Get Archive']],
] as const;

/** How often the page is opened: n8n's list of nodes may lack some, or lose words, where it is slow to load. */
const MAX_TRIES = 3;

let setting: EditorTest;

beforeAll(async () => {
	setting = await startEditorTest();
});

afterAll(async () => {
	await setting.close();
});

/** Puts the package's node on the tool connector of a new agent. */
async function addTool(page: Page, id: string): Promise<Locator> {
	const { api } = setting.n8n;
	const at = { position: [0, 0], typeVersion: 3, parameters: {} };
	const nodes = [{ ...at, id: 'a', name: 'Agent', type: agentType }];
	await api.saveWorkflow(id, { name: 'Tool', settings: {}, nodes, connections: {} });
	const tool = page.getByText('UiPath Audit Tool').first();
	for (let tries = 0; tries < MAX_TRIES; tries += 1) {
		await page.goto(`${api.origin}/workflow/${id}`);
		await searchTools(page);
		if (await appears(tool, 5_000)) break;
	}
	await tool.click({ timeout: 5_000 });
	await byTestId(page, 'node-parameters').waitFor();
	return byTestId(page, 'ndv');
}

async function searchTools(page: Page): Promise<void> {
	const connector = byTestId(page, 'canvas-node-input-handle').filter({ hasText: 'Tool' });
	await byTestId(connector, 'canvas-handle-plus').click();
	await showTools(page);
	await byTestId(page, 'node-creator-search-bar').fill('uipath');
}

async function appears(what: Locator, milliseconds: number): Promise<boolean> {
	return await what.waitFor({ timeout: milliseconds }).then(
		() => true,
		() => false,
	);
}

/**
 * Waits for n8n's list of tools. The list of all AI nodes makes room for it, and takes words typed
 * meanwhile with it; on a busy machine it stays, and one goes on to the tools by hand.
 */
async function showTools(page: Page): Promise<void> {
	const title = byTestId(page, 'nodes-list-header').getByText('Tools', { exact: true });
	const entry = byTestId(page, 'item-iterator-item').getByText('Tools', { exact: true });
	if (!(await appears(title, 5_000))) await entry.click();
	await title.waitFor();
	await entry.waitFor({ state: 'detached' });
}

async function choose(page: Page, field: string, option: string): Promise<void> {
	await byTestId(page, `parameter-input-${field}`).click();
	await page.locator('.el-select-dropdown:visible').getByText(option, { exact: true }).click();
}

test('the name and the description of a tool follow its operation', async () => {
	const { page } = setting.editor;
	const panel = await addTool(page, 'uipathEditorTool01');
	const description = byTestId(panel, 'parameter-input-toolDescription').locator('textarea');
	const descriptions = new Set<string>();
	for (const [index, [operation, resource]] of operations.entries()) {
		if (resource) await choose(page, 'resource', resource);
		await choose(page, 'operation', operation);
		await findNode(page, allTools[index]?.name ?? '').waitFor({ state: 'attached' });
		descriptions.add(await description.inputValue());
	}
	expect(descriptions.size).toBe(allTools.length);
});

test('a model may be let fill in fields, of which From and To do not wait for a range', async () => {
	const { page } = setting.editor;
	const panel = await addTool(page, 'uipathEditorTool02');
	for (const field of ['from', 'to', 'limit']) {
		await byTestId(panel, `parameter-input-${field}`).waitFor();
	}
	const asks = byTestId(panel, 'from-ai-override-button');
	expect(await asks.count()).toBeGreaterThanOrEqual(3);
	await asks.first().click();
	await panel.getByText('Defined automatically by the').first().waitFor();
	// Where no time is asked for, there is nothing to fill in.
	await choose(page, 'operation', 'Download CSV');
	await byTestId(panel, 'parameter-input-from').waitFor({ state: 'detached' });
});
