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

/**
 * How often the page is opened: where it is slow to load, n8n's list of nodes may lose words, or never
 * be that of tools.
 */
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
	let isFound = false;
	for (let tries = 0; tries < MAX_TRIES && !isFound; tries += 1) {
		await page.goto(`${api.origin}/workflow/${id}`);
		isFound = await searchTools(page, tool);
	}
	await tool.click({ timeout: 5_000 });
	await byTestId(page, 'node-parameters').waitFor();
	return byTestId(page, 'ndv');
}

/**
 * Looks for a tool from an agent's connector. The list of all AI nodes has to make room for that of
 * tools first, for it takes words typed meanwhile with it.
 */
async function searchTools(page: Page, tool: Locator): Promise<boolean> {
	const connector = byTestId(page, 'canvas-node-input-handle').filter({ hasText: 'Tool' });
	await byTestId(connector, 'canvas-handle-plus').click();
	const header = byTestId(page, 'nodes-list-header');
	if (!(await appears(header.getByText('Tools', { exact: true })))) return false;
	await header.getByText('Other AI Nodes').waitFor({ state: 'detached' });
	await byTestId(page, 'node-creator-search-bar').fill('uipath');
	return await appears(tool);
}

async function appears(what: Locator): Promise<boolean> {
	return await what.waitFor({ timeout: 6_000 }).then(
		() => true,
		() => false,
	);
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
