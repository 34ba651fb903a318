import type { Selection } from '../../../log/select';
import { readForm, type EntryForm } from '../../../shared/form';
import { readSelection, type GetLogsParameters } from '../../../shared/getLogsParameters';
import { readTimeout } from '../../../shared/parameters';
import type { Clock } from '../../../shared/timeRange';
import { MAX_PAGE, type UnifiedFilters } from '../../../uipath/unifiedLog';
import { DEFAULT_TIMEOUT_MS } from '../../../uipath/withConnection';
import { readFilters } from '../filters';

/** What one run of Get Logs is to do. */
export interface GetLogsQuery {
	selection: Selection;
	/** What UiPath is to filter by. */
	asked: UnifiedFilters;
	timeoutMs: number;
	/** What to make of an event. */
	form: EntryForm;
	/** The names of the filters that are set, as the editor shows them. */
	filterNames: string[];
}

/**
 * Reads and checks the parameters, so that bad input is refused before any request.
 *
 * @throws InputError that names the field and the remedy
 */
export function readGetLogsQuery(parameters: GetLogsParameters, clock: Clock): GetLogsQuery {
	const { simplify, filters, options } = parameters;
	const { asked, filter, filterNames } = readFilters(filters);
	const selection = readSelection(parameters, clock);
	return {
		selection: { ...selection, sortBy: undefined, filter, skip: 0, pageSize: MAX_PAGE },
		asked,
		timeoutMs: readTimeout(options.timeout ?? DEFAULT_TIMEOUT_MS),
		form: readForm(simplify, options.parseDetails),
		filterNames,
	};
}
