import type { INodeProperties } from 'n8n-workflow';
import type { AuditEntry } from '../log/entry';
import type { EntryFilter } from '../log/filter';
import type { Instant } from '../log/instant';
import type { Scan } from '../log/stretch';
import type { OpenConnection } from '../uipath/withConnection';

/** The trigger's parameters as the node holds them. */
export interface FollowParameters {
	simplify: unknown;
	filters: unknown;
	options: unknown;
}

/** What the trigger is to do. */
export interface FollowQuery {
	/** The entries to tell; all where undefined. */
	filter: EntryFilter | undefined;
	/** The names of the filters that are set, as the editor shows them. */
	filterNames: string[];
	/** Begins with history where set. */
	startFrom: Instant | undefined;
	/** Minutes for which an entry may be late and is told all the same. */
	lateMinutes: number;
	/** Entries to tell in one poll at most. */
	maxEntries: number;
	/** Entries to ask for in a page. */
	pageSize: number;
	/** Milliseconds for one request. */
	timeoutMs: number;
	/** What entries are asked for with: with another wording, the same entry looks different. */
	wording: string;
	/** What an item is to hold of an entry. */
	toItem(entry: AuditEntry): AuditEntry;
	/** The log at a connection. */
	open(connection: OpenConnection): FollowSource;
}

/** A log to follow. */
export interface FollowSource {
	scan: Scan;
	/** The time of the newest entry as it is written; an empty text where there is none. */
	readNewestTime(): Promise<string>;
	/** The time of the entry that has so many before it; an empty text where there is none. */
	readTimeAt(place: number): Promise<string>;
}

/** A log as the trigger offers it. */
export interface FollowedLog {
	/** The fields that the trigger has for it. */
	fields: INodeProperties[];
	/** @throws InputError that names the field and the remedy */
	readQuery(parameters: FollowParameters, timeZone: string): FollowQuery;
}
