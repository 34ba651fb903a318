import { readFile } from 'node:fs/promises';
import { byTestId, findNode, openNode } from '../n8n/editor.ts';
import {
	dragOnto,
	executeStep,
	openFreshNode,
	startEditorTest,
	type EditorTest,
	saveCredentials,
	searchNodes,
} from './steps.ts';

let setting: EditorTest;
let credentials: object;

beforeAll(async () => {
	setting = await startEditorTest();
	credentials = await saveCredentials(setting);
});

afterAll(async () => {
	await setting.close();
});

test.each(['Get audit logs', 'Download audit log CSV'])(
	'dropped on the canvas, the node is called by its action: %s',
	async (action) => {
		const { page } = setting.editor;
		await searchNodes(setting, 'uipath');
		await page.getByText('UiPath Audit', { exact: true }).first().click();
		// Where a workflow begins, the trigger is offered first.
		await page.getByText('Actions (7)').click();
		await page.getByText(action, { exact: true }).first().click();
		await byTestId(page, 'node-parameters').waitFor();
		await page.keyboard.press('Escape');
		await findNode(page, action).waitFor();
	},
);

test('the trigger begins a workflow, and shows the newest entries', async () => {
	const { page } = setting.editor;
	await searchNodes(setting, 'uipath');
	await page.getByText('UiPath Audit', { exact: true }).first().click();
	await page.getByText('On new UiPath Audit event').click();
	await byTestId(page, 'node-parameters').waitFor();
	const panel = byTestId(page, 'ndv');
	await panel.getByText('Poll Times').waitFor();
	await panel.getByRole('button', { name: 'Fetch Test Event' }).first().click();
	await panel.getByText('5 items').first().waitFor({ timeout: 30_000 });
});

test('message is dragged from the output into a field of the node behind', async () => {
	const { page } = setting.editor;
	const assignments = [{ id: '1', name: 'text', value: '', type: 'string' }];
	const next = {
		...{ id: 'c', name: 'Say it', type: 'n8n-nodes-base.set', typeVersion: 3.4 },
		...{ position: [440, 0], parameters: { assignments: { assignments } } },
	};
	await openFreshNode(setting, 'uipathEditorDrag01', { credentials }, next);
	await page.keyboard.press('Escape');
	await byTestId(page, 'execute-workflow-button').click();
	await byTestId(page, 'canvas-node-status-success').nth(2).waitFor({ timeout: 30_000 });
	const panel = await openNode(page, next.name);
	const input = byTestId(panel, 'ndv-input-panel');
	await dragOnto(
		page,
		input.getByText('message', { exact: true }).first(),
		byTestId(panel, 'assignment-value').first(),
	);
	await byTestId(panel, 'assignment-value').getByText('{{ $json.message }}').waitFor();
	await executeStep(panel);
	const newest = setting.simulator.log.snapshot().at(-1)?.message ?? '';
	await byTestId(panel, 'output-panel').getByText(newest).first().waitFor({ timeout: 30_000 });
});

test('Download CSV gives a file to view and to download', async () => {
	const { page } = setting.editor;
	const panel = await openFreshNode(setting, 'uipathEditorCsv001', {
		...{ parameters: { operation: 'downloadCsv' }, credentials },
	});
	await executeStep(panel);
	const download = panel.getByRole('button', { name: 'Download', exact: true });
	await download.waitFor({ timeout: 30_000 });
	const [downloaded] = await Promise.all([page.waitForEvent('download'), download.click()]);
	const csv = await setting.simulator.csv();
	expect((await readFile(await downloaded.path())).equals(csv)).toBe(true);
	const [viewed] = await Promise.all([
		page.waitForResponse(/binary-data\?.*action=view/),
		panel.getByRole('button', { name: 'View', exact: true }).click(),
	]);
	expect(viewed.headers()['content-type']).toMatch('text/csv');
});

test.each(['light', 'dark'] as const)('has an icon for the %s theme', async (colorScheme) => {
	const { page } = setting.editor;
	await page.emulateMedia({ colorScheme });
	try {
		const panel = await openFreshNode(setting, 'uipathEditorTheme1', {
			credentials,
		});
		const icon = colorScheme === 'dark' ? 'uipathAudit.dark.svg' : 'uipathAudit.svg';
		await panel.locator(`img[src$="${icon}"]`).first().waitFor();
		await executeStep(panel);
		await panel.getByText('50 items').first().waitFor({ timeout: 30_000 });
	} finally {
		await page.emulateMedia({ colorScheme: 'light' });
	}
});
