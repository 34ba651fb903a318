import { guidFrom, picker } from '../entries.ts';
import { hash, sequence } from '../random.ts';
import { ADDRESSES, ASSETS, GROUPS, ROBOTS, ROLES } from '../vocabulary.ts';
import type { Actor } from './actors.ts';
import type { AuditSource, AuditTarget, NamedId, UnifiedEvent } from './options.ts';

/** One in so many events failed. */
const FAILURES = 12;

const COUNTRIES = ['DE', 'JP', 'US', 'Côte d’Ivoire', 'VN'] as const;
const OBJECTS = [...ROBOTS, ...ASSETS, ...GROUPS, ...ROLES] as const;

/** What filters look at: cheap, so that a filter can pass a million events. */
export interface EventCore {
	readonly actor: Actor;
	readonly source: AuditSource;
	readonly target: AuditTarget;
	readonly type: NamedId;
	readonly status: 0 | 1;
}

/** What an event says beyond that. */
export type EventTexts = Pick<UnifiedEvent, 'eventDetails' | 'eventSummary' | 'clientInfo'>;

/** Makes the events of a log. All of event n follows from n and the seed, for every integer n. */
export class EventMaker {
	private readonly catalogue: readonly AuditSource[];
	private readonly actors: readonly Actor[];
	private readonly seed: number;

	constructor(catalogue: readonly AuditSource[], actors: readonly Actor[], seed: number) {
		this.catalogue = catalogue;
		this.actors = actors;
		this.seed = seed;
	}

	id(eventNumber: number): string {
		return guidFrom(sequence(hash(this.seed, eventNumber, 33)));
	}

	core(eventNumber: number): EventCore {
		const next = sequence(hash(this.seed, eventNumber, 34));
		const pick = picker(next);
		const actor = pick(this.actors);
		const source = pick(this.catalogue);
		const target = pick(source.eventTargets);
		const type = pick(target.eventTypes);
		return { actor, source, target, type, status: next() % FAILURES === 0 ? 1 : 0 };
	}

	texts(eventNumber: number, { actor, target, type, status }: EventCore): EventTexts {
		const next = sequence(hash(this.seed, eventNumber, 35));
		const pick = picker(next);
		const object = pick(OBJECTS);
		const clientInfo = { ipAddress: pick(ADDRESSES), ipCountry: pick(COUNTRIES) };
		const outcome = status === 0 ? 'done' : 'failed';
		return {
			eventDetails: JSON.stringify({
				objectName: object,
				objectId: guidFrom(next),
				actor: actor.name,
				changes: [{ field: 'Name', before: pick(OBJECTS), after: object }],
				note: `line one\nline "two", ${outcome}`,
			}),
			eventSummary: `${target.name} '${object}': ${type.name} by ${actor.name ?? 'the system'}, ${outcome}`,
			...(actor.isSystem ? {} : { clientInfo }),
		};
	}
}
