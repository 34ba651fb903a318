import { readWithUndici } from './bareClient.ts';
import { memoryOf, resetPeak, type Memory } from './memory.ts';
import type { BenchLog } from './logs/benchLog.ts';
import type { RestartingN8n } from './restartingN8n.ts';
import { isInN8n, type N8nVariant, type Scenario, type Variant } from './scenarios.ts';
import type { Flavor, SettlingN8n } from './settledN8n.ts';
import type { SimulatorProcess, Traffic } from './simulatorProcess.ts';
import { BLANK_WORKFLOW, BY_HAND, MEASURED, type VariantWorkflows } from './workflows.ts';

/** All that a measurement needs. */
export interface Bench {
	scenario: Scenario;
	log: BenchLog;
	simulator: SimulatorProcess;
	n8n: RestartingN8n;
	settling: SettlingN8n;
	workflows: Readonly<Record<N8nVariant, VariantWorkflows>>;
}

/** One reading of the whole log. */
export interface Measurement {
	ms: number;
	traffic: Traffic;
}

async function settle({ n8n, settling }: Bench, flavor: Flavor): Promise<void> {
	const { api, server } = n8n.now;
	// n8n holds on to the data of its latest execution; an empty one lets go of it.
	await api.runWorkflow(BLANK_WORKFLOW, BY_HAND);
	await settling.settle(server.pid, flavor);
}

async function timeInN8n({ n8n, workflows }: Bench, variant: N8nVariant): Promise<number> {
	const execution = await n8n.now.api.runWorkflow(workflows[variant].timed, BY_HAND);
	const times = execution.items(MEASURED)[0]?.json;
	const ms = Number(times?.['stopped']) - Number(times?.['started']);
	if (execution.status === 'success' && ms >= 0) return ms;
	throw new Error(`${variant} ended as ${execution.status}: ${execution.error ?? 'no times'}`);
}

/** Has a variant read the whole log, and takes the time. */
export async function measureTime(bench: Bench, variant: Variant): Promise<Measurement> {
	const { scenario, log, simulator } = bench;
	await settle(bench, 'regular');
	await simulator.takeTraffic();
	const ms = isInN8n(variant)
		? await timeInN8n(bench, variant)
		: (await readWithUndici(simulator, log, variant)).ms;
	const traffic = await simulator.takeTraffic();
	if (traffic.entries >= scenario.entries) return { ms, traffic };
	throw new Error(`${variant} asked for ${traffic.entries} of ${scenario.entries} entries only`);
}

async function readInN8n({ n8n, workflows }: Bench, variant: N8nVariant): Promise<void> {
	const { status, error } = await n8n.now.api.runWorkflow(workflows[variant].lean, BY_HAND);
	if (status !== 'success') throw new Error(`${variant} ended as ${status}: ${error ?? ''}`);
}

/**
 * Has a variant read the whole log, and takes the memory that the n8n process uses meanwhile. In an
 * n8n that has read nothing before: n8n holds on to what an expression saw, such as those of HTTP
 * Request's pagination, and whoever reads next would find it in the way or be given its room.
 */
export async function measureMemory(bench: Bench, variant: N8nVariant): Promise<Memory> {
	await bench.n8n.restart();
	const { pid } = bench.n8n.now.server;
	await settle(bench, 'last-resort');
	await resetPeak(pid);
	const { resident } = await memoryOf(pid);
	await readInN8n(bench, variant);
	const { peak } = await memoryOf(pid);
	return { resident, peak };
}
