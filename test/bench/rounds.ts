import { say } from '../n8n/progress.ts';
import type { Memory } from './memory.ts';
import { measureMemory, measureTime, type Bench, type Measurement } from './measure.ts';
import { N8N_VARIANTS, VARIANTS, type N8nVariant, type Variant } from './scenarios.ts';

/** Rounds that do not count: V8 compiles what runs often, and the simulator fills its cache. */
const WARM_UP = 2;

/** All measurements of a scenario. */
export interface Rounds {
	times: Record<Variant, Measurement[]>;
	/** Empty where the scenario asks nothing of the memory. */
	memory: Record<N8nVariant, Memory[]>;
}

/** The same list, beginning somewhere else each time: nobody always follows the same one. */
function rotated<T>(list: readonly T[], by: number): T[] {
	const start = by % list.length;
	return [...list.slice(start), ...list.slice(0, start)];
}

/** The variants in turns, `count` times after `warmUp` rounds that do not count. */
async function inTurns<V extends Variant>(
	what: string,
	variants: readonly V[],
	count: number,
	warmUp: number,
	once: (variant: V, counts: boolean) => Promise<string>,
): Promise<void> {
	for (let round = 1 - warmUp; round <= count; round += 1) {
		const figures: string[] = [];
		for (const variant of rotated(variants, round + warmUp)) {
			figures.push(`${variant} ${await once(variant, round > 0)}`);
		}
		const label = round < 1 ? 'warming up' : `round ${round} of ${count}`;
		say(`    ${what}, ${label}: ${figures.join(', ')}`);
	}
}

/** Measures the scenario's times, and its memory where that is asked for, in so many rounds. */
export async function measureRounds(bench: Bench, count: number): Promise<Rounds> {
	const times: Rounds['times'] = { audit: [], httpRequest: [], undici: [] };
	const memory: Rounds['memory'] = { audit: [], httpRequest: [] };
	await inTurns('time', VARIANTS, count, WARM_UP, async (variant, counts) => {
		const measurement = await measureTime(bench, variant);
		if (counts) times[variant].push(measurement);
		return `${Math.round(measurement.ms)} ms`;
	});
	if (bench.scenario.bounds.some(({ figure }) => figure === 'memory')) {
		await inTurns('memory', N8N_VARIANTS, count, 0, async (variant) => {
			const measurement = await measureMemory(bench, variant);
			memory[variant].push(measurement);
			return `${Math.round(measurement.peak / 1e6)} MB`;
		});
	}
	return { times, memory };
}
