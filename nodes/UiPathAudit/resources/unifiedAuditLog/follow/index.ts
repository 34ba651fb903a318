import type { FollowedLog, FollowQuery } from '../../../shared/followedLog';
import { readFollowWishes } from '../../../shared/followFields';
import { readForm } from '../../../shared/form';
import { readCollection, readTimeout, type ReadParameter } from '../../../shared/parameters';
import { MAX_PAGE } from '../../../uipath/unifiedLog';
import { DEFAULT_TIMEOUT_MS } from '../../../uipath/withConnection';
import { readFilters } from '../filters';
import { readPlace } from '../placeFields';
import { FORMS } from '../simplify';
import { openUnifiedLog } from '../source';
import { followFields } from './fields';

function readQuery(parameter: ReadParameter, timeZone: string): FollowQuery {
	const place = readPlace(parameter);
	const options = readCollection(parameter('options', {}), 'Options');
	const { asked, filter, filterNames } = readFilters(
		readCollection(parameter('filters', {}), 'Filters'),
	);
	return {
		...readFollowWishes(options, timeZone),
		...{ filter, filterNames },
		pageSize: MAX_PAGE,
		timeoutMs: readTimeout(options.timeout ?? DEFAULT_TIMEOUT_MS),
		place: place.scope === 'tenant' ? `tenant ${place.tenant}` : place.scope,
		// An event keeps its id, whatever it is asked for with.
		wording: '',
		identify: ({ id }) => String(id),
		toItem: FORMS[readForm(parameter('simplify', true), false)],
		open: async (connection) => await openUnifiedLog(connection, place, asked),
	};
}

/** The unified audit log, followed. */
export const unifiedLogFollowed: FollowedLog = { fields: followFields, readQuery };
