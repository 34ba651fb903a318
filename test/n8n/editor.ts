import { chromium, type BrowserContext, type Locator, type Page } from 'playwright-core';
import type { N8nApi } from './n8nApi.ts';

/** Large enough for the editor's three columns, small enough for a README. */
const viewport = { width: 1360, height: 800 };

/** Debian's Chromium, or another one that CHROMIUM names. */
export const CHROMIUM = process.env['CHROMIUM'] ?? '/usr/bin/chromium';

/** n8n's editor in a headless browser, somebody signed in. */
export interface Editor {
	page: Page;
	close(): Promise<void>;
}

async function signIn(context: BrowserContext, api: N8nApi): Promise<void> {
	await context.addCookies([{ ...api.sessionCookie, url: api.origin }]);
}

/** Starts Debian's Chromium; `CHROMIUM` names another one. */
export async function openEditor(api: N8nApi): Promise<Editor> {
	const browser = await chromium.launch({
		executablePath: CHROMIUM,
		args: ['--no-sandbox', '--disable-gpu', '--disable-background-networking'],
	});
	const context = await browser.newContext({
		viewport,
		colorScheme: 'light',
		locale: 'en-US',
		reducedMotion: 'reduce',
	});
	await signIn(context, api);
	const page = await context.newPage();
	const close = async (): Promise<void> => {
		await browser.close();
	};
	return { page, close };
}

/** The elements that n8n's own tests find by this id. */
export function byTestId(page: Page | Locator, id: string): Locator {
	return page.locator(`[data-test-id="${id}"]`);
}

/** A node on the canvas. */
export function findNode(page: Page, name: string): Locator {
	return page.locator(`[data-test-id="canvas-node"][data-node-name="${name}"]`);
}

/** Opens a saved workflow and presses Execute Workflow, as a user does. */
export async function executeWorkflow(
	page: Page,
	api: N8nApi,
	id: string,
	nodes: string[],
): Promise<void> {
	await page.goto(`${api.origin}/workflow/${id}`);
	await byTestId(page, 'execute-workflow-button').click();
	for (const name of nodes) {
		const success = '[data-test-id="canvas-node-status-success"]';
		await findNode(page, name).locator(success).waitFor({ timeout: 60_000 });
	}
	// The message that says so would lie over the picture.
	const toast = page.locator('.el-notification__closeBtn');
	await toast
		.first()
		.click({ timeout: 10_000 })
		.catch(() => undefined);
	await toast.first().waitFor({ state: 'hidden' });
}

/** Opens a node's panel on the canvas, and gives the element to take a picture of. */
export async function openNode(page: Page, name: string) {
	await findNode(page, name).dblclick();
	const panel = byTestId(page, 'ndv');
	await byTestId(page, 'node-parameters').waitFor();
	// Fields, credential and output come one after the other.
	await page.waitForLoadState('networkidle');
	await page.waitForTimeout(1_500);
	return panel;
}

/** Where the handle of a node panel leaves the output most room, and the input enough. */
const handleX = 550;

/** Gives the output of an open node panel more room, at the cost of the input. n8n keeps it so. */
export async function widenOutput(page: Page): Promise<void> {
	const handle = await byTestId(page, 'panel-drag-button').boundingBox();
	if (handle === null) return;
	const [x, y] = [handle.x + handle.width / 2, handle.y + handle.height / 2];
	await page.mouse.move(x, y);
	await page.mouse.down();
	await page.mouse.move(handleX, y, { steps: 10 });
	await page.mouse.up();
	await page.mouse.move(5, 5);
	await page.waitForTimeout(500);
}

/** Opens a saved credential, which n8n then tests by itself; gives the dialog after a green test. */
export async function openCredential(page: Page, api: N8nApi, id: string) {
	// The dialog scrolls otherwise.
	await page.setViewportSize({ ...viewport, height: 980 });
	await page.goto(`${api.origin}/home/credentials/${id}`);
	const dialog = byTestId(page, 'editCredential-modal');
	await byTestId(page, 'credentials-config-container-test-success').waitFor({ timeout: 60_000 });
	await page.waitForTimeout(1_000);
	return dialog;
}
