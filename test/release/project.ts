import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** What package.json says of the project: the one place for its address and its owner. */
export interface Project {
	name: string;
	version: string;
	/** Owner and name of the repository at GitHub: `acme/n8n-nodes-uipath-audit`. */
	repository: string;
	author: { name: string; email: string };
}

interface Manifest {
	name: string;
	version: string;
	repository: { url: string };
	author: { name: string; email: string };
}

/** What stands in package.json until the owner fills in the real ones. */
export const PLACEHOLDERS = {
	repository: 'n8n-nodes-uipath-audit/n8n-nodes-uipath-audit',
	email: 'maintainers@n8n-nodes-uipath-audit.example',
};

/** Files whose links differ for a reason: they name other versions, or are made anew. */
const WITHOUT_LINKS = /(^|\/)package-lock\.json$|\.(png|svg)$/;

/**
 * Reads package.json.
 *
 * @throws Error where its repository is not one at GitHub
 */
export function readProject(root: string): Project {
	const manifest = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as Manifest;
	const { name, version, author } = manifest;
	const repository = /github\.com\/([\w.-]+\/[\w.-]+?)(\.git)?$/.exec(manifest.repository.url)?.[1];
	if (repository === undefined) throw new Error('package.json: repository is not one at GitHub');
	return { name, version, repository, author };
}

/** The address of a repository at GitHub. */
export function toUrl(repository: string): string {
	return `https://github.com/${repository}`;
}

/** The tracked text files of the project, as paths below its root. */
export function listTextFiles(root: string): string[] {
	const tracked = execFileSync('git', ['ls-files'], { cwd: root, encoding: 'utf8' });
	return tracked.split('\n').filter((file) => file !== '' && !WITHOUT_LINKS.test(file));
}
