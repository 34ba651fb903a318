import type { EventBurst } from './logs/eventTimes.ts';

/** Who reads the log. */
export const VARIANTS = [
	'audit',
	'httpRequest',
	'exportLogs',
	'convertToFile',
	'chain',
	'parts',
	'undici',
] as const;

/** Name of a {@link VARIANTS variant}. */
export type Variant = (typeof VARIANTS)[number];

/** The variants that run in n8n. */
export const N8N_VARIANTS = ['audit', 'httpRequest', 'exportLogs', 'convertToFile'] as const;

/** Name of one of the {@link N8N_VARIANTS variants in n8n}. */
export type N8nVariant = (typeof N8N_VARIANTS)[number];

/** Name of a variant that runs in no n8n. */
export type BareVariant = Exclude<Variant, N8nVariant>;

/** Whether a variant runs in n8n. */
export function isInN8n(variant: Variant): variant is N8nVariant {
	return N8N_VARIANTS.some((each) => each === variant);
}

/** How the variants are called in the report. */
export const LABELS: Record<Variant, string> = {
	audit: 'UiPath Audit (this node)',
	httpRequest: 'HTTP Request + Split Out',
	exportLogs: 'UiPath Audit, Export Logs (this node)',
	convertToFile: 'Get Logs + Convert to File',
	chain: 'bare undici, page after page',
	parts: 'bare undici, parts known',
	undici: 'bare undici, pages known',
};

/** Whether what a variant gives is a CSV file, and not items. */
export function givesFile(variant: Variant): boolean {
	return variant === 'exportLogs' || variant === 'convertToFile';
}

/** What is asked of this node, as a share of another variant's figure. */
export interface Bound {
	/** `memory` is the peak, `rise` how much of it was not held before. */
	figure: 'time' | 'requests' | 'memory' | 'rise';
	against: Variant;
	most: number;
}

interface AnyScenario {
	id: 'A' | 'B' | 'C' | 'D' | 'E';
	title: string;
	/** Entries in the log. */
	entries: number;
	/** Entries that the server gives in an answer at most. */
	pageSize: number;
	latencyMs: number;
	/** The variant that is this node; the bounds are on its figures. */
	subject: Variant;
	/** That one, and whom it is compared with. */
	variants: readonly Variant[];
	bounds: Bound[];
}

/** A classic audit log to read whole, and what is asked. */
export interface ClassicScenario extends AnyScenario {
	log: 'classic';
}

/** The unified log of a tenant to read whole, and what is asked. */
export interface UnifiedScenario extends AnyScenario {
	log: 'unified';
	/** When its events happen. */
	bursts: readonly EventBurst[];
	/** What is asked for: all of the log lies in it. */
	window: { from: string; to: string };
}

/** A log to read whole, and what is asked. */
export type Scenario = ClassicScenario | UnifiedScenario;

/** The node's default for pages under way at once; the bare client does as it does. */
export const CONCURRENCY = 6;

const NOON = '2026-11-20T12:00:00Z';
const TEN_HOURS_BEFORE = '2026-11-20T02:00:00Z';
const THIRTY_DAYS_BEFORE = '2026-10-21T12:00:00Z';

/** Issue 3, "What it must show", 2 and 3; issue 12, "What it must show", 2; issue 13, "What it must show", 1. */
export const SCENARIOS: readonly Scenario[] = [
	{
		id: 'A',
		log: 'classic',
		title: '10,000 entries, pages clamped at 100, 50 ms latency',
		entries: 10_000,
		pageSize: 100,
		latencyMs: 50,
		subject: 'audit',
		variants: ['audit', 'httpRequest', 'undici'],
		bounds: [
			{ figure: 'time', against: 'httpRequest', most: 0.3 },
			{ figure: 'time', against: 'undici', most: 1.3 },
		],
	},
	{
		id: 'B',
		log: 'classic',
		title: '100,000 entries, pages of 1,000, no latency',
		entries: 100_000,
		pageSize: 1_000,
		latencyMs: 0,
		subject: 'audit',
		variants: ['audit', 'httpRequest', 'undici'],
		bounds: [
			{ figure: 'time', against: 'httpRequest', most: 0.6 },
			{ figure: 'memory', against: 'httpRequest', most: 1 },
		],
	},
	{
		id: 'C',
		log: 'unified',
		title: 'unified log, 20,000 events of 10 hours, pages of 200, 50 ms latency',
		entries: 20_000,
		pageSize: 200,
		latencyMs: 50,
		bursts: [{ events: 20_000, from: TEN_HOURS_BEFORE, to: NOON }],
		window: { from: TEN_HOURS_BEFORE, to: NOON },
		subject: 'audit',
		variants: ['audit', 'httpRequest', 'chain', 'parts', 'undici'],
		bounds: [
			{ figure: 'time', against: 'httpRequest', most: 0.35 },
			{ figure: 'time', against: 'parts', most: 1 / 0.9 },
			{ figure: 'requests', against: 'chain', most: 1.2 },
		],
	},
	{
		id: 'D',
		log: 'unified',
		title:
			'unified log, a busy minute of 20,000 events in a month with 700 others, pages of 200, 50 ms latency',
		entries: 20_700,
		pageSize: 200,
		latencyMs: 50,
		bursts: [
			{ events: 700, from: THIRTY_DAYS_BEFORE, to: NOON },
			{ events: 20_000, from: '2026-11-03T09:17:00Z', to: '2026-11-03T09:18:00Z' },
		],
		window: { from: THIRTY_DAYS_BEFORE, to: NOON },
		subject: 'audit',
		variants: ['audit', 'chain'],
		bounds: [{ figure: 'time', against: 'chain', most: 0.5 }],
	},
	{
		id: 'E',
		log: 'classic',
		title: '100,000 entries to a CSV file, pages of 1,000, no latency',
		entries: 100_000,
		pageSize: 1_000,
		latencyMs: 0,
		subject: 'exportLogs',
		variants: ['exportLogs', 'convertToFile'],
		bounds: [
			{ figure: 'time', against: 'convertToFile', most: 0.7 },
			{ figure: 'rise', against: 'convertToFile', most: 0.5 },
		],
	},
];
