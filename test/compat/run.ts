/**
 * `npm run test:compat`: the same tests, those in the engine and those in a real n8n, on the newest n8n
 * of each line that the package is for. What was tried is written into docs/compatibility.md.
 * `-- --line 1.x` tries one line; of the others, the page then has what came of them last on this
 * machine.
 */
import { spawnSync } from 'node:child_process';
import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
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

const reportOf = (line: string, suite: string) => join(results, `${suite}-${line}.json`);

/** Its report goes to a file; whatever was there before does not count any more. */
async function runSuite(line: string, suite: string, flags: readonly string[]): Promise<void> {
	say(`\n=== n8n ${line}: ${suite}`);
	const outputFile = reportOf(line, suite);
	await rm(outputFile, { force: true });
	const jest = ['node_modules/jest/bin/jest.js', ...flags, '--json', `--outputFile=${outputFile}`];
	spawnSync(process.execPath, jest, {
		cwd: projectRoot,
		// What jest says goes to standard error.
		stdio: ['ignore', 'ignore', 'inherit'],
		env: { ...process.env, N8N_LINE: line },
	});
}

/** @throws Error where one of the suites has no report */
async function readLine(line: string, pinned: string): Promise<TriedLine> {
	const file = join(projectRoot, pinned);
	const { dependencies } = await readJson<{ dependencies: { n8n: string } }>(file);
	const reports: JestReport[] = [];
	for (const suite of SUITES.keys()) reports.push(await readJson(reportOf(line, suite)));
	return { version: dependencies.n8n, areas: countByArea(reports, projectRoot) };
}

const { line: only } = parseArgs({ options: { line: { type: 'string' } } }).values;
const wanted = [...LINES].filter(([line]) => line === (only ?? line));
if (wanted.length === 0) throw new RangeError(`--line: ${[...LINES.keys()].join(' or ')}`);

await mkdir(results, { recursive: true });
for (const [line] of wanted) {
	for (const [suite, flags] of SUITES) await runSuite(line, suite, flags);
}
const read = async (lines: Iterable<[string, string]>) =>
	await Promise.all([...lines].map(async ([line, pinned]) => await readLine(line, pinned)));
const tried = await read(wanted);
// A line that was never tried on this machine leaves the page as it is.
const all = await read(LINES).catch(() => undefined);
if (all) {
	const text = putTable(await readFile(page, 'utf8'), all);
	const style = await resolveConfig(page);
	await writeFile(page, await format(text, { ...style, filepath: page }));
}
for (const { version, areas } of tried) {
	const failed = [...areas.values()].reduce((sum, { tests, passed }) => sum + tests - passed, 0);
	say(`n8n ${version}: ${failed === 0 ? 'everything passed' : `${failed} tests failed`}`);
	if (failed > 0) process.exitCode = 1;
}
