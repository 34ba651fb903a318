import { InputError } from '../../shared/inputError';
import { quote } from '../../shared/parameters';
import { isGuid } from '../../uipath/guid';
import type { UnifiedPlace } from '../../uipath/unifiedAddress';
import { readCatalogue, type CatalogueItem } from '../../uipath/unifiedCatalogue';
import type { UnifiedFilters } from '../../uipath/unifiedLog';
import type { OpenConnection } from '../../uipath/withConnection';
import { findNearest } from './nearest';

/**
 * Turns the names of sources, targets and types into ids. A name may stand for several: a target of
 * several sources, unless a source is chosen as well. The catalogue is asked for only where there is a
 * name.
 *
 * @throws InputError where a name is not in the catalogue; as the catalogue's reader does
 */
export async function resolveNames<F extends Pick<UnifiedFilters, 'sources' | 'targets' | 'types'>>(
	open: OpenConnection,
	place: UnifiedPlace,
	filters: F,
): Promise<F> {
	const named = [...filters.sources, ...filters.targets, ...filters.types];
	if (named.every((value) => isGuid(value))) return filters;
	const catalogue = await readCatalogue(open, place);
	const sources = choose(catalogue, filters.sources, 'Source Names or IDs');
	const targets = choose(listParts(sources.chosen), filters.targets, 'Target Names or IDs');
	const types = choose(listParts(targets.chosen), filters.types, 'Type Names or IDs');
	return { ...filters, sources: sources.ids, targets: targets.ids, types: types.ids };
}

/** The targets of sources, or the types of targets. */
export function listParts(items: readonly CatalogueItem[]): CatalogueItem[] {
	return items.flatMap(({ parts }) => parts);
}

/** Those items that are meant by an id or a name; all where nothing is. */
export function findItems(
	items: readonly CatalogueItem[],
	wanted: readonly string[],
): CatalogueItem[] {
	if (wanted.length === 0) return [...items];
	const texts = new Set(wanted.map(fold));
	return items.filter(({ id, name }) => texts.has(fold(id)) || texts.has(fold(name)));
}

function choose(
	items: readonly CatalogueItem[],
	wanted: readonly string[],
	field: string,
): { chosen: CatalogueItem[]; ids: string[] } {
	for (const value of wanted) {
		if (!isGuid(value) && findItems(items, [value]).length === 0) throwUnknown(items, value, field);
	}
	const chosen = findItems(items, wanted);
	if (wanted.length === 0) return { chosen, ids: [] };
	// An id that the catalogue does not have is UiPath's to judge.
	const given = wanted.filter((value) => isGuid(value));
	const known = new Map(chosen.map(({ id }) => [fold(id), id]));
	for (const id of given) if (!known.has(fold(id))) known.set(fold(id), id);
	return { chosen, ids: [...known.values()] };
}

function throwUnknown(items: readonly CatalogueItem[], value: string, field: string): never {
	const nearest = findNearest(
		items.map(({ name }) => name),
		value,
	);
	const remedy =
		nearest.length > 0
			? `The nearest names are ${nearest.map(quote).join(', ')}. Targets depend on the chosen sources, and types on the chosen targets; the organization and its tenants have different ones.`
			: 'There are none to choose from: check Scope and Tenant, and the other filters.';
	throw new InputError(
		field,
		`${quote(value)} is not one of UiPath's values for '${field}'`,
		remedy,
	);
}

function fold(text: string): string {
	return text.normalize('NFC').trim().toLowerCase();
}
