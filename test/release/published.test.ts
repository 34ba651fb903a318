import { execFileSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const root = join(__dirname, '..', '..');
let built: string;

beforeAll(() => {
	// Within the project, so that what n8n provides at run time is found.
	built = mkdtempSync(join(root, '.published-'));
	const compiler = require.resolve('typescript/bin/tsc');
	execFileSync(process.execPath, [compiler, '--outDir', built], { cwd: root });
});

afterAll(() => {
	rmSync(built, { recursive: true, force: true });
});

/** Runs a script with the compiled package; gives what it prints. */
function run(script: string): string {
	const code = `const node = (file) => require(${JSON.stringify(built)} + '/nodes/UiPathAudit/' + file); ${script}`;
	return execFileSync(process.execPath, ['--enable-source-maps', '-e', code], {
		cwd: tmpdir(),
		encoding: 'utf8',
	});
}

describe('what is published', () => {
	it('gives stack traces with file and line of the source', () => {
		const stack = run(`
			const { toPage } = node('log/offset/page.js');
			try { toPage({ order: 'asc', skip: 0, top: 1 }, { entries: [{}], totalCount: 1 }, 'at', true); }
			catch (error) { console.log(error.stack); }
		`);
		const source = readFileSync(join(root, 'nodes/UiPathAudit/log/offset/page.ts'), 'utf8');
		const line = source.split('\n').findIndex((text) => text.includes("new LogError('bad-time'"));
		expect(stack).toContain(`nodes/UiPathAudit/log/offset/page.ts:${line + 1}`);
	});

	it('is what the compiler wrote: line by line, with every name', () => {
		const files = readdirSync(built, { recursive: true, encoding: 'utf8' });
		for (const file of files.filter((name) => name.endsWith('.js'))) {
			const text = readFileSync(join(built, file), 'utf8');
			expect(text).toMatch(/\n\/\/# sourceMappingURL=\S+\.js\.map$/);
			expect(Math.max(...text.split('\n').map(({ length }) => length))).toBeLessThan(500);
		}
	});

	it('loads as a node and as credentials', () => {
		const names = run(`
			const { UiPathAudit } = node('UiPathAudit.node.js');
			const { UiPathAuditApi } = node('../../credentials/UiPathAuditApi.credentials.js');
			console.log(new UiPathAudit().description.name, new UiPathAuditApi().name);
		`);
		expect(names.trim()).toBe('uiPathAudit uiPathAuditApi');
	});
});
