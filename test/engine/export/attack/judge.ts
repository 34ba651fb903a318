import { createHash } from 'node:crypto';
import { gunzipSync } from 'node:zlib';
import type { IDataObject } from 'n8n-workflow';
import type { Fact } from './movingLog';
import { parseTicks } from './ticks';
import { difference, readCsv, readJsonLines, type Row } from './readFile';
import type { ExportOptions } from './story';

/** What was asked for, what there was, and what came. */
export interface Evidence {
	bytes: Buffer;
	manifest: IDataObject;
	format: string;
	options: ExportOptions;
	limit: number | undefined;
	/** Whether the server counts the log as it is. */
	isCounted: boolean;
	from: bigint | undefined;
	to: bigint | undefined;
	/** Entries that were there from the beginning of the run to its end. */
	required: readonly Fact[];
	/** All that were in the log at some time of the run. */
	possible: readonly Fact[];
}

export interface Verdict {
	breaks: string[];
	/** The entry that each row is. */
	facts: Fact[];
	ids: string[];
}

/** Whether a time is in the window. */
export const within = ({ from, to }: Pick<Evidence, 'from' | 'to'>, ticks: bigint): boolean =>
	(from === undefined || ticks >= from) && (to === undefined || ticks < to);

/** Compares a file with the truth. */
export function judge(evidence: Evidence): Verdict {
	const { bytes, manifest, format, options } = evidence;
	const breaks: string[] = [];
	const wrong = (what: string) => void breaks.push(what);
	const rows = format === 'csv' ? readCsv(bytes, options).rows : readJsonLines(bytes, options);
	const sha256 = createHash('sha256').update(bytes).digest('hex');
	if (manifest.sha256 !== sha256) wrong('sha256');
	if (manifest.bytes !== bytes.length) wrong(`bytes: ${JSON.stringify(manifest.bytes)}`);
	if (manifest.entries !== rows.length) wrong(`entries: ${JSON.stringify(manifest.entries)}`);
	if (options.compress && gunzipSync(bytes).length === 0 && rows.length > 0) wrong('gzip');

	const { facts, ids } = match(evidence, rows, wrong);
	inOrder(evidence, facts, wrong);
	times(manifest, facts, wrong);
	complete(evidence, facts, wrong);
	return { breaks, facts, ids };
}

/** Each row is an entry of the log, and no entry is two rows. */
function match(
	{ possible, options }: Evidence,
	rows: readonly Row[],
	wrong: (what: string) => void,
) {
	const added = options.addEntryId ? ['entryId'] : [];
	const byTime = new Map<string, Fact[]>();
	for (const fact of possible) {
		const time = timeOf(fact);
		const group = byTime.get(time) ?? [];
		group.push(fact);
		byTime.set(time, group);
	}
	const facts: Fact[] = [];
	const ids: string[] = [];
	for (const row of rows) {
		const time = textOf(row, 'createdOn') ?? '';
		const group = byTime.get(time) ?? [];
		let why = 'no entry of this time is left';
		const found = group.findIndex((fact) => {
			const different = difference(withoutId(fact, row, options), row, added);
			if (different) why = different;
			return !different;
		});
		const [fact] = found < 0 ? [] : group.splice(found, 1);
		if (!fact) wrong(`row ${facts.length} at ${time}: ${why} (${group.length} at this time)`);
		else facts.push(fact);
		if (options.addEntryId) ids.push(textOf(row, 'entryId') ?? '');
	}
	if (options.addEntryId && new Set(ids).size !== ids.length) wrong('entry ids repeat');
	if (options.addEntryId && ids.some((id) => !id)) wrong('an entry has no id');
	return { facts, ids };
}

/** In JSON Lines, the id has the place of a property that UiPath sends by the same name. */
function withoutId(fact: Fact, row: Row, { addEntryId }: Evidence['options']) {
	if (!addEntryId || row.cells.size > 0) return fact.properties;
	return fact.properties.filter(([name]) => name !== 'entryId');
}

function textOf(row: Row, name: string): string | undefined {
	const exact = row.exact.get(name);
	if (exact && 'raw' in exact) return String(JSON.parse(exact.raw));
	return row.cells.get(name) ?? undefined;
}

