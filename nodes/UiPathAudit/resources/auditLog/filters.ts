import type { IDataObject } from 'n8n-workflow';
import { makeFilter, type EntryFilter } from '../../log/filter';
import { readCommaList, readText } from '../../shared/parameters';
import type { EntryProperty } from '../../uipath/classicLog';
import { SeenValues, type NamedCondition } from './seenValues';

/** The filters of a node, read. */
export interface Filters {
	/** Undefined where everything passes. */
	filter: EntryFilter | undefined;
	/** The names of those that are set, as the editor shows them. */
	filterNames: string[];
	/** Says, where nothing passed, which of the values that were asked for there were not. */
	explainMiss(): string;
}

/**
 * Reads the field Filters.
 *
 * @throws InputError where a filter is not usable
 */
export function readFilters(filters: IDataObject): Filters {
	const set = readConditions(filters);
	const seen = new SeenValues(set);
	const passes = makeFilter(set.map(({ condition }) => condition));
	return {
		filter:
			passes &&
			((entry) => {
				seen.note(entry);
				return passes(entry);
			}),
		filterNames: set.map(({ field }) => field),
		explainMiss: () => seen.explain(),
	};
}

/** The filters that are set. */
function readConditions(filters: IDataObject): NamedCondition[] {
	const text = { property: 'message', contains: readText(filters.message, 'Message') };
	return [
		...LISTED.map(([property, field]) => {
			return { field, condition: { property, anyOf: readCommaList(filters[property], field) } };
		}),
		{ field: 'Message', condition: text },
	].filter(({ condition }) => makeFilter([condition]) !== undefined);
}

/** The filters by a list of values. */
const LISTED: ReadonlyArray<readonly [EntryProperty, string]> = [
	['category', 'Category Names or IDs'],
	['action', 'Action Names or IDs'],
	['source', 'Source Names or IDs'],
	['userName', 'User Name'],
	['email', 'Email'],
];
