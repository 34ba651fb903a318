import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { Locator, Page } from 'playwright-core';
import { referTo, saveCredential } from '../n8n/auditRun.ts';
import { byTestId, executeWorkflow, openCredential, openNode, widenOutput } from '../n8n/editor.ts';
import { packageName, projectRoot, stateRoot } from '../n8n/paths.ts';
import {
	credentialInput,
	downloadCsvExample,
	getLogsExample,
	importExamples,
	readExample,
} from '../n8n/workflows.ts';
import {
	executeStep,
	openFreshNode,
	saveCredentials,
	searchNodes,
	startEditorTest,
	type EditorTest,
} from './steps.ts';

/** The documentation's pictures, where they are to be renewed; otherwise to be looked at. */
const folder =
	process.env['PICTURES'] === undefined
		? join(stateRoot, 'pictures')
		: join(projectRoot, process.env['PICTURES']);

let setting: EditorTest;

beforeAll(async () => {
	await mkdir(folder, { recursive: true });
	setting = await startEditorTest({ entries: 10_000 });
	const input = credentialInput(setting.simulator, 'UiPath Audit account');
	await importExamples(setting.n8n.api, await saveCredential(setting.n8n.api, input));
});

afterAll(async () => {
	await setting.close();
});

/** n8n's messages about a run would lie over the picture. */
const style = '.el-notification { visibility: hidden }';

async function take(what: Locator | Page, name: string, clip?: object): Promise<void> {
	const picture = { path: join(folder, `${name}.png`), style, ...(clip ? { clip } : {}) };
	const bytes = await what.screenshot(picture as { path: string });
	// A picture of an empty panel is a tenth of that.
	expect(bytes.length).toBeGreaterThan(15_000);
}

async function takePanel(panel: Locator, name: string): Promise<void> {
	await widenOutput(panel.page());
	await take(panel, name);
}

async function inTallWindow(page: Page, height: number, work: () => Promise<void>): Promise<void> {
	const usual = page.viewportSize();
	if (!usual) throw new Error('The window has no size');
	await page.setViewportSize({ ...usual, height });
	await work();
	await page.setViewportSize(usual);
}

test('the package about to be installed', async () => {
	const { page } = setting.editor;
	await page.goto(`${setting.n8n.api.origin}/settings/community-nodes`);
	await page.getByRole('button', { name: 'Install a community node' }).click();
	const dialog = byTestId(page, 'communityPackageInstall-modal');
	await dialog.getByRole('textbox').fill(packageName);
	await dialog.getByText('I understand the risks').click();
	await dialog.locator('button:enabled', { hasText: /^\s*Install\s*$/ }).waitFor();
	await take(page, 'install', { x: 0, y: 0, width: 1360, height: 640 });
});

test('the actions in the nodes panel', async () => {
	const { page } = setting.editor;
	await inTallWindow(page, 920, async () => {
		await searchNodes(setting, 'uipath');
		await page.getByText('UiPath Audit', { exact: true }).first().click();
		await page.getByText(/^Actions \(\d+\)$/).click();
		await page.getByText('Get unified audit log archive').waitFor();
		await take(byTestId(page, 'node-creator'), 'nodes-panel');
	});
});

test('Get Logs at work', async () => {
	const { page } = setting.editor;
	await executeWorkflow(page, setting.n8n.api, getLogsExample.id, [getLogsExample.audit]);
	await takePanel(await openNode(page, getLogsExample.audit), 'get-logs');
});

test('the unified audit log at work', async () => {
	const { page } = setting.editor;
	const node = 'Get unified audit logs';
	await executeWorkflow(page, setting.n8n.api, 'get-unified-logs', [node]);
	await takePanel(await openNode(page, node), 'unified-get-logs');
});

test('Download CSV at work, and its workflow', async () => {
	const { page } = setting.editor;
	const { id, audit, write } = downloadCsvExample;
	await executeWorkflow(page, setting.n8n.api, id, [audit, write]);
	await take(page, 'workflow', { x: 330, y: 260, width: 800, height: 300 });
	await takePanel(await openNode(page, audit), 'download-csv');
});

test('Export Logs at work', async () => {
	const parameters = {
		...{ operation: 'exportLogs', timeRange: 'last24Hours', returnAll: true },
		options: { manifest: true },
	};
	const panel = await openFreshNode(setting, 'pictureExport001', {
		name: 'Export audit logs',
		...{ parameters, credentials: await saveCredentials(setting) },
	});
	await executeStep(panel);
	const output = byTestId(panel, 'output-panel');
	await output.getByText('text/csv').first().waitFor({ timeout: 30_000 });
	await output.getByText('JSON', { exact: true }).first().click();
	await output.getByText('sha256').first().waitFor();
	await takePanel(panel, 'export-logs');
});

test('nothing found, and why', async () => {
	const filters = { email: 'nobody@example.com' };
	const panel = await openFreshNode(setting, 'pictureNothing01', {
		...{ parameters: { timeRange: 'last24Hours', filters } },
		...{ credentials: await saveCredentials(setting) },
	});
	await executeStep(panel);
	await panel.getByText(/^No entries from .* that match the filters \(Email\)/).waitFor();
	await takePanel(panel, 'empty-result');
});

test('an error, and what to do', async () => {
	const input = credentialInput(setting.simulator, 'Expired token');
	const data = { ...input.data, token: 'a-dead-token' };
	const expired = await saveCredential(setting.n8n.api, { ...input, data });
	const panel = await openFreshNode(setting, 'pictureError0001', { credentials: referTo(expired) });
	await executeStep(panel);
	await byTestId(panel, 'output-panel')
		.getByText(/Enter a new one as Token in the credential/)
		.first()
		.waitFor();
	await takePanel(panel, 'error');
});

test.each([
	'alert-to-slack',
	'siem',
	'many-failed-logins',
	'daily-email',
	'monthly-archive',
	'monthly-export',
])('the example %s on the canvas', async (id) => {
	const { page } = setting.editor;
	await page.goto(`${setting.n8n.api.origin}/workflow/${id}`);
	await byTestId(page, 'canvas-node').first().waitFor();
	await byTestId(page, 'zoom-to-fit').click();
	await page.waitForTimeout(1_500);
	await take(page, `example-${id}`, { x: 60, y: 100, width: 1290, height: 630 });
});

test('the trigger shows the newest entries', async () => {
	const { page } = setting.editor;
	const id = 'alert-to-slack';
	const { nodes, ...workflow } = await readExample(
		{ file: `${id}.json` },
		await saveCredential(
			setting.n8n.api,
			credentialInput(setting.simulator, 'UiPath Audit account'),
		),
	);
	await setting.n8n.api.saveWorkflow('pictureTrigger01', { ...workflow, nodes, pinData: {} });
	await page.goto(`${setting.n8n.api.origin}/workflow/pictureTrigger01`);
	const panel = await openNode(page, 'New entries');
	await panel.getByRole('button', { name: 'Fetch Test Event' }).first().click();
	await panel.getByText('5 items').first().waitFor({ timeout: 30_000 });
	await byTestId(panel, 'output-panel').getByText('Schema', { exact: true }).click();
	await takePanel(panel, 'trigger');
});

test('the credential after its test', async () => {
	const input = credentialInput(setting.simulator, 'UiPath Audit account');
	const { id } = await saveCredential(setting.n8n.api, input);
	const { page } = setting.editor;
	const dialog = await openCredential(page, setting.n8n.api, id);
	const box = await dialog.boundingBox();
	// n8n cuts the dialog off in the middle of a field.
	await take(page, 'credential', { ...box, height: 700 });
});
