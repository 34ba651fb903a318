import type { INodeProperties } from 'n8n-workflow';

/** Minutes for which an entry may be late where the user sets no number. */
export const DEFAULT_LATE_MINUTES = 10;

/** Entries in one poll where the user sets no number. */
export const DEFAULT_MAX_ENTRIES = 1_000;

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
