import type { Random } from './random';
import { parseTicks, ticksOf, writeTicks } from './ticks';
import { NAMES, nastyText, nastyValue } from './nasty';
import { canonical, NULL, text, type Value } from './values';

/** An entry, with what became of it. */
export interface Fact {
	readonly ticks: bigint;
	readonly properties: ReadonlyArray<readonly [string, Value]>;
	readonly key: string;
	readonly id: string;
	/** The answer before which it was written, counted from 1; 0 where it was always there. */
	readonly born: number;
	/** n8n's clock when it was written. */
	readonly writtenAt: number;
	/** The answer before which retention took it. */
	died: number;
}

/** What a log is like. */
export interface LogTraits {
	unified: boolean;
	entries: number;
	/** How long before now the log begins, in milliseconds. */
	span: number;
	/** How many entries may share a time. */
	ties: number;
	tieChance: number;
	twinChance: number;
	nasty: number;
	/** How much an entry may be late, in milliseconds. */
	lateness: number;
	/** By how much the server's clock is behind n8n's. */
	clockBehind: number;
}

const CLASSIC = ['category', 'action', 'auditLogDetails', 'userName', 'email', 'message'];
const UNIFIED = ['organizationName', 'tenantName', 'actorName', 'actorEmail', 'eventType'];
const FIELDS = {
	classic: [...CLASSIC, 'detailsVersion', 'source'],
	unified: [...UNIFIED, 'eventSource', 'eventTarget', 'eventDetails', 'eventSummary', 'clientInfo'],
};

/** A log that grows, gets late entries and loses its oldest while it is read. */
export class MovingLog {
	/** Oldest first; those of one time as they were written. */
	entries: Fact[] = [];
	readonly gone: Fact[] = [];
	answers = 0;
	private takenUntil = 0n;

	constructor(
		readonly traits: LogTraits,
		private readonly random: Random,
	) {
		const start = Date.now() - traits.clockBehind - traits.span;
		while (this.entries.length < traits.entries) {
			const ticks = ticksOf(start) + BigInt(Math.floor(random.next() * traits.span)) * 10_000n;
			this.addAt(this.jitter(ticks), Math.max(0, Number(ticks / 10_000n)));
		}
		this.sort();
	}

	/** All that have ever been in the log. */
	get all(): Fact[] {
		return [...this.gone, ...this.entries];
	}

	/** Something happens between two answers. */
	move(): void {
		const { lateness, clockBehind } = this.traits;
		const now = Date.now();
		const late = this.random.chance(0.6) ? Math.floor(this.random.next() * lateness) : 0;
		// What is older than what retention has taken would be taken at once.
		const ticks = ticksOf(now - clockBehind - late);
		this.addAt(ticks > this.takenUntil ? ticks : this.takenUntil + 1n, now);
		this.sort();
	}

	/** An entry as it is told, from now on. */
	write(properties: Readonly<Record<string, Value>>): void {
		const { createdOn } = properties;
		const written: unknown =
			createdOn && 'raw' in createdOn ? JSON.parse(createdOn.raw) : undefined;
		const ticks = typeof written === 'string' ? parseTicks(written) : 0n;
		const list = Object.entries(properties);
		const [key, id] = [canonical({ properties: list }), guid(this.random)];
		const times = { born: this.answers, writtenAt: Date.now(), died: Infinity };
		this.entries.push({ ticks, properties: list, key, id, ...times });
		this.sort();
	}

	/** Retention takes the oldest. */
	retain(): void {
		let count = this.random.between(0, Math.ceil(this.entries.length / 10));
		// It goes by time, so that entries of one time go together.
		const last = this.entries[count - 1]?.ticks;
		while (last !== undefined && this.entries[count]?.ticks === last) count++;
		for (const fact of this.entries.splice(0, count)) {
			fact.died = this.answers + 1;
			this.takenUntil = fact.ticks;
			this.gone.push(fact);
		}
	}

	private jitter(ticks: bigint): bigint {
		return this.random.chance(0.5) ? ticks : ticks + BigInt(this.random.between(0, 9_999));
	}

	private addAt(ticks: bigint, writtenAt: number): void {
		const { random } = this;
		const { ties, tieChance, twinChance } = this.traits;
		const copies = random.chance(tieChance) ? random.between(2, Math.max(2, ties)) : 1;
		let last: Fact | undefined;
		for (let i = 0; i < copies; i++) {
			const twin = last && random.chance(twinChance) ? last : undefined;
			last = this.make(ticks, writtenAt, twin);
			this.entries.push(last);
		}
	}

	private make(ticks: bigint, writtenAt: number, twin: Fact | undefined): Fact {
		const { unified } = this.traits;
		const id = guid(this.random);
		const made = twin?.properties ?? this.properties(ticks);
		const rest = made.filter(([name]) => name !== 'id');
		const properties = unified ? [['id', text(id)] as const, ...rest] : made;
		const key = canonical({ properties });
		return { ticks, properties, key, id, born: this.answers, writtenAt, died: Infinity };
	}

	private properties(ticks: bigint): Array<readonly [string, Value]> {
		const { random } = this;
		const { unified, nasty } = this.traits;
		const found: Array<readonly [string, Value]> = [
			['createdOn', text(writeTicks(ticks, random, unified && random.chance(0.9)))],
		];
		const names = new Set<string>(unified ? FIELDS.unified : FIELDS.classic);
		if (random.chance(nasty))
			for (let i = random.between(1, 3); i; i--) names.add(random.pick(NAMES));
		names.delete('createdOn');
		if (unified) names.delete('id');
		for (const name of names) {
			if (random.chance(0.1)) continue;
			const kind = random.next();
			if (random.chance(nasty)) found.push([name, nastyValue(random)]);
			else if (kind < 0.1) found.push([name, NULL]);
			else if (kind < 0.1 + nasty) found.push([name, text(nastyText(random))]);
			else found.push([name, text(`${name} ${random.between(0, 3)}`)]);
		}
		if (unified) found.push(['status', { raw: String(random.between(0, 1)) }]);
		return found;
	}

	private sort(): void {
		this.entries.sort((a, b) => (a.ticks < b.ticks ? -1 : a.ticks > b.ticks ? 1 : 0));
	}
}

function guid(random: Random): string {
	const hex = Array.from({ length: 32 }, () => random.between(0, 15).toString(16)).join('');
	return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
}
