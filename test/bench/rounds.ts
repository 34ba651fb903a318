import { say } from '../n8n/progress.ts';
import type { Memory } from './memory.ts';
import { measureMemory, measureTime, type Bench, type Measurement } from './measure.ts';
import { isInN8n, type N8nVariant, type Variant } from './scenarios.ts';

/** Rounds that do not count: V8 compiles what runs often, and the simulator fills its cache. */
const WARM_UP = 2;

/** All measurements of a scenario. */
export interface Rounds {
	times: ReadonlyMap<Variant, readonly Measurement[]>;
	/** Without those whose memory nobody measured. */
	memory: ReadonlyMap<Variant, readonly Memory[]>;
}

/** The same list, beginning somewhere else each time: nobody always follows the same one. */
function rotated<T>(list: readonly T[], by: number): T[] {
	const start = by % list.length;
	return [...list.slice(start), ...list.slice(0, start)];
}

/** The variants in turns, `count` times after `warmUp` rounds that do not count; the measurements of each. */
async function inTurns<V extends Variant, M>(
	variants: readonly V[],
	{ what, count, warmUp }: { what: string; count: number; warmUp: number },
	measure: (variant: V) => Promise<M>,
	write: (measurement: M) => string,
): Promise<Map<Variant, M[]>> {
	const measured = new Map<Variant, M[]>(variants.map((variant) => [variant, []]));
	for (let round = 1 - warmUp; round <= count; round += 1) {
		const figures: string[] = [];
		for (const variant of rotated(variants, round + warmUp)) {
			const measurement = await measure(variant);
			if (round > 0) measured.get(variant)?.push(measurement);
			figures.push(`${variant} ${write(measurement)}`);
		}
		const label = round < 1 ? 'warming up' : `round ${round} of ${count}`;
		say(`    ${what}, ${label}: ${figures.join(', ')}`);
	}
	return measured;
}

/** Measures the scenario's times, and its memory where that is asked for, in so many rounds. */
export async function measureRounds(bench: Bench, count: number): Promise<Rounds> {
	const { variants, bounds } = bench.scenario;
	const times = await inTurns(
		variants,
		{ what: 'time', count, warmUp: WARM_UP },
		(variant) => measureTime(bench, variant),
		({ ms }) => `${Math.round(ms)} ms`,
	);
	if (!bounds.some(({ figure }) => figure === 'memory' || figure === 'rise'))
		return { times, memory: new Map() };
	const memory = await inTurns<N8nVariant, Memory>(
		variants.filter(isInN8n),
		{ what: 'memory', count, warmUp: 0 },
		(variant) => measureMemory(bench, variant),
		({ peak, resident }) =>
			`${Math.round(peak / 1e6)} MB (rise ${Math.round((peak - resident) / 1e6)})`,
	);
	return { times, memory };
}
