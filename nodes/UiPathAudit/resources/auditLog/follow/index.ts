import { scan } from '../../../log/offset/scan';
import type { FollowedLog, FollowParameters, FollowQuery } from '../../../shared/followedLog';
import { DEFAULT_LATE_MINUTES, DEFAULT_MAX_ENTRIES } from '../../../shared/followFields';
import { readCollection, readWholeNumber } from '../../../shared/parameters';
import { readTimeBound } from '../../../shared/timeBound';
import { ClassicLog } from '../../../uipath/classicLog';
import { readFilters } from '../filters';
import { FORMS, readForm } from '../form';
import { readPageRequests } from '../requests';
import { followFields } from './fields';

/** A day is later than any entry comes. */
const MAX_LATE_MINUTES = 24 * 60;

/** More would not fit in an execution. */
const MAX_ENTRIES = 100_000;

function readQuery(parameters: FollowParameters, timeZone: string): FollowQuery {
	const options = readCollection(parameters.options, 'Options');
	const { log, pageSize, timeoutMs } = readPageRequests(options);
	const form = readForm(parameters.simplify, false);
	return {
		...readFilters(readCollection(parameters.filters, 'Filters')),
		startFrom: readTimeBound(options.startFrom, 'Start From', timeZone),
		lateMinutes: readWholeNumber(options.lateWindow ?? DEFAULT_LATE_MINUTES, 'Late Window', {
			min: 0,
			max: MAX_LATE_MINUTES,
		}),
		maxEntries: readWholeNumber(options.maxEntries ?? DEFAULT_MAX_ENTRIES, 'Max Entries', {
			min: 1,
			max: MAX_ENTRIES,
		}),
		pageSize,
		timeoutMs,
		wording: [log.language, log.apiVersion].join(' ').trim(),
		toItem: FORMS[form],
		open: (connection) => {
			const reader = new ClassicLog(connection, log);
			return {
				scan: (query) => scan(reader, query),
				readNewestTime: async () => await reader.readNewestTime(),
				readTimeAt: async (place) => await reader.readTimeAt(place),
			};
		},
	};
}

/** The audit log, followed. */
export const auditLogFollowed: FollowedLog = { fields: followFields, readQuery };
