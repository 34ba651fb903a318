import type { N8nWithNode } from '../n8n/harness.ts';
import { readWithUndici } from './bareClient.ts';
import { memoryOf, resetPeak, type Memory } from './memory.ts';
import type { N8nVariant, Scenario, Variant } from './scenarios.ts';
import type { Flavor, SettlingN8n } from './settledN8n.ts';
import type { SimulatorProcess, Traffic } from './simulatorProcess.ts';
import { BLANK_WORKFLOW, BY_HAND, MEASURED, type VariantWorkflows } from './workflows.ts';

/** All that a measurement needs. */
export interface Bench {
	scenario: Scenario;
	simulator: SimulatorProcess;
	running: N8nWithNode;
	settling: SettlingN8n;
	workflows: Record<N8nVariant, VariantWorkflows>;
}

/** One reading of the whole log. */
export interface Measurement {
	ms: number;
	traffic: Traffic;
}

async function settle({ running, settling }: Bench, flavor: Flavor): Promise<void> {
	const { api, server } = running;
	// n8n holds on to the data of its latest execution; an empty one lets go of it.
	await api.runWorkflow(BLANK_WORKFLOW, BY_HAND);
	await settling.settle(server.pid, flavor);
}

async function readInN8n({ running, workflows }: Bench, variant: N8nVariant): Promise<number> {
	const execution = await running.api.runWorkflow(workflows[variant].caller, BY_HAND);
	const times = execution.items(MEASURED)[0]?.json;
	const ms = Number(times?.['stopped']) - Number(times?.['started']);
	if (execution.status === 'success' && ms >= 0) return ms;
	throw new Error(`${variant} ended as ${execution.status}: ${execution.error ?? 'no times'}`);
}

/** Has a variant read the whole log, and takes the time. */
export async function measureTime(bench: Bench, variant: Variant): Promise<Measurement> {
	const { scenario, simulator } = bench;
	await settle(bench, 'regular');
	await simulator.takeTraffic();
	const ms =
		variant === 'undici'
			? (await readWithUndici(simulator, scenario)).ms
			: await readInN8n(bench, variant);
	const traffic = await simulator.takeTraffic();
	if (traffic.entries >= scenario.entries) return { ms, traffic };
	throw new Error(`${variant} asked for ${traffic.entries} of ${scenario.entries} entries only`);
}

/**
 * Has a variant read the whole log, and takes the memory that the n8n process uses meanwhile. Apart
 * from the time, because all that n8n has compiled is thrown away before. The variant reads once
 * before that: what a reading leaves behind in n8n is to be its own, not the other's.
 */
export async function measureMemory(bench: Bench, variant: N8nVariant): Promise<Memory> {
	const { pid } = bench.running.server;
	await readInN8n(bench, variant);
	await settle(bench, 'last-resort');
	await resetPeak(pid);
	const { resident } = await memoryOf(pid);
	await readInN8n(bench, variant);
	const { peak } = await memoryOf(pid);
	return { resident, peak };
}
