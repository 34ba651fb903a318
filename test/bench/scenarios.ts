import type { SimulatorOptions } from '../simulator/options.ts';

/** Who reads the log. */
export const VARIANTS = ['audit', 'httpRequest', 'undici'] as const;

/** Name of a {@link VARIANTS variant}. */
export type Variant = (typeof VARIANTS)[number];

/** The variants that run in n8n. */
export const N8N_VARIANTS = ['audit', 'httpRequest'] as const;

/** Name of one of the {@link N8N_VARIANTS variants in n8n}. */
export type N8nVariant = (typeof N8N_VARIANTS)[number];

/** How the variants are called in the report. */
export const LABELS: Record<Variant, string> = {
	audit: 'UiPath Audit (this node)',
	httpRequest: 'HTTP Request + Split Out',
	undici: 'bare undici',
};

/** What is asked of this node, as a share of another variant's figure. */
export interface Bound {
	figure: 'time' | 'memory';
	against: Variant;
	most: number;
}

/** A log to read whole, and what is asked. */
export interface Scenario {
	id: 'A' | 'B';
	title: string;
	/** Entries in the log. */
	entries: number;
	/** Entries that the server gives in an answer at most. */
	pageSize: number;
	latencyMs: number;
	bounds: Bound[];
}

/** The node's default for pages under way at once; the bare client does as it does. */
export const CONCURRENCY = 6;

/** Issue 3, "What it must show", 2 and 3. */
export const SCENARIOS: readonly Scenario[] = [
	{
		id: 'A',
		title: '10,000 entries, pages clamped at 100, 50 ms latency',
		entries: 10_000,
		pageSize: 100,
		latencyMs: 50,
		bounds: [
			{ figure: 'time', against: 'httpRequest', most: 0.3 },
			{ figure: 'time', against: 'undici', most: 1.3 },
		],
	},
	{
		id: 'B',
		title: '100,000 entries, pages of 1,000, no latency',
		entries: 100_000,
		pageSize: 1_000,
		latencyMs: 0,
		bounds: [
			{ figure: 'time', against: 'httpRequest', most: 0.6 },
			{ figure: 'memory', against: 'httpRequest', most: 1 },
		],
	},
];

/** The log of a scenario; the same options give the same bytes in any process. */
export function simulatorOptions(scenario: Scenario): SimulatorOptions {
	return {
		entries: scenario.entries,
		pageLimit: scenario.pageSize,
		latencyMs: scenario.latencyMs,
	};
}