function timeOf(fact: Fact): string {
	const value = fact.properties.find(([name]) => name === 'createdOn')?.[1];
	return value && 'raw' in value ? String(JSON.parse(value.raw)) : '';
}

function inOrder({ options }: Evidence, facts: readonly Fact[], wrong: (what: string) => void) {
	const ascending = options.sortOrder !== 'desc';
	facts.forEach((fact, i) => {
		const before = facts[i - 1];
		if (!before) return;
		if (ascending ? before.ticks > fact.ticks : before.ticks < fact.ticks) wrong(`order at ${i}`);
	});
}

function times(manifest: IDataObject, facts: readonly Fact[], wrong: (what: string) => void) {
	const ticks = facts.map((fact) => fact.ticks).sort((a, b) => (a < b ? -1 : a > b ? 1 : 0));
	const told = (name: string) =>
		typeof manifest[name] === 'string' ? parseTicks(manifest[name]) : undefined;
	if (told('firstTime') !== ticks[0]) wrong(`firstTime: ${JSON.stringify(manifest.firstTime)}`);
	if (told('lastTime') !== ticks.at(-1)) wrong(`lastTime: ${JSON.stringify(manifest.lastTime)}`);
}

function complete(evidence: Evidence, facts: readonly Fact[], wrong: (what: string) => void) {
	const { isCounted, limit, manifest, options, required } = evidence;
	const outside = facts.find(({ ticks }) => !within(evidence, ticks));
	if (outside) wrong('an entry outside of the window');
	const inWindow = required.filter(({ ticks }) => within(evidence, ticks));
	const isCut = limit !== undefined && facts.length >= limit;
	if (limit !== undefined && facts.length > limit) wrong('more than the limit');
	const bound = facts.at(-1)?.ticks ?? 0n;
	const wanted = !isCut
		? inWindow
		: inWindow.filter(({ ticks }) =>
				options.sortOrder === 'desc' ? ticks > bound : ticks < bound,
			);
	const counts = countKeys(facts);
	for (const [key, count] of countKeys(wanted)) {
		const came = counts.get(key) ?? 0;
		if (came < count) wrong(`lost ${count - came} of ${count}: ${key.slice(0, 200)}`);
	}
	if (!isCut && isCounted && manifest.isComplete !== true) wrong('isComplete is not true');
	if (isCut && inWindow.length > facts.length && manifest.isComplete !== false) {
		wrong('isComplete although the limit cut it');
	}
}

export function countKeys(facts: readonly Fact[]): Map<string, number> {
	const counts = new Map<string, number>();
	for (const { key } of facts) counts.set(key, (counts.get(key) ?? 0) + 1);
	return counts;
}

/**
 * Whether retention took what the manifest says it did not.
 *
 * @param present the entries of the log at the end of the run
 * @param gone those that retention had taken by then
 */
export function judgeRetention(
	evidence: Pick<Evidence, 'from' | 'to' | 'manifest'>,
	inFile: readonly Fact[],
	present: readonly Fact[],
	gone: readonly Fact[],
): string[] {
	const retention = evidence.manifest.retention as IDataObject | undefined;
	if (retention?.reachesBeyondOldest !== false) return [];
	const [came, there] = [countKeys(inFile), countKeys(present)];
	const took = [...countKeys(gone.filter(({ ticks }) => within(evidence, ticks)))];
	const lost = took.find(([key, count]) => (came.get(key) ?? 0) < count + (there.get(key) ?? 0));
	return lost ? [`retention claims false, but ${lost[0].slice(0, 150)} was taken`] : [];
}

/**
 * Whether something came that the manifest says cannot come any more.
 *
 * @param present the entries of the log, any time after the run
 */
export function judgeSettled(
	evidence: Pick<Evidence, 'from' | 'to' | 'manifest'>,
	inFile: readonly Fact[],
	present: readonly Fact[],
): string[] {
	const { settledUntil } = evidence.manifest;
	if (typeof settledUntil !== 'string') return [];
	const [came, there] = [countKeys(inFile), countKeys(present)];
	const until = parseTicks(settledUntil);
	const late = present.find(
		({ ticks, key }) =>
			ticks < until && within(evidence, ticks) && (came.get(key) ?? 0) < (there.get(key) ?? 0),
	);
	return late ? [`settled until ${settledUntil}, but ${timeOf(late)} came`] : [];
}
