import type { Selection } from '../../../log/select';
import { readForm, type EntryForm } from '../../../shared/form';
import { readSelection, type GetLogsParameters } from '../../../shared/getLogsParameters';
import { readChoice, readSwitch, readWholeNumber } from '../../../shared/parameters';
import type { Clock } from '../../../shared/timeRange';
import {
	ENTRY_PROPERTIES,
	TIME_PROPERTY,
	type ClassicLogOptions,
	type EntryProperty,
} from '../../../uipath/classicLog';
import { readFilters } from '../filters';
import { readPageRequests } from '../requests';

/** What one run of Get Logs is to do. */
export interface GetLogsQuery {
	selection: Selection;
	log: ClassicLogOptions;
	timeoutMs: number;
	/** What to make of an entry. */
	form: EntryForm;
	/** Whether entries are given an id. */
	hasEntryId: boolean;
	/** The names of the filters that are set, as the editor shows them. */
	filterNames: string[];
	/** Says more of why nothing passed them. */
	explainMiss(): string;
}

/**
 * Reads and checks the parameters, so that bad input is refused before any request.
 *
 * @throws InputError that names the field and the remedy
 */
export function readGetLogsQuery(parameters: GetLogsParameters, clock: Clock): GetLogsQuery {
	const { simplify, filters, options } = parameters;
	const { filter, ...told } = readFilters(filters);
	const { log, pageSize, timeoutMs } = readPageRequests(options);
	const sortBy = readChoice<EntryProperty>(
		options.sortBy ?? TIME_PROPERTY,
		ENTRY_PROPERTIES,
		'Sort By',
	);
	return {
		selection: {
			...readSelection(parameters, clock),
			sortBy: sortBy === TIME_PROPERTY ? undefined : sortBy,
			filter,
			skip: readWholeNumber(options.skip ?? 0, 'Skip', { min: 0 }),
			pageSize,
		},
		log,
		timeoutMs,
		form: readForm(simplify, options.parseDetails),
		hasEntryId: readSwitch(options.addEntryId, 'Add Entry ID'),
		...told,
	};
}
