import type { Measurement } from './measure.ts';
import type { Memory } from './memory.ts';
import type { Rounds } from './rounds.ts';
import type { Bound, Scenario, Variant } from './scenarios.ts';

/** The figures of a variant: medians, with the extremes of the time. */
export interface Figures {
	ms: number;
	fastest: number;
	slowest: number;
	requests: number;
	inFlight: number;
	/** Most memory of n8n in bytes, and what it had before; undefined where nobody measured it. */
	peak: number | undefined;
	before: number | undefined;
	/** How much of the most memory was not held before. */
	rise: number | undefined;
}

/** What was measured of a scenario. */
export interface ScenarioResult {
	scenario: Scenario;
	figures: ReadonlyMap<Variant, Figures>;
}

/** A bound, and what came of it. */
export interface Verdict extends Bound {
	ratio: number;
	holds: boolean;
}

/** The middle value; of an even number of values the mean of the two in the middle. */
export function median(values: readonly number[]): number {
	const sorted = values.toSorted((a, b) => a - b);
	const middle = sorted.length / 2;
	const [low, high] = [sorted[Math.ceil(middle) - 1], sorted[Math.floor(middle)]];
	if (low === undefined || high === undefined) throw new Error('No measurement');
	return (low + high) / 2;
}

function figuresOf(measurements: readonly Measurement[], memory: readonly Memory[]): Figures {
	const times = measurements.map(({ ms }) => ms);
	const isMeasured = memory.length > 0;
	return {
		ms: median(times),
		fastest: Math.min(...times),
		slowest: Math.max(...times),
		requests: median(measurements.map(({ traffic }) => traffic.requests)),
		inFlight: Math.max(...measurements.map(({ traffic }) => traffic.maxInFlight)),
		peak: isMeasured ? median(memory.map(({ peak }) => peak)) : undefined,
		before: isMeasured ? median(memory.map(({ resident }) => resident)) : undefined,
		rise: isMeasured ? median(memory.map(({ peak, resident }) => peak - resident)) : undefined,
	};
}

/** Medians of all rounds. */
export function resultOf(scenario: Scenario, { times, memory }: Rounds): ScenarioResult {
	const figures = new Map(
		[...times].map(([variant, measurements]) => {
			return [variant, figuresOf(measurements, memory.get(variant) ?? [])] as const;
		}),
	);
	return { scenario, figures };
}

/** What a bound may be on, of the figures of a variant. */
const BOUNDED: Record<Bound['figure'], (figures: Figures) => number | undefined> = {
	time: ({ ms }) => ms,
	requests: ({ requests }) => requests,
	memory: ({ peak }) => peak,
	rise: ({ rise }) => rise,
};

/** How this node's figure compares with another variant's; NaN where that has none. */
export function ratioOf(
	{ scenario, figures }: ScenarioResult,
	figure: Bound['figure'],
	against: Variant,
): number {
	const value = (variant: Variant): number => {
		const measured = figures.get(variant);
		return (measured && BOUNDED[figure](measured)) ?? NaN;
	};
	return value(scenario.subject) / value(against);
}

/** Whether each bound of the scenario holds. */
export function verdictsOf(result: ScenarioResult): Verdict[] {
	return result.scenario.bounds.map((bound) => {
		const ratio = ratioOf(result, bound.figure, bound.against);
		return { ...bound, ratio, holds: ratio <= bound.most };
	});
}
