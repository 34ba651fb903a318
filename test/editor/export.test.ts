import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { byTestId } from '../n8n/editor.ts';
import { stateRoot } from '../n8n/paths.ts';
import {
	executeStep,
	openFreshNode,
	saveCredentials,
	startEditorTest,
	type EditorTest,
} from './steps.ts';

/** Screenshots, to be looked at. */
const folder = join(stateRoot, 'pictures');

const operation = 'exportLogs';

let setting: EditorTest;
let credentials: object;

beforeAll(async () => {
	await mkdir(folder, { recursive: true });
	setting = await startEditorTest();
	credentials = await saveCredentials(setting);
});

afterAll(async () => {
	await setting.close();
});

test('options for CSV are shown for CSV only', async () => {
	const { page } = setting.editor;
	const options = { delimiter: ';', escapeFormulas: true, parseDetails: true };
	const csv = await openFreshNode(setting, 'uipathEditorExp001', {
		...{ parameters: { operation, format: 'csv', options }, credentials },
	});
	await csv.getByText('Escape Formulas', { exact: true }).waitFor();
	expect(await csv.getByText('Parse Details', { exact: true }).count()).toBe(0);
	await page.screenshot({ path: join(folder, 'export-csv.png') });
	const lines = await openFreshNode(setting, 'uipathEditorExp002', {
		...{ parameters: { operation, format: 'jsonLines', options }, credentials },
	});
	await lines.getByText('Parse Details', { exact: true }).waitFor();
	expect(await lines.getByText('Delimiter', { exact: true }).count()).toBe(0);
});

test('the manifest is shown, and the file can be downloaded', async () => {
	const { page } = setting.editor;
	const parameters = { operation, returnAll: true, options: { manifest: true } };
	const panel = await openFreshNode(setting, 'uipathEditorExp003', {
		...{ parameters, credentials },
	});
	await executeStep(panel);
	await panel.getByText('text/csv').first().waitFor({ timeout: 30_000 });
	await page.screenshot({ path: join(folder, 'export-binary.png') });
	await panel.getByText('application/json').first().waitFor();
	const output = byTestId(panel, 'output-panel');
	await output.getByText('JSON', { exact: true }).first().click();
	await output.getByText('sha256').first().waitFor();
	await page.screenshot({ path: join(folder, 'export-manifest.png') });
});

test('a misspelt field is told with those that there are', async () => {
	const panel = await openFreshNode(setting, 'uipathEditorExp004', {
		...{ parameters: { operation, options: { fields: 'usrName' } }, credentials },
	});
	await executeStep(panel);
	await panel
		.getByText(/'Fields' contains 'usrName', which is not a field of this file/)
		.first()
		.waitFor({ timeout: 30_000 });
	await setting.editor.page.screenshot({ path: join(folder, 'export-error.png') });
});
