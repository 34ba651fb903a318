import { decode } from '@jridgewell/sourcemap-codec';
import { strToU8, zipSync } from 'fflate';
import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { installPackage, type InstalledPackage } from './packed';

/** What npm allows is far more; n8n downloads a package whenever it starts anew. */
const MAX_BYTES = 500_000;

/** Written by the build from a library, and not by the compiler. */
const BUNDLED = 'fflate.js';

const root = join(__dirname, '..', '..');
let installed: InstalledPackage;

beforeAll(() => {
	installed = installPackage();
});

afterAll(() => {
	installed.remove();
});

/** Runs a script with the installed package; gives what it prints. */
function run(script: string): string {
	const dist = JSON.stringify(join(installed.folder, 'dist'));
	const code = `const node = (file) => require(${dist} + '/nodes/UiPathAudit/' + file); ${script}`;
	return execFileSync(process.execPath, ['--enable-source-maps', '-e', code], {
		cwd: tmpdir(),
		encoding: 'utf8',
	});
}

function read(file: string): string {
	return readFileSync(join(installed.folder, file), 'utf8');
}

/** The published files with code, but for the empty main entry. */
function scripts(): string[] {
	const files = readdirSync(installed.folder, { recursive: true, encoding: 'utf8' });
	return files.filter((name) => name.endsWith('.js') && name !== join('dist', 'index.js'));
}

/** The line of a source, from 0, that has this text. */
function lineOf(source: string, text: string): number {
	const lines = readFileSync(join(root, source), 'utf8').split('\n');
	return lines.findIndex((line) => line.includes(text));
}

interface SourceMap {
	names: string[];
	sources: string[];
	mappings: string;
}

describe('what is published', () => {
	it('leaves room for what is to come', () => {
		expect(installed.unpackedSize).toBeLessThan(MAX_BYTES);
	});

	it('gives stack traces with file and line of the source', () => {
		const stack = run(`
			const { toPage } = node('log/offset/page.js');
			try { toPage({ order: 'asc', skip: 0, top: 1 }, { entries: [{}], totalCount: 1 }, 'at', true); }
			catch (error) { console.log(error.stack); }
		`);
		const line = lineOf('nodes/UiPathAudit/log/offset/page.ts', "new LogError('bad-time'");
		expect(stack).toContain(`nodes/UiPathAudit/log/offset/page.ts:${line + 1}`);
	});

	it('has a source map to the line for every file, and no more than that', () => {
		let mappedLines = 0;
		for (const file of scripts().filter((name) => basename(name) !== BUNDLED)) {
			const map = JSON.parse(read(`${file}.map`)) as SourceMap;
			const lines = decode(map.mappings);
			const [source = ''] = map.sources;
			const length = readFileSync(join(root, toSource(file)), 'utf8').split('\n').length;
			expect({ file, source: basename(source), names: map.names }).toEqual({
				file,
				source: basename(file).replace(/js$/, 'ts'),
				names: [],
			});
			const mapped = lines.flat();
			mappedLines += mapped.length;
			expect(lines.every((segments) => segments.length <= 1)).toBe(true);
			expect(mapped.every(([, , line = length]) => line < length)).toBe(true);
		}
		expect(mappedLines).toBeGreaterThan(2_000);
	});

	it('maps a throw to the line that it is on', () => {
		const file = 'dist/nodes/UiPathAudit/uipath/http/connection.js';
		const throwing = "throw new HttpError('wrong-shape', { shape: 'partial'";
		const line = read(file)
			.split('\n')
			.findIndex((text) => text.includes("{ shape: 'partial'"));
		const { mappings } = JSON.parse(read(`${file}.map`)) as SourceMap;
		expect(decode(mappings)[line]?.[0]?.[2]).toBe(lineOf(toSource(file), throwing));
	});

	it('is what the compiler wrote: line by line, with every name', () => {
		for (const file of scripts()) {
			const text = read(file);
			if (basename(file) !== BUNDLED)
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

	it('unpacks an archive by itself, with the library that it brings along', () => {
		const zip = Buffer.from(zipSync({ 'a.txt': strToU8(`[{"Id":"${'x'.repeat(1_000)}"}]`) }));
		const events = run(`
			const { unpackEvents } = node('uipath/archive/unpack.js');
			console.log(JSON.stringify(unpackEvents(Buffer.from('${zip.toString('base64')}', 'base64'))));
			try { require('fflate'); } catch ({ code }) { console.log(code); }
		`);
		expect(events).toBe(`[{"Id":"${'x'.repeat(1_000)}"}]\nMODULE_NOT_FOUND\n`);
	});

	it('carries the notice that the licence of the library asks for', () => {
		const bundled = read(`dist/nodes/UiPathAudit/uipath/archive/${BUNDLED}`);
		const licence = readFileSync(join(root, 'node_modules', 'fflate', 'LICENSE'), 'utf8');
		expect(bundled).toContain(licence.trim());
		expect(bundled).not.toMatch(/\brequire\(/);
	});
});

function toSource(file: string): string {
	const path = join(dirname(file), basename(file, '.js')).replace(/^dist\//, '');
	return `${path}.ts`;
}
