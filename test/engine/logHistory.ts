import type { AuditEntry, Identity, Simulator } from '../simulator/index';

/** An entry as text; entries equal in every field have one text. */
const textOf = (entry: unknown): string => JSON.stringify(entry);

/** Remembers what a log held, to judge later what came out of it while it moved. */
export class LogHistory {
	private readonly atStart: Identity[];

	constructor(private readonly simulator: Simulator) {
		this.atStart = simulator.log.identities();
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
		const due = this.atStart.filter((identity) => log.has(identity) && isDue(log.entry(identity)));
		for (const [text, count] of this.count(due)) {
			const came = got.get(text) ?? 0;
			if (came < count) return `missing: ${came} of ${count} of ${text}`;
		}
		const existed = this.count(this.everyIdentity());
		for (const [text, count] of got) {
			const most = existed.get(text) ?? 0;
			if (count > most) return `double: ${count} instead of ${most} of ${text}`;
		}
		return undefined;
	}

	private count(identities: Iterable<Identity>): Map<string, number> {
		return countTexts([...identities].map((identity) => this.simulator.log.entry(identity)));
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

function countTexts(entries: unknown[]): Map<string, number> {
	const counts = new Map<string, number>();
	for (const entry of entries) counts.set(textOf(entry), (counts.get(textOf(entry)) ?? 0) + 1);
	return counts;
}
