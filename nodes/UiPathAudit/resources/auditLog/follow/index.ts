import type { FollowedLog, FollowQuery } from '../../../shared/followedLog';
import { readFollowWishes } from '../../../shared/followFields';
import { readCollection, type ReadParameter } from '../../../shared/parameters';
import { readFilters } from '../filters';
import { readForm } from '../../../shared/form';
import { openClassicLog } from '../source';
import { FORMS } from '../simplify';
import { readPageRequests } from '../requests';
import { followFields } from './fields';

function readQuery(parameter: ReadParameter, timeZone: string): FollowQuery {
	const options = readCollection(parameter('options', {}), 'Options');
	const { log, pageSize, timeoutMs } = readPageRequests(options);
	const form = readForm(parameter('simplify', true), false);
	return {
		...readFilters(readCollection(parameter('filters', {}), 'Filters')),
		...readFollowWishes(options, timeZone),
		pageSize,
		timeoutMs,
		place: '',
		wording: [log.language, log.apiVersion].join(' ').trim(),
		toItem: FORMS[form],
		open: async (connection) => await openClassicLog(connection, log),
	};
}

/** The audit log, followed. */
export const auditLogFollowed: FollowedLog = { fields: followFields, readQuery };
