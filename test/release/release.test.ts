import { execFileSync } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { findObstacles } from './obstacles';
import { listTextFiles, PLACEHOLDERS, readProject, toUrl, type Project } from './project';

const root = join(__dirname, '..', '..');
const project = readProject(root);

const owned: Project = {
	...project,
	repository: 'acme/n8n-nodes-uipath-audit',
	author: { name: 'Jane Doe', email: 'jane@acme.com' },
};

/** A link to the project at GitHub, whoever owns it. */
const LINK = /https:\/\/github\.com\/[\w.-]+\/n8n-nodes-uipath-audit(?![\w-])/g;

describe('a release', () => {
	it('is refused while the repository or the author is a placeholder', () => {
		const { repository, email } = PLACEHOLDERS;
		expect(findObstacles({ ...owned, repository }, root, {})).toEqual([
			expect.stringContaining('repository'),
		]);
		expect(findObstacles({ ...owned, author: { name: 'x', email } }, root, {})).toEqual([
			expect.stringContaining('author'),
		]);
	});

	it('is let through once there is an owner', () => {
		expect(findObstacles(owned, root, {})).toEqual([]);
		const environment = {
			GITHUB_REPOSITORY: owned.repository,
			GITHUB_REF_NAME: `v${owned.version}`,
		};
		expect(findObstacles(owned, root, environment)).toEqual([]);
	});

	it('is refused from elsewhere, for another tag, and without a section in the changelog', () => {
		const elsewhere = { GITHUB_REPOSITORY: 'somebody/else', GITHUB_REF_NAME: 'v99.0.0' };
		expect(findObstacles(owned, root, elsewhere)).toHaveLength(2);
		expect(findObstacles({ ...owned, version: '99.0.0' }, root, {})).toEqual([
			'CHANGELOG.md has no section for version 99.0.0.',
		]);
	});
});

describe('the links of the project', () => {
	it('all follow the repository in package.json', () => {
		const files = listTextFiles(root).filter((file) => !file.startsWith('test/release/'));
		const links = files.flatMap((file) => {
			const found = readFileSync(join(root, file), 'utf8').match(LINK) ?? [];
			return found.map((link) => ({ file, link }));
		});
		expect(links.length).toBeGreaterThan(5);
		expect(links.filter(({ link }) => link !== toUrl(project.repository))).toEqual([]);
	});

	it('are filled in by one command', () => {
		const copy = mkdtempSync(join(tmpdir(), 'uipath-audit-owner-'));
		try {
			for (const file of listTextFiles(root)) {
				cpSync(join(root, file), join(copy, file), { recursive: true });
			}
			execFileSync('git', ['init', '--quiet'], { cwd: copy });
			execFileSync('git', ['add', '.'], { cwd: copy });
			const tool = join(__dirname, 'setOwner.ts');
			const owner = ['--repository', 'acme/audit', '--author', 'Jane Doe', '--email', 'j@acme.com'];
			execFileSync(process.execPath, [tool, ...owner], { cwd: copy, stdio: 'ignore' });
			const filled = readProject(copy);
			expect(filled).toMatchObject({
				repository: 'acme/audit',
				author: { name: 'Jane Doe', email: 'j@acme.com' },
			});
			const credential = 'credentials/UiPathAuditApi.credentials.ts';
			expect(readFileSync(join(copy, credential), 'utf8')).toContain(
				'https://github.com/acme/audit#set-up-the-credential',
			);
			expect(findObstacles(filled, copy, {})).toEqual([]);
		} finally {
			rmSync(copy, { recursive: true, force: true });
		}
	});
});
