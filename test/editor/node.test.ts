import { saveCredential } from '../n8n/auditRun.ts';
import { byTestId } from '../n8n/editor.ts';
import { credentialInput } from '../n8n/workflows.ts';
import {
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

test('is found in the panel by "uipath" and by "audit log"', async () => {
	const { page } = setting.editor;
	for (const words of ['uipath', 'audit log']) {
		await searchNodes(setting, words);
		await page.getByText('UiPath Audit').first().waitFor();
	}
});

test('Return All without a range shows a notice, and hints tell what it came to', async () => {
	const panel = await openFreshNode(setting, 'uipathEditorAll001', {
		...{ parameters: { operation: 'getLogs', returnAll: true }, credentials },
	});
	await panel.getByText('This reads the whole audit log').waitFor();
	await executeStep(panel);
	await panel.getByText(/60 entries read with 1 request in/).waitFor({ timeout: 30_000 });
	for (const column of ['time', 'user', 'email', 'action', 'message']) {
		await panel.getByText(column, { exact: true }).first().waitFor();
	}
});

test('an empty result says what was looked for, in the workflow’s zone', async () => {
	const from = '2020-01-01T00:00:00';
	const parameters = { timeRange: 'custom', from, to: '2020-01-02T00:00:00' };
	const panel = await openFreshNode(setting, 'uipathEditorEmpty1', {
		...{ parameters: { operation: 'getLogs', ...parameters }, credentials },
	});
	await panel.getByText('From', { exact: true }).first().waitFor();
	await executeStep(panel);
	const said = /No entries from 2019-12-31 23:00:00 UTC \(2020-01-01 00:00:00 in Europe\/Berlin\)/;
	await panel.getByText(said).waitFor({ timeout: 30_000 });
});

test('the lists of the filters come from the log', async () => {
	const { page } = setting.editor;
	const loaded = page.waitForResponse(/dynamic-node-parameters\/options/);
	const panel = await openFreshNode(setting, 'uipathEditorLists1', {
		...{ parameters: { operation: 'getLogs', filters: { category: [] } } },
		...{ credentials },
	});
	await panel.getByText('Category Names or IDs').waitFor();
	// A list that is opened before it is there closes again.
	await loaded;
	await page.waitForLoadState('networkidle');
	await byTestId(page, 'parameter-input-category').click();
	await page.getByRole('option', { name: 'User' }).first().waitFor();
});

test('From is chosen in the date picker', async () => {
	const { page } = setting.editor;
	const panel = await openFreshNode(setting, 'uipathEditorFrom01', {
		...{ parameters: { timeRange: 'custom' }, credentials },
	});
	const field = byTestId(page, 'parameter-input-from').locator('input').first();
	await field.click();
	await page.locator('.el-date-table td.today').first().click();
	await page.getByRole('button', { name: 'OK', exact: true }).click();
	expect(await field.inputValue()).toMatch(/^\d{4}-\d\d-\d\d 00:00:00$/);
	await executeStep(panel);
	const told = /^(\d+ items?|.*No entries from .* Europe\/Berlin.*)$/;
	await byTestId(panel, 'output-panel').getByText(told).first().waitFor({ timeout: 30_000 });
});

test('an error says what happened and what to do', async () => {
	const dead = await saveCredential(setting.n8n.api, {
		...credentialInput(setting.simulator, 'Dead token'),
		data: { ...credentialInput(setting.simulator).data, token: 'a-dead-token' },
	});
	const { type, id, name } = dead;
	const panel = await openFreshNode(setting, 'uipathEditorError1', {
		...{ parameters: { operation: 'getLogs' }, credentials: { [type]: { id, name } } },
	});
	await executeStep(panel);
	await panel
		.getByText('UiPath did not accept the token (401)')
		.first()
		.waitFor({ timeout: 30_000 });
	await panel
		.getByText(/Enter a new one as Token in the credential/)
		.first()
		.waitFor();
});
