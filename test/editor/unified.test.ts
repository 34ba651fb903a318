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

const resource = 'unifiedAuditLog';
const place = { scope: 'tenant', tenant: 'DefaultTenant' };

/** Screenshots, to be looked at. */
const folder = join(stateRoot, 'pictures');

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

test('the lists of the filters come from the catalogue, narrowed by what stands above', async () => {
	const { page } = setting.editor;
	const { catalogue } = setting.simulator.unified.tenant(place.tenant);
	const [source, other] = catalogue;
	const [target] = source?.eventTargets ?? [];
	const foreign = other?.eventTargets.find(
		({ name }) => !source?.eventTargets.some((each) => each.name === name),
	);
	const loaded = page.waitForResponse(/dynamic-node-parameters\/options/);
	const filters = { source: [source?.id ?? ''], target: [] };
	await openFreshNode(setting, 'uipathEditorUni001', {
		...{ parameters: { resource, operation: 'getLogs', ...place, filters }, credentials },
	});
	await loaded;
	await page.waitForLoadState('networkidle');
	await byTestId(page, 'parameter-input-target').click();
	const option = (name = '') => page.getByRole('option', { name, exact: true });
	await option(target?.name).first().waitFor();
	await page.screenshot({ path: join(folder, 'unified-filters.png') });
	expect(await option(foreign?.name).count()).toBe(0);
});

test('Get Archive asks for two days, and gives a file for each', async () => {
	const { page } = setting.editor;
	const day = new Date(Date.now() - 5 * 24 * 60 * 60_000).toISOString().slice(0, 10);
	const parameters = { resource, operation: 'getArchive', ...place, output: 'files' };
	const panel = await openFreshNode(setting, 'uipathEditorUni002', {
		...{ parameters: { ...parameters, fromDate: day, toDate: day }, credentials },
	});
	await panel.getByText('From Date', { exact: true }).waitFor();
	await executeStep(panel);
	await panel.getByText('application/zip').first().waitFor({ timeout: 30_000 });
	await page.screenshot({ path: join(folder, 'unified-archive.png') });
});

test('a tenant that there is not is told with what to check', async () => {
	const parameters = { resource, operation: 'getLogs', scope: 'tenant', tenant: 'Nowhere' };
	const panel = await openFreshNode(setting, 'uipathEditorUni003', {
		...{ parameters, credentials },
	});
	await executeStep(panel);
	await panel
		.getByText(/If Scope is set to Tenant, check Tenant first/)
		.first()
		.waitFor({ timeout: 30_000 });
	await setting.editor.page.screenshot({ path: join(folder, 'unified-error.png') });
});
