import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';

/** npm scripts run in the project's root, and everything here is started by one. */
export const projectRoot = process.cwd();

/** Git-ignored. Whatever start-up can make again lives here, so deleting it is always safe. */
export const stateRoot = join(projectRoot, '.local');

/** The package under demonstration, as n8n knows it. */
export const packageName = 'n8n-nodes-uipath-audit';

/** Whether everything here is to run on n8n's older line; see `npm run test:compat`. */
export const isLine1 = process.env['N8N_LINE'] === '1.x';

/** package.json and package-lock.json of the n8n that everything here runs on. */
export const pinnedFolder = join(projectRoot, 'test', isLine1 ? 'compat' : 'n8n', 'pinned');

/** The user folder of the demonstration. Tests make their own. */
export const demoHome = join(stateRoot, 'n8n-home');

/** SHA-256 of the given files, one after the other. */
export async function hashFiles(...files: string[]): Promise<string> {
	const hash = createHash('sha256');
	for (const file of files) hash.update(await readFile(file));
	return hash.digest('hex');
}
