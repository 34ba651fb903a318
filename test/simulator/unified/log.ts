import { LogHistory } from '../history.ts';
import { hash } from '../random.ts';
import { formatInstant } from '../time.ts';
import type { Identity, LogView } from '../view.ts';
import { createActors } from './actors.ts';
import type { Actor } from './actors.ts';
import { createCatalogue } from './catalogue.ts';
import { EventMaker } from './events.ts';
import type { EventCore } from './events.ts';
import type {
	AuditSource,
	NamedId,
	UnifiedEvent,
	UnifiedLevel,
	UnifiedLogOptions,
} from './options.ts';
import { createTimes, parseInstant } from './times.ts';
import type { EventTimes } from './times.ts';

/** More than that are not made at once: a test that wants them all has taken the wrong log. */
const MOST_IN_SNAPSHOT = 200_000;

/** Where a log belongs. */
export interface LogPlace {
	readonly level: UnifiedLevel;
	/** Null at organization level. */
	readonly tenant: NamedId | null;
	/** The organization, whose name and id are switches. */
	readonly organization: () => NamedId;
}

/** Where late events go. */
export interface LateEventOptions {
	/** How far from the oldest (0) to the newest (1) event. Default: anywhere, by the seed. */
	atFraction?: number;
	/** Exactly then: an ISO date-time, not after the newest event. */
	createdOn?: string;
	/** Default: either, by the seed. */
	as?: 'between' | 'tied';
}

/** The unified log of the organization or of one tenant: what is served, and what tests compare with. */
export class UnifiedLog {
	readonly level: UnifiedLevel;
	/** Null at organization level, like the name. */
	readonly tenantId: string | null;
	readonly tenantName: string | null;
	/** What `sources` answers. */
	readonly catalogue: readonly AuditSource[];
	/** Everybody who may appear, with the ids that `userIds` takes. */
	readonly actors: readonly Actor[];
	/** Which events there are and when; identities as in the classic log. */
	readonly history: LogHistory;
	private readonly organization: LogPlace['organization'];
	private readonly maker: EventMaker;
	private readonly times: EventTimes;

	/**
	 * @param seed of what the logs of one simulator share: actors and catalogue
	 * @throws RangeError when an option is out of its range
	 */
	constructor(
		place: LogPlace,
		options: UnifiedLogOptions,
		defaults: { events: number; logSeed: number; seed: number },
	) {
		const seed = options.seed ?? defaults.logSeed;
		this.level = place.level;
		this.tenantId = place.tenant?.id ?? null;
		this.tenantName = place.tenant?.name ?? null;
		this.organization = place.organization;
		this.catalogue = createCatalogue(place.level, defaults.seed);
		this.actors = createActors(defaults.seed);
		this.maker = new EventMaker(this.catalogue, this.actors, seed);
		this.times = createTimes(options, defaults.events, seed);
		this.history = new LogHistory(
			this.times.count,
			(eventNumber) => this.times.instant(eventNumber),
			hash(seed, 36),
		);
	}

	get size(): number {
		return this.history.view.size;
	}

	/** The log as it stands: a view that later changes leave alone. */
	get view(): LogView {
		return this.history.view;
	}

	/** When the newest event happened, in ticks; undefined in an empty log. */
	get newestInstant(): number | undefined {
		return this.size === 0 ? undefined : this.instant(this.view.at(this.size - 1));
	}

	instant(identity: Identity): number {
		return this.history.instant(identity);
	}

	id(identity: Identity): string {
		return this.maker.id(identity);
	}

	/** What filters look at. */
	core(identity: Identity): EventCore {
		return this.maker.core(identity);
	}

	/** An instant as `createdOn` has it. */
	timeText(instant: number): string {
		return formatInstant(this.times.baseMs, instant, 'Z');
	}

	/** Ticks of a date-time; undefined where it is none. */
	parse(text: string): number | undefined {
		return parseInstant(text, this.times.baseMs);
	}

	/** The event as it is sent, whether it is still in the log or was removed. */
	event(identity: Identity): UnifiedEvent {
		const core = this.core(identity);
		const organization = this.organization();
		const texts = this.maker.texts(identity, core);
		return {
			id: this.id(identity),
			createdOn: this.timeText(this.instant(identity)),
			organizationId: organization.id,
			organizationName: organization.name,
			tenantId: this.tenantId,
			tenantName: this.tenantName,
			actorId: core.actor.id,
			actorName: core.actor.name,
			actorEmail: core.actor.email,
			eventType: core.type.name,
			eventSource: core.source.name,
			eventTarget: core.target.name,
			eventDetails: texts.eventDetails,
			eventSummary: texts.eventSummary,
			status: core.status,
			...(texts.clientInfo === undefined ? {} : { clientInfo: texts.clientInfo }),
		};
	}

	/** All events as they are sent, oldest first. @throws RangeError when they are too many to hold */
	snapshot(): UnifiedEvent[] {
		if (this.size > MOST_IN_SNAPSHOT)
			throw new RangeError(`${this.size} events: more than a snapshot holds`);
		return [...this.view].map((identity) => this.event(identity));
	}

	/** Appends newer events, as when something happens. */
	append(count: number): void {
		this.history.arrive(count);
	}

	/** Inserts events that are older than the newest ones, as when they are committed late. */
	insertLate(count: number, options: LateEventOptions = {}): void {
		const { createdOn, ...where } = options;
		const atInstant = createdOn === undefined ? undefined : this.parse(createdOn);
		if (createdOn !== undefined && atInstant === undefined)
			throw new RangeError(`createdOn: '${createdOn}' is no date-time`);
		this.history.arriveLate(count, { ...where, ...(atInstant === undefined ? {} : { atInstant }) });
	}

	/** Removes the oldest events, as retention does. The long-term store keeps them. */
	removeOldest(count: number): void {
		this.history.removeOldest(count);
	}

	/** Keeps the newest `count` events. */
	retain(count: number): void {
		this.removeOldest(Math.max(0, this.size - count));
	}
}
