/** `npm run bench:queue`: measures n8n in queue mode and writes the figures into docs/scaling.md. */
import { readFile, writeFile } from 'node:fs/promises';
import { cpus, totalmem } from 'node:os';
import { join } from 'node:path';
import { format, resolveConfig } from 'prettier';
import { tarballVariable } from '../n8n/globalSetup.ts';
import { installN8n } from '../n8n/installN8n.ts';
import { packNode } from '../n8n/packNode.ts';
import { projectRoot } from '../n8n/paths.ts';
import { say } from '../n8n/progress.ts';
import { startCluster } from './cluster.ts';
import {
	ENTRIES_PER_MINUTE,
	measureOrganizations,
	ORGANIZATIONS,
	type ManyOrganizations,
} from './manyOrganizations.ts';
import {
	EXECUTIONS as THROTTLED_EXECUTIONS,
	measureThrottled,
	REQUESTS_PER_SECOND,
	TRIALS,
	type ThrottledRun,
} from './throttledOrganization.ts';
import { EXECUTIONS, measureThroughput, ROUNDS, type Throughput } from './throughput.ts';

const file = join(projectRoot, 'docs', 'scaling.md');

function tableOf(heads: string[], rows: (string | number)[][]): string {
	const rule = heads.map((_, column) => (column === 0 ? '---' : '--:'));
	return [heads, rule, ...rows].map((cells) => `| ${cells.join(' | ')} |`).join('\n');
}

function throughputText(figures: Throughput[]): string {
	const rows = figures.map(({ load, one, two }) => [
		load.title,
		Math.round(one),
		Math.round(two),
		(two / one).toFixed(2),
	]);
	return [
		`Executions per minute, ${EXECUTIONS} started at once; the median of ${ROUNDS} rounds, in which one and two workers take turns:`,
		tableOf(['', 'one worker', 'two workers', 'ratio'], rows),
	].join('\n\n');
}

function throttledText(runs: ThrottledRun[]): string {
	const rows = runs.map(({ atOnce, maxConcurrency, seconds, requests, refused, failed }) => [
		atOnce,
		maxConcurrency,
		`${Math.round(seconds)} s`,
		requests,
		refused,
		failed,
	]);
	const failed = `failed, of ${THROTTLED_EXECUTIONS * TRIALS}`;
	return [
		`${THROTTLED_EXECUTIONS} executions of Get Logs, each with 1,000 entries in 10 pages, for one organization that allows ${REQUESTS_PER_SECOND} requests per second and refuses the others with 429 and \`Retry-After: 1\`; ${TRIALS} times:`,
		tableOf(['at once', 'Max Concurrency', 'all done after', 'requests', 'refused', failed], rows),
	].join('\n\n');
}

function organizationsText({ executions, requests, ...cpu }: ManyOrganizations): string {
	const percent = (share: number): string => `${Math.round(share * 100)} %`;
	return [
		`${ORGANIZATIONS} published triggers, each polling once a minute, each organization with ${ENTRIES_PER_MINUTE} new entries a minute; one minute of it:`,
		tableOf(
			['requests', 'executions', 'main process, of one core', 'all workers, of one core'],
			[
				[
					Math.round(requests),
					Math.round(executions),
					percent(cpu.mainCpu),
					percent(cpu.workerCpu),
				],
			],
		),
	].join('\n\n');
}

function circumstances(version: string): string {
	const [core] = cpus();
	const memory = Math.round(totalmem() / 2 ** 30);
	return `Measured on ${new Date().toISOString().slice(0, 10)} with n8n ${version}, PostgreSQL and Redis at their defaults, and a simulated UiPath, all on one machine: ${cpus().length} cores (${core?.model ?? 'unknown'}), ${memory} GB.`;
}

/** Puts the text between the marks of this name. */
function replaceBetween(page: string, name: string, text: string): string {
	const begin = `<!-- ${name}: written by npm run bench:queue -->`;
	const end = `<!-- /${name} -->`;
	const [before, rest = ''] = page.split(begin);
	const [, after] = rest.split(end);
	if (before === undefined || after === undefined) throw new Error(`The page lacks ${begin}`);
	return `${before}${begin}\n\n${text}\n\n${end}${after}`;
}

process.env[tarballVariable] = await packNode();
const { version } = await installN8n();
const cluster = await startCluster('queue-measure', { workers: 1 });
try {
	const texts = new Map([['circumstances', circumstances(version)]]);
	texts.set('throughput', throughputText(await measureThroughput(cluster)));
	await cluster.startWorker();
	texts.set('throttled', throttledText(await measureThrottled(cluster)));
	texts.set('organizations', organizationsText(await measureOrganizations(cluster)));
	let page = await readFile(file, 'utf8');
	for (const [name, text] of texts) {
		say(`\n${text}`);
		page = replaceBetween(page, name, text);
	}
	const style = (await resolveConfig(file)) ?? {};
	await writeFile(file, await format(page, { ...style, filepath: file }));
} finally {
	await cluster.close();
}
