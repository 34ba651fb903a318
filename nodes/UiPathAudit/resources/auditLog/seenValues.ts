import type { AuditEntry } from '../../log/entry';
import { makeFilter, type EntryFilter, type FilterCondition } from '../../log/filter';
import { quote } from '../../shared/parameters';

/** More do not help who looks for one of them. */
const MAX_VALUES = 20;

/** People are not listed to somebody who asked for another. */
const PERSONAL: ReadonlySet<string> = new Set(['userName', 'email']);

/** A filter, and how the editor names it. */
export interface NamedCondition {
	field: string;
	condition: FilterCondition;
}

interface Watched {
	field: string;
	condition: FilterCondition & { anyOf: readonly string[] };
	passes: EntryFilter;
	hasPassed: boolean;
	values: Set<string>;
}

/** Watches entries pass by, to tell afterwards why none was found: UiPath does not list the values that there are. */
export class SeenValues {
	private readonly watched: Watched[];

	constructor(conditions: readonly NamedCondition[]) {
		this.watched = conditions.flatMap(({ field, condition }) => {
			const passes = makeFilter([condition]);
			if (!passes || !('anyOf' in condition)) return [];
			return [{ field, condition, passes, hasPassed: false, values: new Set<string>() }];
		});
	}

	/** Looks at an entry that was read. */
	note(entry: AuditEntry): void {
		for (const each of this.watched) {
			each.hasPassed ||= each.passes(entry);
			const value = entry[each.condition.property];
			if (each.values.size > MAX_VALUES || typeof value !== 'string' || value === '') continue;
			each.values.add(value);
		}
	}

	/**
	 * Says which of the wanted values no entry had, and which there were instead.
	 *
	 * @returns sentences for the user; an empty text where every filter for itself let something through
	 */
	explain(): string {
		return this.watched
			.filter(({ hasPassed, values }) => !hasPassed && values.size > 0)
			.map(({ field, condition, values }) => {
				const name = field.replace(' Names or IDs', '');
				const missed = ` None of the entries read has ${condition.anyOf.map(quote).join(' or ')} as ${name}`;
				if (PERSONAL.has(condition.property)) return `${missed}.`;
				const found = [...values].sort().slice(0, MAX_VALUES).map(quote).join(', ');
				return `${missed}; they have ${found}${values.size > MAX_VALUES ? ' and others' : ''}.`;
			})
			.join('');
	}
}
