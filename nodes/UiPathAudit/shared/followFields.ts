import type { IDataObject, INodeProperties } from 'n8n-workflow';
import type { FollowQuery } from './followedLog';
import { readWholeNumber } from './parameters';
import { readTimeBound } from './timeBound';

/** Minutes for which an entry may be late where the user sets no number. */
const DEFAULT_LATE_MINUTES = 10;

/** Entries in one poll where the user sets no number. */
const DEFAULT_MAX_ENTRIES = 1_000;

/** A day is later than any entry comes. */
const MAX_LATE_MINUTES = 24 * 60;

/** More would not fit in an execution. */
const MAX_ENTRIES = 100_000;

/** The option that says how late an entry may come. */
export const lateWindowField: INodeProperties = {
	displayName: 'Late Window',
	name: 'lateWindow',
	type: 'number',
	typeOptions: { minValue: 0 },
	default: DEFAULT_LATE_MINUTES,
	description:
		'How many minutes late UiPath can write an entry and still have it start the workflow. Entries written later than that do not start it.',
};

/** The option that limits a poll. */
export const maxEntriesField: INodeProperties = {
	displayName: 'Max Entries',
	name: 'maxEntries',
	type: 'number',
	typeOptions: { minValue: 1 },
	default: DEFAULT_MAX_ENTRIES,
	description: 'Max number of entries to return in one poll. The rest follow in the next polls.',
};

/** The option that begins with history. */
export const startFromField: INodeProperties = {
	displayName: 'Start From',
	name: 'startFrom',
	type: 'dateTime',
	default: '',
	description:
		"Also return the entries created since this time. Only applies to a trigger that has not polled yet. A time without a UTC offset is in the workflow's time zone.",
};

/**
 * Reads the options of the trigger that every log has.
 *
 * @throws InputError that names the field and the remedy
 */
export function readFollowWishes(
	options: IDataObject,
	timeZone: string,
): Pick<FollowQuery, 'startFrom' | 'lateMinutes' | 'maxEntries'> {
	return {
		startFrom: readTimeBound(options.startFrom, 'Start From', timeZone),
		lateMinutes: readLateMinutes(options.lateWindow),
		maxEntries: readWholeNumber(options.maxEntries ?? DEFAULT_MAX_ENTRIES, 'Max Entries', {
			min: 1,
			max: MAX_ENTRIES,
		}),
	};
}

/**
 * Reads how many minutes late an entry may come.
 *
 * @throws InputError where it is no such number
 */
export function readLateMinutes(value: unknown): number {
	const bounds = { min: 0, max: MAX_LATE_MINUTES };
	return readWholeNumber(value ?? DEFAULT_LATE_MINUTES, 'Late Window', bounds);
}
