/**
 * `npm run bench`: this node, n8n's HTTP Request node and bare undici read the same logs, in turns.
 * `--rounds N` and `--scenario A|B|C|D|E` for a quick look, which is not written to docs/benchmark.md.
 */
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { format, resolveConfig } from 'prettier';
import { startN8nWithNode } from '../n8n/harness.ts';
import { makeFreshHome } from '../n8n/home.ts';
import { installN8n } from '../n8n/installN8n.ts';
import { packNode } from '../n8n/packNode.ts';
import { projectRoot } from '../n8n/paths.ts';
import { say, step } from '../n8n/progress.ts';
import { logOf } from './logs/benchLog.ts';
import { circumstances, describeVariants, documentOf, rowsOf, sentenceOf } from './report.ts';
import { resultOf, verdictsOf, type ScenarioResult } from './results.ts';
import { startRestarting, type RestartingN8n } from './restartingN8n.ts';
import { measureRounds } from './rounds.ts';
import { SCENARIOS, type Scenario } from './scenarios.ts';
import { makeSettling, type SettlingN8n } from './settledN8n.ts';
import { startSimulatorProcess } from './simulatorProcess.ts';
import { verify } from './verify.ts';
import { saveBlankWorkflow, saveWorkflows } from './workflows.ts';

/** Fewer rounds are a quick look. */
const LEAST_ROUNDS = 5;
const USUAL_ROUNDS = 9;

const flags = parseArgs({
	options: { rounds: { type: 'string' }, scenario: { type: 'string' } },
}).values;
const rounds = Number(flags.rounds ?? USUAL_ROUNDS);
if (!Number.isInteger(rounds) || rounds < 1) throw new RangeError('--rounds: a number from 1');
const scenarios = SCENARIOS.filter(({ id }) => id === (flags.scenario ?? id));
if (scenarios.length === 0) throw new RangeError('--scenario: A, B, C, D or E');

/** What has to be undone, latest first. */
const cleanups: (() => Promise<void>)[] = [];

async function undoAll(): Promise<void> {
	for (const undo of cleanups.splice(0).reverse()) {
		await undo().catch((error: unknown) => {
			say(`    ${String(error)}`);
		});
	}
}

for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
	process.once(signal, () => {
		void undoAll().finally(() => {
			process.exit(130);
		});
	});
}

async function runScenario(
	scenario: Scenario,
	n8n: RestartingN8n,
	settling: SettlingN8n,
): Promise<ScenarioResult> {
	const simulator = await startSimulatorProcess(scenario);
	cleanups.push(() => simulator.stop());
	const what = { scenario, simulator, log: logOf(scenario) };
	const workflows = await saveWorkflows(n8n.now.api, what);
	const bench = { ...what, n8n, settling, workflows };
	say(`\n• ${scenario.id}: ${scenario.title}`);
	const result = resultOf(scenario, await measureRounds(bench, rounds));
	await step('Comparing every entry with the simulator’s', () => verify(bench));
	console.table(Object.fromEntries(rowsOf(result).map(({ '': name = '', ...row }) => [name, row])));
	for (const verdict of verdictsOf(result)) say(`  ${sentenceOf(verdict)}`);
	for (const description of describeVariants(result)) say(`  ${description}`);
	return result;
}

async function writeDocument(text: string): Promise<void> {
	const file = join(projectRoot, 'docs', 'benchmark.md');
	const style = (await resolveConfig(file)) ?? {};
	await writeFile(file, await format(text, { ...style, filepath: file }));
	say(`\nWritten to ${file}`);
}

/** Does it all; true when every bound holds. */
async function main(): Promise<boolean> {
	const installed = await installN8n();
	const tarball = await step('Building and packing the package', packNode, (path) => path);
	const where = await circumstances(installed.version, rounds);
	const home = await makeFreshHome('bench-home');
	cleanups.push(home.release);
	const settling = await makeSettling(installed, home.folder);
	const n8n = await step(`Starting n8n ${installed.version}`, () =>
		startRestarting(() => startN8nWithNode(settling.n8n, tarball, home.folder)),
	);
	cleanups.push(() => n8n.now.server.stop());
	await saveBlankWorkflow(n8n.now.api);
	const results: ScenarioResult[] = [];
	for (const scenario of scenarios) results.push(await runScenario(scenario, n8n, settling));
	const isWhole = scenarios.length === SCENARIOS.length && rounds >= LEAST_ROUNDS;
	if (isWhole) await writeDocument(documentOf(results, where));
	return results.flatMap(verdictsOf).every(({ holds }) => holds);
}

try {
	process.exitCode = (await main()) ? 0 : 1;
} catch (error) {
	say(`\n${error instanceof Error ? error.message : String(error)}`);
	process.exitCode = 1;
} finally {
	await undoAll();
}
