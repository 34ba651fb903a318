import { MAX_CONCURRENCY } from '../../../shared/entryFields';
import { readBinaryField } from '../../../shared/fileFields';
import {
	readChoice,
	readCollection,
	readSwitch,
	readTimeout,
	readWholeNumber,
	type ReadParameter,
} from '../../../shared/parameters';
import type { UnifiedPlace } from '../../../uipath/unifiedAddress';
import { readPlace } from '../placeFields';
import { readDays, type ArchiveDay } from './days';
import { DEFAULT_DAY_TIMEOUT_MS, DEFAULT_DAYS_AT_ONCE } from './fields';

/** What one run of Get Archive is to do. */
export interface ArchiveQuery {
	place: UnifiedPlace;
	days: ArchiveDay[];
	/** The binary field for each day's file; undefined where its events are wanted. */
	field: string | undefined;
	/** Whether events are returned in short. */
	isSimplified: boolean;
	/** Events to return, at most; only an AI agent is given fewer than all. */
	limit: number;
	/** Days at once, at most. */
	concurrency: number;
	/** Milliseconds until a day begins to come. */
	timeoutMs: number;
}

/**
 * Reads and checks the parameters, so that bad input is refused before any request.
 *
 * @param now milliseconds since 1970
 * @param isLimited whether the operation has a limit
 * @throws InputError that names the field and the remedy
 */
export function readArchiveQuery(
	parameter: ReadParameter,
	now: number,
	isLimited: boolean,
): ArchiveQuery {
	const options = readCollection(parameter('options', {}), 'Options');
	const output = readChoice(parameter('output', 'events'), ['events', 'files'] as const, 'Output');
	const isFile = output === 'files';
	const hasLimit = isLimited && !isFile && !readSwitch(parameter('returnAll', false), 'Return All');
	const concurrency = options.maxConcurrency ?? DEFAULT_DAYS_AT_ONCE;
	return {
		place: readPlace(parameter),
		days: readDays(parameter('fromDate', ''), parameter('toDate', ''), now),
		field: isFile ? readBinaryField(parameter('binaryPropertyName', 'data')) : undefined,
		isSimplified: !isFile && readSwitch(parameter('simplify', true), 'Simplify'),
		limit: hasLimit ? readWholeNumber(parameter('limit', 50), 'Limit', { min: 1 }) : Infinity,
		concurrency: readWholeNumber(concurrency, 'Max Concurrency', { min: 1, max: MAX_CONCURRENCY }),
		timeoutMs: readTimeout(options.timeout ?? DEFAULT_DAY_TIMEOUT_MS),
	};
}
