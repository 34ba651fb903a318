import type { ServerTraits } from './fakeServer';
import type { LogTraits } from './movingLog';
import type { Random } from './random';
import type { FileOptions } from './readFile';

/** The node's options. */
export type ExportOptions = FileOptions & {
	lateWindow?: number;
	sortOrder?: 'asc' | 'desc';
	manifest?: boolean;
	addEntryId?: boolean;
	maxConcurrency?: number;
	pageSize?: number;
};

/** All that a story is made of. */
export interface Story {
	log: LogTraits;
	server: ServerTraits;
	format: 'csv' | 'jsonLines';
	options: ExportOptions;
	limit: number | undefined;
	window: 'all' | 'middle' | 'old' | 'young' | 'empty';
	/** Cancelled when so many requests have come. */
	cancelAt: number | undefined;
	/** Whether more is written between two exports. */
	growsBetween: boolean;
}

const DELIMITERS = [';', '\\t', '|', '\t', "'", ':', '{', '[', '\\', '-', '@', '#', '^', ']'];

/** Draws a story. */
export function drawStory(random: Random): Story {
	const unified = random.chance(0.5);
	const lateWindow = random.pick([0, 0, 1, 10, 60]);
	const log = drawLog(random, unified, lateWindow);
	const server = drawServer(random, unified);
	log.ties = random.pick([2, 5, 20, Math.min(150, server.pageHigh * 3)]);
	if (unified && server.ties === 'shuffled') {
		// Its page size must not vary then: an answer that is shorter than an earlier one counts as one
		// that was not ended by its size, which such a server would make wrong.
		server.pageLow = server.pageHigh;
		if (server.cut > 1n) Object.assign(log, { ties: 5, span: Math.max(log.span, 3_600_000) });
		if (server.cut > 1n) Object.assign(server, { pageLow: 200, pageHigh: 200 });
	}
	const { entries } = log;
	return {
		log,
		server,
		format: random.pick(['csv', 'jsonLines'] as const),
		options: drawOptions(random, unified, lateWindow),
		limit: random.chance(0.15) ? random.between(1, entries + 2) : undefined,
		window: random.pick(['all', 'middle', 'old', 'young', 'middle', 'empty'] as const),
		cancelAt: random.chance(0.05) ? random.between(1, 6) : undefined,
		growsBetween: random.chance(0.5),
	};
}

/** Whether nothing excuses a failure. */
export function mustSucceed({ server, cancelAt }: Story): boolean {
	const { faults, html, ties, restless, retention, totals } = server;
	const isQuiet = faults + html + restless + retention === 0;
	return isQuiet && ties === 'stable' && totals === 'true' && cancelAt === undefined;
}

function drawLog(random: Random, unified: boolean, lateWindow: number): LogTraits {
	const entries = random.chance(0.05) ? random.between(0, 2) : random.between(3, 120);
	return {
		unified,
		entries,
		span: random.pick([2_000, 60_000, 3_600_000, 3 * 3_600_000, 40 * 86_400_000]),
		ties: 2,
		tieChance: random.pick([0, 0.05, 0.3]),
		twinChance: random.pick([0, 0.3, 0.9]),
		nasty: random.pick([0, 0.1, 0.4]),
		lateness: lateWindow * 60_000,
		clockBehind: random.pick([0, 0, 0, 300_000, -300_000]),
	};
}

function drawServer(random: Random, unified: boolean): ServerTraits {
	const moves = random.chance(0.4);
	const pageHigh = random.pick(unified ? [200, 60, 20] : [1_000, 100, 40, 15, 5]);
	const smallest = Math.max(unified ? 10 : 3, Math.ceil(pageHigh / 4));
	return {
		pageLow: random.chance(0.5) ? pageHigh : smallest,
		pageHigh,
		ties: random.pick(['stable', 'replicas', 'shuffled'] as const),
		mirrored: random.chance(0.5),
		shuffleProperties: random.chance(0.6),
		totals: unified ? 'true' : random.pick(['true', 'true', 'stale', 'high'] as const),
		faults: random.pick([0, 0, 0, 0.05, 0.2]),
		html: random.chance(0.03) ? 0.05 : 0,
		slow: random.pick([0, 0, 0.1]),
		restless: moves ? random.pick([0, 0.1, 0.3]) : 0,
		retention: moves ? random.pick([0, 0, 0.05, 0.2]) : 0,
		cut: unified ? random.pick([1n, 1n, 10_000n, 10_000_000n]) : 1n,
	};
}

function drawOptions(random: Random, unified: boolean, lateWindow: number): ExportOptions {
	const options: ExportOptions = { lateWindow };
	if (random.chance(0.3)) options.sortOrder = random.pick(['asc', 'desc'] as const);
	if (random.chance(0.3)) options.compress = true;
	if (random.chance(0.2)) options.includeBom = true;
	if (random.chance(0.2)) options.manifest = true;
	if (random.chance(0.3)) options.delimiter = random.pick(DELIMITERS);
	if (random.chance(0.2)) options.escapeFormulas = false;
	if (!unified && random.chance(0.4)) options.addEntryId = true;
	return { ...options, ...drawPace(random, unified) };
}

/** What may be different in a second run. */
export function drawPace(random: Random, unified: boolean): ExportOptions {
	const pace: ExportOptions = {};
	if (random.chance(0.5)) pace.maxConcurrency = random.between(1, 20);
	if (!unified && random.chance(0.5)) {
		pace.pageSize = random.pick([3, 7, 20, 50, 333, 1_000, 100_000]);
	}
	return pace;
}
