import { readFile } from 'node:fs/promises';
import { cpus, loadavg, totalmem } from 'node:os';
import { join } from 'node:path';
import { projectRoot } from '../n8n/paths.ts';
import { logOf } from './logs/benchLog.ts';
import { CONVERT_TO_FILE_VERSION, HTTP_REQUEST_VERSION } from './readingNodes.ts';
import { ratioOf, verdictsOf, type ScenarioResult, type Verdict } from './results.ts';
import { LABELS, type Bound, type Variant } from './scenarios.ts';

/** What the figures depend on. */
export interface Circumstances {
	date: string;
	machine: string;
	load: string;
	versions: string;
	rounds: number;
}

async function versionOf(manifest: string): Promise<string> {
	const text = await readFile(join(projectRoot, manifest), 'utf8');
	return (JSON.parse(text) as { version: string }).version;
}

/** Takes down versions, machine and load; to be called before the first measurement. */
export async function circumstances(n8n: string, rounds: number): Promise<Circumstances> {
	const cores = cpus();
	const versions = [
		`n8n-nodes-uipath-audit ${await versionOf('package.json')}`,
		`n8n ${n8n} (HTTP Request ${HTTP_REQUEST_VERSION}, Split Out 1, Convert to File ${CONVERT_TO_FILE_VERSION})`,
		`undici ${await versionOf('node_modules/undici/package.json')}`,
		`Node.js ${process.versions.node}`,
	];
	return {
		date: new Date().toISOString().slice(0, 10),
		machine: `${cores.length} cores (${cores[0]?.model ?? 'unknown'}), ${Math.round(totalmem() / 2 ** 30)} GB`,
		load: loadavg()
			.map((load) => load.toFixed(1))
			.join(', '),
		versions: versions.join(', '),
		rounds,
	};
}

function megabytes(bytes: number | undefined): string {
	return bytes === undefined ? '–' : `${Math.round(bytes / 1e6)} MB`;
}

function ratio(result: ScenarioResult, against: Variant): string {
	return against === result.scenario.subject ? '–' : ratioOf(result, 'time', against).toFixed(2);
}

/** The rows of a scenario's table, the columns by name. */
export function rowsOf(result: ScenarioResult): Record<string, string>[] {
	return [...result.figures].map(([variant, figures]) => {
		return {
			'': LABELS[variant],
			'time (median)': `${Math.round(figures.ms)} ms`,
			'fastest – slowest': `${Math.round(figures.fastest)} – ${Math.round(figures.slowest)} ms`,
			'this node ÷ it': ratio(result, variant),
			requests: String(figures.requests),
			'peak memory': megabytes(figures.peak),
			'before it': megabytes(figures.before),
			rise: megabytes(figures.rise),
		};
	});
}

const BOUNDED_WORDS: Record<Bound['figure'], string> = {
	time: 'time ÷ that of',
	requests: 'requests ÷ those of',
	memory: 'peak memory ÷ that of',
	rise: 'rise in memory ÷ that of',
};

/** A verdict as a sentence. */
export function sentenceOf({ figure, against, most, ratio: found, holds }: Verdict): string {
	const bound = Number(most.toFixed(2));
	const mark = holds ? '✓ holds' : '✗ DOES NOT HOLD';
	return `${BOUNDED_WORDS[figure]} ${LABELS[against]}: ${found.toFixed(2)}, at most ${bound}: ${mark}`;
}

function tableOf(rows: readonly Record<string, string>[]): string {
	const heads = Object.keys(rows[0] ?? {});
	const lines = [heads, heads.map((_, column) => (column === 0 ? '---' : '--:'))];
	for (const row of rows) lines.push(heads.map((head) => row[head] ?? ''));
	return lines.map((cells) => `| ${cells.join(' | ')} |`).join('\n');
}

/** What each variant of a scenario is. */
export function describeVariants({ scenario }: ScenarioResult): string[] {
	const { descriptions } = logOf(scenario);
	return scenario.variants.map((variant) => `${LABELS[variant]}: ${descriptions[variant] ?? ''}`);
}

function listOf(lines: readonly string[]): string {
	return lines.map((line) => `- ${line}`).join('\n');
}

function sectionOf(result: ScenarioResult): string {
	const { id, title } = result.scenario;
	return [
		`## ${id}: ${title}`,
		tableOf(rowsOf(result)),
		listOf(verdictsOf(result).map(sentenceOf)),
		'Who is who:',
		listOf(describeVariants(result)),
	].join('\n\n');
}

const HOW = `## How it is measured

- All in one run, in turns: this node, n8n's HTTP Request with pagination and Split Out, and undici
  without n8n; for a file, this node's Export Logs, and its Get Logs with n8n's Convert to File. The order changes from round to round; the first rounds, to warm up, do not count.
- One n8n, installed with the packed tarball of this package as a user's would be. The simulator
  runs in a process of its own and keeps what it has made, so that it is not what is measured.
- HTTP Request is built as somebody who knows the server would.
- The time is that inside n8n, from just before the first node of the variant to just after its
  last. What came out is not saved, for that would take longer than the reading.
- Before each reading an empty workflow runs and n8n collects its garbage, so that nobody pays for
  what somebody else has left.
- The memory is the most that is resident of the n8n process during an execution, in rounds of their
  own: each is the first reading of an n8n that was started for it and then gave back all memory
  that it could spare. Without that the figure says when V8 happened to collect, and what n8n keeps
  of readings before.
- After the rounds each variant reads once more with the result saved, and every entry is compared
  with the simulator's: all there, once each, in order. Of a file, a CSV reader's rows are compared.`;

/** The whole of docs/benchmark.md. */
export function documentOf(results: readonly ScenarioResult[], where: Circumstances): string {
	return [
		'# Benchmark',
		`Medians of ${where.rounds} rounds, ${where.date}.`,
		...results.map(sectionOf),
		HOW,
		'## With what',
		`- ${where.versions}\n- ${where.machine}; load before the start: ${where.load}`,
		'## Again',
		'`npm run bench` (about 15 minutes once n8n is installed; Linux) prints these tables, writes them here and fails where a bound does not hold. `npm run bench -- --rounds 2 --scenario A` is a quick look and writes nothing.',
	].join('\n\n');
}
