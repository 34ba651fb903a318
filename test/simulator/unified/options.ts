import type { CsvOptions, LogOptions, Movement } from '../options.ts';

/** The two levels of the unified log (facts, section 3). An event lives in one of them only. */
export type UnifiedLevel = 'organization' | 'tenant';

/** One event as UiPath sends it. */
export interface UnifiedEvent {
	/** A GUID; its order has nothing to do with time. */
	id: string;
	/** UTC with 0 to 7 fractional digits and `Z`. */
	createdOn: string;
	organizationId: string;
	organizationName: string;
	/** Null at organization level, like its name. */
	tenantId: string | null;
	tenantName: string | null;
	actorId: string;
	actorName: string | null;
	/** Empty or null for accounts of the system. */
	actorEmail: string | null;
	eventType: string;
	eventSource: string;
	eventTarget: string;
	/** JSON text. */
	eventDetails: string;
	eventSummary: string;
	/** 0 succeeded, 1 failed. */
	status: 0 | 1;
	/** Absent on events that the server itself made. */
	clientInfo?: { ipAddress: string; ipCountry: string };
}

/** What the catalogue calls things. */
export interface NamedId {
	readonly id: string;
	readonly name: string;
}

export interface AuditTarget extends NamedId {
	readonly eventTypes: readonly NamedId[];
}

/** A source of events, as `sources` lists it. */
export interface AuditSource extends NamedId {
	readonly eventTargets: readonly AuditTarget[];
}

/** What one log holds at the start. Everything follows from these numbers alone. */
export interface UnifiedLogOptions {
	/** Number of events; a million costs nothing. Default: 300 for the organization, 1,000 for a tenant. */
	events?: number;
	/**
	 * ISO date-time with at most milliseconds. The newest event lies in `(newest - spacingMs, newest]`, the one before
	 * it in the slot before, and so on. Default `2026-11-20T12:00:00Z`.
	 */
	newest?: string;
	/** Milliseconds from one event's slot to the next. Default 60,000. */
	spacingMs?: number;
	/** Events that share one `createdOn`, as for the classic log. Default 1: no two do. */
	ties?: LogOptions['ties'];
	/**
	 * When the events happened, in any order: ISO date-times with at most seven fractional digits, one for each event
	 * (`events`, `newest` and `ties` are then not used). What is appended later follows at `spacingMs`.
	 */
	times?: readonly string[];
	/** When event n (0 is the oldest) happened, as in `times`; must never decrease. Goes before `times`. */
	timeOf?: (eventNumber: number) => string;
	/** Seed of everything that looks random in it. Default: from the simulator's seed, another for each log. */
	seed?: number;
}

/** A tenant and what its log holds at the start. */
export interface UnifiedTenantOptions extends UnifiedLogOptions {
	name: string;
	/** A GUID. Default: by the seed. */
	id?: string;
}

/** UTC days (`YYYY-MM-DD`); true: all of them, false: none. */
export type Days = boolean | readonly string[];

/** What the facts call unknown of the CSV: its columns are the simulator's choice. */
export interface UnifiedCsvOptions
	extends Pick<CsvOptions, 'bom' | 'contentDisposition' | 'contentType' | 'transfer'> {
	/** The most rows that the file has. Default 100,000. */
	maxRows?: number;
	/** How far back from the log's newest event it goes. Default 90. */
	days?: number;
}

/** What the facts call unknown of the long-term store, and what may be wrong with it. */
export interface StoreOptions {
	/** How the fields are spelt. Default `observed`. */
	fields?: 'observed' | 'older';
	/** `ClientInformation` as an object or as JSON text. Default `object`. */
	clientInformation?: 'object' | 'text';
	/** Whether times end with `Z`. Default true. */
	zone?: boolean;
	/** Events in a file. Default 1,000. */
	eventsPerFile?: number;
	/** What days without events give: a ZIP of 22 bytes, or nothing at all. Default `emptyZip`. */
	emptyDay?: 'emptyZip' | 'emptyBody';
	/** These days' files lie in ZIPs within the ZIP. Default: none. */
	nested?: Days;
	/** These days' files have names that lead out of a folder, and two have the same. Default: none. */
	hostileNames?: Days;
	/** These days have a further file that unpacks to `bombBytes`, about 1000:1; it is an array without events. */
	bombs?: Days;
	/** Default 300,000,000. */
	bombBytes?: number;
	/** These days' files lie in ZIPs in ZIPs, that many deep. Default 20 deep, no day. */
	deep?: Days;
	depth?: number;
	/** These days answer 504: always, or as many times as the record says. Default: none. */
	failingDays?: readonly string[] | Readonly<Record<string, number>>;
	/**
	 * The least bytes of a ZIP with events, or of some days' ZIPs: a stored file fills it up, which is made while it is
	 * sent. Default: as it comes.
	 */
	bytes?: number | Readonly<Record<string, number>>;
	/**
	 * What fills it up: an array with nothing but blanks, or the day's first events over and over (with their ids).
	 * Default `blank`.
	 */
	filling?: 'blank' | 'repeated';
	/** Local headers without sizes, which then follow the data ("data descriptors"), as .NET writes to a stream. Default false. */
	descriptors?: boolean;
	/** The UTC day of the newest event and the one before it: every event, every other event or none. Default `whole`. */
	lastDays?: 'whole' | 'partial' | 'missing';
	/** How many days before the newest event it goes back. Default 730. */
	days?: number;
}

/** What may be switched while the simulator runs. */
export interface UnifiedSwitches {
	/** Whether there is a unified log. Default true. */
	enabled?: boolean;
	/** What its addresses answer where there is none. Default `notFound`. */
	absent?: 'notFound' | 'loginPage';
	/** What `maxCount` is clamped to. Default 10 to 200. */
	maxCount?: { readonly min: number; readonly max: number };
	/** Events in a page when the request has no `maxCount`. Default 100. */
	defaultMaxCount?: number;
	/**
	 * How events of one instant follow each other in the answer, which is newest first: by id, or in another order at
	 * each request, in which a cursor then goes on. Default `ascending`.
	 */
	tieOrder?: 'ascending' | 'descending' | 'shuffled';
	/** What `from` and `to` are cut off to before they are compared. Default `none`. */
	rounding?: 'none' | 'millisecond' | 'second';
	/** Name of a parameter (`qw`) of cursors, without which a cursor gets 400. Default false: none. */
	extraParameter?: string | false;
	/** A page that has events always has a `previous`; the last answer is then an empty page. Default false. */
	alwaysPrevious?: boolean;
	/**
	 * Every n-th answer to a cursor (over both levels) has no events, but a `previous` that goes on. At
	 * least 2; default 0: none.
	 */
	emptyPages?: number;
	/** An origin that `previous` and `next` lead to. Default false: paths from the root. */
	cursorHost?: string | false;
	/**
	 * From the n-th page of a window on (1 is the one without a cursor), `previous` leads back to where the first one led.
	 * Default 0: never.
	 */
	cursorCircle?: number;
	/** What happens to the log just before each answer of `events`; `routeIndex` counts over both levels. */
	movement?: Pick<Movement, 'arrivals' | 'late' | 'retention' | 'from' | 'to'>;
	csv?: UnifiedCsvOptions;
	/** The long-term store. */
	store?: StoreOptions;
}

/** The unified log's part of the simulator's options. */
export interface UnifiedOptions extends UnifiedSwitches {
	organization?: UnifiedLogOptions;
	/** Default: `DefaultTenant` with 1,000 events. */
	tenants?: readonly UnifiedTenantOptions[];
}
