/**
 * `npm run test:compat`: the same tests, those in the engine and those in a real n8n, on the newest n8n
 * of each line that the package is for. What was tried is written into docs/compatibility.md.
 * `-- --line 1.x` tries one line, and writes nothing.
 */
import { spawnSync } from 'node:child_process';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { format, resolveConfig } from 'prettier';
import { projectRoot, stateRoot } from '../n8n/paths.ts';
import { say } from '../n8n/progress.ts';
import { countByArea, type JestReport, type TriedLine } from './areas.ts';
import { putTable } from './table.ts';

const page = join(projectRoot, 'docs', 'compatibility.md');
const results = join(stateRoot, 'compat');

/** Each line's name, and the package.json that pins it. */
const LINES: ReadonlyMap<string, string> = new Map([
	['1.x', 'test/compat/pinned/package.json'],
	['2.x', 'test/n8n/pinned/package.json'],
]);

/** What is run on each. How much memory a run takes is measured on the newer line only. */
const SUITES: ReadonlyMap<string, readonly string[]> = new Map([
	['engine', ['--config', 'test/compat/jest.config.js']],
	['n8n', ['--config', 'test/n8n/jest.config.js', '--testPathIgnorePatterns=Memory']],
]);

async function readJson<T>(file: string): Promise<T> {
	return JSON.parse(await readFile(file, 'utf8')) as T;
}

/** @throws Error where the suite did not get as far as a report */
async function runSuite(line: string, suite: string, flags: readonly string[]) {
	say(`\n=== n8n ${line}: ${suite}`);
	const outputFile = join(results, `${suite}-${line}.json`);
	const jest = ['node_modules/jest/bin/jest.js', ...flags, '--json', `--outputFile=${outputFile}`];
	spawnSync(process.execPath, jest, {
		cwd: projectRoot,
		// The report is in the file; what jest says of it goes to standard error.
		stdio: ['ignore', 'ignore', 'inherit'],
		env: { ...process.env, N8N_LINE: line },
	});
	return await readJson<JestReport>(outputFile);
}

async function tryLine(line: string, pinned: string): Promise<TriedLine> {
	const { dependencies } = await readJson<{ dependencies: { n8n: string } }>(
		join(projectRoot, pinned),
	);
	const reports: JestReport[] = [];
	for (const [suite, flags] of SUITES) reports.push(await runSuite(line, suite, flags));
	return { version: dependencies.n8n, areas: countByArea(reports, projectRoot) };
}

const { line: only } = parseArgs({ options: { line: { type: 'string' } } }).values;
const wanted = [...LINES].filter(([line]) => line === (only ?? line));
if (wanted.length === 0) throw new RangeError(`--line: ${[...LINES.keys()].join(' or ')}`);

await mkdir(results, { recursive: true });
const tried: TriedLine[] = [];
for (const [line, pinned] of wanted) tried.push(await tryLine(line, pinned));
if (tried.length === LINES.size) {
	const text = putTable(await readFile(page, 'utf8'), tried);
	const style = await resolveConfig(page);
	await writeFile(page, await format(text, { ...style, filepath: page }));
}
for (const { version, areas } of tried) {
	const failed = [...areas.values()].reduce((sum, { tests, passed }) => sum + tests - passed, 0);
	say(`n8n ${version}: ${failed === 0 ? 'everything passed' : `${failed} tests failed`}`);
	if (failed > 0) process.exitCode = 1;
}
