import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { Locator, Page } from 'playwright-core';
import { saveCredential } from '../n8n/auditRun.ts';
import { byTestId, executeWorkflow, openCredential, openNode, widenOutput } from '../n8n/editor.ts';
import { stateRoot, projectRoot } from '../n8n/paths.ts';
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
	startEditorTest,
	type EditorTest,
} from './steps.ts';

/** The README's pictures, where they are to be renewed; otherwise to be looked at. */
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

async function take(what: Locator | Page, name: string, clip?: object): Promise<void> {
	const picture = { path: join(folder, `${name}.png`), ...(clip ? { clip } : {}) };
	const bytes = await what.screenshot(picture as { path: string });
	// A picture of an empty panel is a tenth of that.
	expect(bytes.length).toBeGreaterThan(15_000);
}

test('Get Logs at work', async () => {
	const { page } = setting.editor;
	await executeWorkflow(page, setting.n8n.api, getLogsExample.id, [getLogsExample.audit]);
	const panel = await openNode(page, getLogsExample.audit);
	await widenOutput(page);
	await take(panel, 'get-logs');
});

test('the unified audit log at work', async () => {
	const { page } = setting.editor;
	const node = 'Get unified audit logs';
	await executeWorkflow(page, setting.n8n.api, 'get-unified-logs', [node]);
	const panel = await openNode(page, node);
	await widenOutput(page);
	await take(panel, 'unified-get-logs');
});

test('Download CSV at work, and its workflow', async () => {
	const { page } = setting.editor;
	const { id, audit, write } = downloadCsvExample;
	await executeWorkflow(page, setting.n8n.api, id, [audit, write]);
	await take(page, 'workflow', { x: 330, y: 260, width: 800, height: 300 });
	await take(await openNode(page, audit), 'download-csv');
});

test('Export Logs at work', async () => {
	const { page } = setting.editor;
	const parameters = {
		...{ operation: 'exportLogs', timeRange: 'last24Hours', returnAll: true },
		options: { manifest: true },
	};
	const panel = await openFreshNode(setting, 'pictureExport001', {
		...{ parameters, credentials: await saveCredentials(setting) },
	});
	await executeStep(panel);
	const output = byTestId(panel, 'output-panel');
	await output.getByText('text/csv').first().waitFor({ timeout: 30_000 });
	await output.getByText('JSON', { exact: true }).first().click();
	await output.getByText('sha256').first().waitFor();
	await page.waitForTimeout(4_000);
	await widenOutput(page);
	await take(panel, 'export-logs');
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
	await page.waitForTimeout(4_000);
	await take(panel, 'trigger');
});

test('the credential after its test', async () => {
	const input = credentialInput(setting.simulator, 'UiPath Audit account');
	const { id } = await saveCredential(setting.n8n.api, input);
	const dialog = await openCredential(setting.editor.page, setting.n8n.api, id);
	await take(dialog, 'credential');
});
