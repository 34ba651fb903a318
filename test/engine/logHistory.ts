import type { AuditEntry, Identity, Simulator } from '../simulator/index';

/** An entry as text; entries equal in every field have one text. */
const textOf = (entry: unknown): string => JSON.stringify(entry);

/** Remembers what a log held, to judge later what came out of it while it moved. */
export class LogHistory {
	private readonly atStart: Set<Identity>;

	constructor(private readonly simulator: Simulator) {
		this.atStart = new Set(simulator.log.identities());
	}

	/**
	 * Compares what came out with what was there: everything that existed at the start and was not
	 * removed, exactly as often as it existed, and nothing more often than it ever did.
	 *
	 * @param isDue which entries had to come out; all of them unless given
	 * @returns what is wrong in words, or undefined
	 */
	findLossOrDouble(
		output: unknown[],
		isDue: (entry: AuditEntry) => boolean = () => true,
	): string | undefined {
		const { log } = this.simulator;
		const got = countTexts(output);
		const existed = new Map<string, number>();
		const due = new Map<string, number>();
		for (const identity of this.everyIdentity()) {
			const entry = log.entry(identity);
			const text = textOf(entry);
			addTo(existed, text);
			const isOld = this.atStart.has(identity) && log.has(identity);
			if (isOld && isDue(entry)) addTo(due, text);
		}
		for (const [text, count] of due) {
			const came = got.get(text) ?? 0;
			if (came < count) return `missing: ${came} of ${count} of ${text}`;
		}
		for (const [text, count] of got) {
			const most = existed.get(text) ?? 0;
			if (count > most) return `double: ${count} instead of ${most} of ${text}`;
		}
		return undefined;
	}

	/** All that was ever in the log: removed ones too, and those that came late. */
	private everyIdentity(): Set<Identity> {
		const { log } = this.simulator;
		const every = new Set([...this.atStart, ...log.identities()]);
		for (let late = -1; ; late--) {
			try {
				log.instant(late);
			} catch {
				return every;
			}
			every.add(late);
		}
	}
}

/** The time of an entry as text that sorts; the simulator writes UTC unless told otherwise. */
export function timeOf({ createdOn }: Pick<AuditEntry, 'createdOn'>): string {
	const [seconds = '', fraction = ''] = createdOn.replace('+00:00', '').split('.');
	return `${seconds}.${fraction.padEnd(7, '0')}`;
}

/** @returns the place of the first text that sorts before the one ahead of it, or -1 */
export function firstOutOfOrder(texts: string[]): number {
	return texts.findIndex((text, place) => place > 0 && text < (texts[place - 1] ?? ''));
}

function countTexts(entries: unknown[]): Map<string, number> {
	const counts = new Map<string, number>();
	for (const entry of entries) addTo(counts, textOf(entry));
	return counts;
}

function addTo(counts: Map<string, number>, text: string): void {
	counts.set(text, (counts.get(text) ?? 0) + 1);
}
