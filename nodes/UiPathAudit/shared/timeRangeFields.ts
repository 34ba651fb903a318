import type { IDisplayOptions, INodeProperties, INodePropertyOptions } from 'n8n-workflow';

/** In the order of their length rather than of the alphabet: that is how they are looked for. */
const RANGE_OPTIONS = [
	{ name: 'All', value: 'all' },
	{ name: 'Last Hour', value: 'lastHour' },
	{ name: 'Last 24 Hours', value: 'last24Hours' },
	{ name: 'Last 7 Days', value: 'last7Days' },
	{ name: 'Last 30 Days', value: 'last30Days' },
	{ name: 'Previous Hour', value: 'previousHour', description: 'The whole hour before this one' },
	{ name: 'Previous Day', value: 'previousDay', description: 'The whole of yesterday' },
	{
		name: 'Previous Week',
		value: 'previousWeek',
		description: 'The whole week before this one, from Monday to Sunday',
	},
	{
		name: 'Previous Month',
		value: 'previousMonth',
		description: 'The whole month before this one',
	},
	{ name: 'Custom', value: 'custom' },
] as const satisfies readonly INodePropertyOptions[];

/** The name of a range of time. */
export type TimeRange = (typeof RANGE_OPTIONS)[number]['value'];

/** The ranges of time that can be chosen by name. */
export const TIME_RANGES: readonly TimeRange[] = RANGE_OPTIONS.map(({ value }) => value);

type Shown = NonNullable<IDisplayOptions['show']>;

/**
 * The fields by which an operation asks for a range of time.
 *
 * @param show where the operation's fields are shown
 */
export function makeTimeRangeFields(show: Shown): INodeProperties[] {
	return [
		{
			displayName: 'Time Range',
			name: 'timeRange',
			type: 'options',
			options: [...RANGE_OPTIONS],
			default: 'all',
			description:
				"Which entries to read, by the time that they were created, in the workflow's time zone",
			displayOptions: { show },
		},
		...makeBoundFields({ show: { ...show, timeRange: ['custom'] }, hide: { '@tool': [true] } }),
		// An AI agent can be let fill in these, but not the choice of a range.
		...makeBoundFields({ show: { ...show, '@tool': [true] } }),
	];
}

function makeBoundFields(displayOptions: IDisplayOptions): INodeProperties[] {
	return [
		{
			displayName: 'From',
			name: 'from',
			type: 'dateTime',
			default: '',
			description:
				"Return only entries created at or after this time. A time without a UTC offset is in the workflow's time zone.",
			displayOptions,
		},
		{
			displayName: 'To',
			name: 'to',
			type: 'dateTime',
			default: '',
			description:
				"Return only entries created before this time. A time without a UTC offset is in the workflow's time zone.",
			displayOptions,
		},
	];
}

/** The option that moves a range of time back. */
export const windowDelayField: INodeProperties = {
	displayName: 'Window Delay',
	name: 'windowDelay',
	type: 'number',
	typeOptions: { minValue: 0 },
	default: 0,
	description:
		'Minutes by which to move the whole Time Range back, because UiPath may write entries late. On a schedule, every entry is still read once.',
};
