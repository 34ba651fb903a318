import { isSortProperty } from './ordering.ts';
import type { SortProperty } from './ordering.ts';
import type { SortOrder } from './options.ts';

type Query = Readonly<Record<string, string>>;

/** A parameter that the server refuses: status 400. */
export class BadRequest extends Error {}

const INT32_MAX = 2 ** 31 - 1;

function int32(query: Query, name: string): number | undefined {
	const text = query[name];
	if (text === undefined) return undefined;
	const value = Number(text);
	if (/^\d+$/.test(text) && value <= INT32_MAX) return value;
	throw new BadRequest(`The value '${text}' is not valid for ${name}.`);
}

function sortBy(query: Query): SortProperty {
	const { sortBy: name = 'createdOn' } = query;
	if (isSortProperty(name)) return name;
	throw new BadRequest(`The value '${name}' is not valid for sortBy.`);
}

function sortOrder(query: Query): SortOrder | undefined {
	const { sortOrder: order } = query;
	if (order === undefined || order === 'asc' || order === 'desc') return order;
	throw new BadRequest(`The value '${order}' is not valid for sortOrder.`);
}

/** The parameters of Get Audit Logs (facts, section 1). */
export interface PageQuery {
	top: number | undefined;
	skip: number;
	sortBy: SortProperty;
	sortOrder: SortOrder | undefined;
	language: string | undefined;
}

/**
 * Reads the query of `auditlogs`. `api-version` may be anything: UiPath does not say which there are.
 *
 * @throws BadRequest when a value is out of its documented range
 */
export function readPageQuery(query: Query): PageQuery {
	return {
		top: int32(query, 'top'),
		skip: int32(query, 'skip') ?? 0,
		sortBy: sortBy(query),
		sortOrder: sortOrder(query),
		language: query.language,
	};
}

/** Reads the query of `auditlogs/download`. @throws BadRequest when `size` is no int32 */
export function readDownloadQuery(query: Query): { size?: number; language?: string } {
	const size = int32(query, 'size');
	const { language } = query;
	return {
		...(size === undefined ? {} : { size }),
		...(language === undefined ? {} : { language }),
	};
}
