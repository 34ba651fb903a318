import type { IDataObject } from 'n8n-workflow';
import { makeFilter, type EntryFilter, type FilterCondition } from '../../log/filter';
import { readCommaList, readText, readTextList } from '../../shared/parameters';
import type { EntryProperty } from '../../uipath/classicLog';

/** The filters of a node, read. */
export interface Filters {
	/** Undefined where everything passes. */
	filter: EntryFilter | undefined;
	/** The names of those that are set, as the editor shows them. */
	filterNames: string[];
}

/**
 * Reads the field Filters.
 *
 * @throws InputError where a filter is not usable
 */
export function readFilters(filters: IDataObject): Filters {
	const set = readConditions(filters);
	return {
		filter: makeFilter(set.map(({ condition }) => condition)),
		filterNames: set.map(({ field }) => field),
	};
}

/** A filter, and how the editor names it. */
interface NamedCondition {
	field: string;
	condition: FilterCondition;
}

/** The filters that are set. */
function readConditions(filters: IDataObject): NamedCondition[] {
	const text = { property: 'message', contains: readText(filters.message, 'Message') };
	return [
		...LISTED.map(([property, field, read]) => {
			return { field, condition: { property, anyOf: read(filters[property], field) } };
		}),
		{ field: 'Message', condition: text },
	].filter(({ condition }) => makeFilter([condition]) !== undefined);
}

/** The filters by a list of values. */
const LISTED: ReadonlyArray<readonly [EntryProperty, string, typeof readTextList]> = [
	['category', 'Category Names or IDs', readTextList],
	['action', 'Action Names or IDs', readTextList],
	['source', 'Source Names or IDs', readTextList],
	['userName', 'User Name', readCommaList],
	['email', 'Email', readCommaList],
];
