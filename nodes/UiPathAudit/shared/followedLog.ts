import type { INodeProperties } from 'n8n-workflow';
import type { AuditEntry } from '../log/entry';
import type { EntryFilter } from '../log/filter';
import type { Instant } from '../log/instant';
import type { OpenConnection } from '../uipath/withConnection';
import type { LogSource } from './logSource';
import type { ReadParameter } from './parameters';

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
	/** Which of several logs of the kind it is; empty where there is one. */
	place: string;
	/** What entries are asked for with: with another wording, the same entry looks different. */
	wording: string;
	/** What tells an entry from others, where it has an id; else all of its properties do. */
	identify?(entry: AuditEntry): string;
	/** What an item is to hold of an entry. */
	toItem(entry: AuditEntry): AuditEntry;
	/** The log at a connection. */
	open(connection: OpenConnection): Promise<LogSource>;
}

/** A log as the trigger offers it. */
export interface FollowedLog {
	/** The fields that the trigger has for it. */
	fields: INodeProperties[];
	/** @throws InputError that names the field and the remedy */
	readQuery(parameter: ReadParameter, timeZone: string): FollowQuery;
}
