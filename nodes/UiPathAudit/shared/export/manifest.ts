import type { IDataObject } from 'n8n-workflow';
import {
	addMinutes,
	BEGINNING_OF_TIME,
	END_OF_TIME,
	toInstantOfMs,
	type Instant,
} from '../../log/instant';
import type { OrderedSelection } from '../../log/readInOrder';
import type { TimeWindow } from '../../log/timeWindow';
import { toUtc } from '../form';
import type { ExportQuery, FileStyle } from './exportQuery';
import type { ExportReading } from './exportReading';
import { PACKAGE_VERSION } from '../version';

/** The form of the manifest itself; goes up where a reader would have to know. */
const MANIFEST_VERSION = 1;

/** How the file was written, which who reads it has to know. */
export function describeStyle(style: FileStyle): IDataObject {
	const { format, columns, isCompressed: compress, parsesDetails: parseDetails } = style;
	const { delimiter, escapesFormulas: escapeFormulas, includesBom: includeBom } = style;
	const kind = format === 'csv' ? { delimiter, escapeFormulas, includeBom } : { parseDetails };
	return { format, fields: [...columns.names], options: { compress, ...kind } };
}

/** What was asked of the log, as the manifest tells it. */
export interface Asked {
	/** The value of the field Resource. */
	log: string;
	organization: string;
	/** Which of several logs it is. */
	place: IDataObject;
	selection: Pick<OrderedSelection, 'order' | 'window' | 'limit'>;
	/** The field Filters, as it was filled in. */
	filters: IDataObject;
	language?: string;
}

/** What the manifest says of where it came from. */
export function describeAsked(asked: Asked): IDataObject {
	const { log, organization, place, selection, filters, language } = asked;
	const { window, order, limit } = selection;
	return {
		log,
		organization,
		...place,
		window: { from: toTime(window.from), to: toTime(window.to) },
		filters: pickSet(filters),
		...(language ? { language } : {}),
		sortOrder: order,
		limit: limit === Infinity ? null : limit,
	};
}

/** What came, and how sure it is. */
export function describeReading(
	reading: ExportReading,
	{ selection, lateMinutes }: Pick<ExportQuery, 'selection' | 'lateMinutes'>,
): IDataObject {
	const { entries, first, last, report, readAt, hasOlder } = reading;
	const { order, window } = selection;
	const [oldest, newest] = order === 'asc' ? [first, last] : [last, first];
	return {
		entries,
		firstTime: toTime(oldest),
		lastTime: toTime(newest),
		isComplete: !report.isCut && report.notGiven === 0,
		readAt: new Date(readAt).toISOString(),
		settledUntil: toTime(findSettledUntil(reading, lateMinutes, window)),
		lateWindow: lateMinutes,
		retention: { reachesBeyondOldest: !hasOlder },
	};
}

/**
 * Before which time no entry can come any more: once an entry of some time has been seen, whatever comes
 * later is written later, and dated at most so many minutes before. So no clock counts but the log's own;
 * only of an entry that is dated ahead of n8n's clock, that clock counts instead.
 *
 * @returns undefined where the log was empty
 */
function findSettledUntil(
	{ readAt, newest }: Pick<ExportReading, 'readAt' | 'newest'>,
	lateMinutes: number,
	window: TimeWindow,
): Instant | undefined {
	if (newest === undefined) return undefined;
	const now = toInstantOfMs(readAt);
	const settled = addMinutes(newest < now ? newest : now, -lateMinutes);
	return settled < window.to ? settled : window.to;
}

/** Who wrote the file. */
export function describeVersions(typeVersion: number): IDataObject {
	return { package: PACKAGE_VERSION, node: typeVersion, manifest: MANIFEST_VERSION };
}

/** A time in UTC as the manifest tells it; null for an end of time. */
function toTime(instant: Instant | undefined): string | null {
	if (instant === undefined || instant === BEGINNING_OF_TIME || instant === END_OF_TIME)
		return null;
	return String(toUtc(instant.replace('\0', '')));
}

function pickSet(filters: IDataObject): IDataObject {
	const isSet = (value: unknown) =>
		Array.isArray(value) ? value.length > 0 : value !== undefined && value !== null && value !== '';
	return Object.fromEntries(Object.entries(filters).filter(([, value]) => isSet(value)));
}
