import { scan } from '../../../log/offset/scan';
import type { FollowedLog, FollowParameters, FollowQuery } from '../../../shared/followedLog';
import { DEFAULT_LATE_MINUTES, DEFAULT_MAX_ENTRIES } from '../../../shared/followFields';
import {
	MAX_INT32,
	readCollection,
	readLanguage,
	readText,
	readTimeout,
	readWholeNumber,
} from '../../../shared/parameters';
import { readTimeBound } from '../../../shared/timeBound';
import { ClassicLog } from '../../../uipath/classicLog';
import { DEFAULT_TIMEOUT_MS } from '../../../uipath/withConnection';
import { DEFAULT_PAGE_SIZE } from '../fields';
import { readFilters } from '../filters';
import { FORMS, readForm } from '../form';
import { followFields } from './fields';

/** A day is later than any entry comes. */
const MAX_LATE_MINUTES = 24 * 60;

/** More would not fit in an execution. */
const MAX_ENTRIES = 100_000;

function readQuery(parameters: FollowParameters, timeZone: string): FollowQuery {
	const options = readCollection(parameters.options, 'Options');
	const language = readLanguage(options.language);
	const apiVersion = readText(options.apiVersion, 'API Version');
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
		pageSize: readWholeNumber(options.pageSize ?? DEFAULT_PAGE_SIZE, 'Page Size', {
			min: 1,
			max: MAX_INT32,
		}),
		timeoutMs: readTimeout(options.timeout ?? DEFAULT_TIMEOUT_MS),
		wording: [language, apiVersion].join(' ').trim(),
		toItem: FORMS[form],
		open: (connection) => {
			const log = new ClassicLog(connection, { language, apiVersion });
			return {
				scan: (query) => scan(log, query),
				readNewestTime: async () => await log.readNewestTime(),
				readTimeAt: async (place) => await log.readTimeAt(place),
			};
		},
	};
}

/** The audit log, followed. */
export const auditLogFollowed: FollowedLog = { fields: followFields, readQuery };
