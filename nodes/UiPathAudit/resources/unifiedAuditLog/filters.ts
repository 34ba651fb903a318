import type { IDataObject } from 'n8n-workflow';
import { makeFilter, type EntryFilter } from '../../log/filter';
import { readChoice, readCommaList, readText, readTextList } from '../../shared/parameters';
import type { UnifiedFilters } from '../../uipath/unifiedLog';

/** The filters of a node, read; sources, targets and types may still be names. */
export interface Filters {
	/** What UiPath filters by. */
	asked: UnifiedFilters;
	/** What the node filters by itself; undefined where UiPath does it all. */
	filter: EntryFilter | undefined;
	/** The names of those that are set, as the editor shows them. */
	filterNames: string[];
}

const STATUS = { succeeded: 0, failed: 1 } as const;

/**
 * Reads the field Filters.
 *
 * @throws InputError where a filter is not usable
 */
export function readFilters(filters: IDataObject): Filters {
	const emails = readCommaList(filters.email, 'Email');
	const asked = {
		sources: readTextList(filters.source, 'Source Names or IDs'),
		targets: readTextList(filters.target, 'Target Names or IDs'),
		types: readTextList(filters.type, 'Type Names or IDs'),
		userIds: readIds(filters.userIds),
		status: readStatus(filters.status),
		search: readText(filters.search, 'Search'),
	};
	return {
		asked,
		// UiPath searches everywhere but in e-mail addresses; a user may have had several ids.
		filter: makeFilter([{ property: 'actorEmail', anyOf: emails }]),
		filterNames: listNames({ ...asked, emails }),
	};
}

function readIds(value: unknown): string[] {
	const field = 'User IDs';
	if (Array.isArray(value)) return readTextList(value, field);
	// An id has no quotes or brackets: they are those of a list that was written as JSON.
	return readTextList(readText(value, field).split(/[\s,;"'[\]]+/), field);
}

function readStatus(value: unknown): UnifiedFilters['status'] {
	if (value === undefined || value === null || value === '') return undefined;
	return STATUS[readChoice(value, ['succeeded', 'failed'] as const, 'Status')];
}

function listNames(filters: UnifiedFilters & { emails: readonly string[] }): string[] {
	const { emails, search, sources, status, targets, types, userIds } = filters;
	const isSet: Array<[field: string, isSet: boolean]> = [
		['Email', emails.length > 0],
		['Search', search !== ''],
		['Source Names or IDs', sources.length > 0],
		['Status', status !== undefined],
		['Target Names or IDs', targets.length > 0],
		['Type Names or IDs', types.length > 0],
		['User IDs', userIds.length > 0],
	];
	return isSet.filter(([, set]) => set).map(([field]) => field);
}
