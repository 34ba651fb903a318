/**
 * `npm run screenshots`: the README's pictures, taken in the real editor. Needs a Chromium
 * (Debian: `apt-get install chromium fonts-ipafont-gothic`), so it is run by hand, and its pictures
 * are committed.
 */
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { startSimulator } from '../simulator/index.ts';
import { executeWorkflow, openCredential, openEditor, openNode, widenOutput } from './editor.ts';
import { startN8nWithNode } from './harness.ts';
import { makeFreshHome } from './home.ts';
import { installN8n } from './installN8n.ts';
import { packNode } from './packNode.ts';
import { projectRoot } from './paths.ts';
import { say, step } from './progress.ts';
import {
	credentialInput,
	downloadCsvExample,
	getLogsExample,
	importExamples,
} from './workflows.ts';

const folder = join(projectRoot, 'docs', 'images');

function picture(name: string): { path: string } {
	const path = join(folder, `${name}.png`);
	say(`    ${path}`);
	return { path };
}

await mkdir(folder, { recursive: true });
const tarball = await step('Building and packing the package', packNode);
const n8n = await installN8n();
const home = await makeFreshHome('screenshot-home');
const simulator = await startSimulator({ entries: 10_000 });
const { server, api } = await step('Starting n8n', () =>
	startN8nWithNode(n8n, tarball, home.folder),
);
try {
	const credential = await api.saveCredential(credentialInput(simulator, 'UiPath Audit account'));
	await importExamples(api, credential);
	const editor = await openEditor(api);
	const { page } = editor;
	try {
		const logs = getLogsExample;
		await executeWorkflow(page, api, logs.id, [logs.audit]);
		const getLogs = await openNode(page, logs.audit);
		await widenOutput(page);
		await getLogs.screenshot(picture('get-logs'));

		const csv = downloadCsvExample;
		await executeWorkflow(page, api, csv.id, [csv.audit, csv.write]);
		const canvas = { x: 330, y: 260, width: 800, height: 300 };
		await page.screenshot({ ...picture('workflow'), clip: canvas });
		const downloadCsv = await openNode(page, csv.audit);
		await downloadCsv.screenshot(picture('download-csv'));

		const dialog = await openCredential(page, api, credential.id);
		await dialog.screenshot(picture('credential'));
	} finally {
		await editor.close();
	}
} finally {
	await server.stop();
	await simulator.close();
	await home.release();
}
