import type { Page } from 'playwright-core';
import { byTestId } from '../n8n/editor.ts';
import { executeStep, openFreshNode, startEditorTest, type EditorTest } from './steps.ts';

let setting: EditorTest;

beforeAll(async () => {
	setting = await startEditorTest();
});

afterAll(async () => {
	await setting.close();
});

async function fill(page: Page, fields: Record<string, string>): Promise<void> {
	for (const [name, value] of Object.entries(fields)) {
		await byTestId(page, `parameter-input-${name}`).locator('input').first().fill(value);
	}
}

/** Opens the dialog for a new credential from the node, as a new user does. */
async function connect(page: Page): Promise<void> {
	await page.getByRole('button', { name: 'Connect to UiPath Audit' }).click();
	await byTestId(page, 'editCredential-modal').waitFor();
}

async function save(page: Page): Promise<void> {
	await byTestId(page, 'credential-save-button').click();
}

/** A red test says why. */
async function expectRed(page: Page, words: RegExp): Promise<void> {
	await page.getByText('More details').click({ timeout: 30_000 });
	await page.getByText(words).first().waitFor();
}

/** A green test closes the dialog. */
async function expectGreen(page: Page): Promise<void> {
	const dialog = byTestId(page, 'editCredential-modal');
	await dialog.waitFor({ state: 'detached', timeout: 30_000 });
	const asked = setting.simulator.requests.slice(-2).map(({ route, status }) => [route, status]);
	expect(asked).toEqual([
		['auditlogs', 200],
		['events', 200],
	]);
}

test('an access token: red with a dead one, green with a good one', async () => {
	const { editor, simulator } = setting;
	const { page } = editor;
	await openFreshNode(setting, 'uipathEditorToken1');
	await connect(page);
	const { origin: domain, organization: org, token } = simulator;
	await fill(page, { domain, org, token: 'a-dead-token' });
	await save(page);
	await expectRed(page, /did not accept the token/);
	await fill(page, { token });
	await save(page);
	await expectGreen(page);
});

test('OAuth2, switched to in the dialog: the first Save tells the truth', async () => {
	const { editor, simulator } = setting;
	const { page } = editor;
	const panel = await openFreshNode(setting, 'uipathEditorOAuth1');
	// There is a credential by now, so a new one is made from the list.
	await byTestId(page, 'node-credentials-select').click();
	await byTestId(page, 'node-credentials-select-item-new').click();
	await byTestId(page, 'editCredential-modal').waitFor();
	await page.getByRole('button', { name: 'Access Token' }).click();
	await page.getByText('OAuth2', { exact: true }).last().click();
	await byTestId(page, 'parameter-input-clientId').waitFor();
	const { origin: domain, organization: org, clientId, clientSecret } = simulator;
	await fill(page, { domain, org, clientId, clientSecret: 'wrong-secret' });
	await save(page);
	await expectRed(page, /did not let the external application sign in.*Client Secret/);
	await fill(page, { clientSecret });
	await save(page);
	await expectGreen(page);

	await byTestId(page, 'parameter-input-timeRange').click();
	await page.getByText('Last Hour', { exact: true }).last().click();
	await executeStep(panel);
	await panel.getByText('50 items').first().waitFor({ timeout: 30_000 });
});
