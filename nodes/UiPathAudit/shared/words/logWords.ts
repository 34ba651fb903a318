import type { LogErrorFacts, LogErrorKind } from '../../log/logError';
import { countNoun } from '../runHints';
import { advise, type Situation, type Words } from './situation';

const MAX_TIME_LENGTH = 60;

/** What a user reads where a log could not be read as a whole. */
export const LOG_WORDS: Record<
	LogErrorKind,
	(facts: LogErrorFacts, situation: Situation) => Words
> = {
	moving: (_facts, situation) => ({
		message: `The ${situation.log.name} changed faster than it could be read`,
		remedy: `Nothing was returned, because the result might not have been complete. ${advise(
			situation,
			[
				['From', 'narrow the time window with From and To'],
				['Page Size', 'raise Page Size'],
			],
			'run the workflow again at a quieter time',
		)}`,
	}),
	'unstable-ties': ({ count = 0, time = '', limit = 0 }, situation) => ({
		message: `${count} entries have the same time, ${time}Z, and the node cannot be sure that it saw all of them`,
		remedy:
			`Nothing was returned. UiPath returns at most ${limit} of them per response, and what it returned did not add up: it may sort them differently each time, or the log may have changed. ${advise(
				situation,
				[
					['Page Size', `set Page Size to ${count + 2} or more, in case UiPath returns that many`],
					['From', 'exclude this time with From and To'],
				],
			)}`.trim(),
	}),
	'bad-time': ({ time = '', property = '' }) => ({
		message: `UiPath sent an entry whose ${property} is not a valid date and time: ${time.slice(0, MAX_TIME_LENGTH)}`,
		remedy:
			'Without a valid time, the entry has no place in the log, so nothing was returned. Report this to UiPath.',
	}),
	'counted-not-given': ({ count = 0, place = 0 }, { log }) => ({
		message: describeMissing(log.name, count, place),
		remedy:
			'Nothing was returned, because the result would not have been complete. Try again; if it keeps happening, report this to UiPath.',
	}),
	'wrong-order': (_facts, situation) => ({
		message: 'UiPath did not return the entries in the requested order',
		remedy:
			`Without that order, the node cannot read the whole log, so nothing was returned. ${situation.log.ifUnordered} ${advise(
				situation,
				[['API Version', 'try another API Version in the Options']],
			)}`.trim(),
	}),
	'no-id': ({ property = '' }) => ({
		message: `UiPath sent an entry without a valid ${property}`,
		remedy:
			'Without it, the node cannot tell whether it has read the entry before, so nothing was returned. Report this to UiPath.',
	}),
	circling: (_facts, { log }) => ({
		message: `The pages that UiPath returned for the ${log.name} form a loop`,
		remedy:
			'Each page says where the next one is, and this one points back to a page that was already read. Nothing was returned, because the result would not have been complete. Try again; if it keeps happening, report this to UiPath.',
	}),
	endless: ({ count = 0 }, situation) => ({
		message: `UiPath returned more than ${count.toLocaleString('en-US')} pages of the ${situation.log.name} in a row without a new entry`,
		remedy: `Each page pointed to older entries, but none came, so nothing was returned. ${advise(
			situation,
			[['Time Range', 'choose a shorter Time Range']],
			'try again later',
		)}`,
	}),
	'outside-window': (_facts, { log }) => ({
		message: `UiPath returned entries of the ${log.name} from outside the requested time range`,
		remedy:
			'The node can be sure to read every entry only if UiPath keeps to that range, so nothing was returned. Try again; if it keeps happening, report this to UiPath.',
	}),
};

function describeMissing(log: string, count: number, place: number): string {
	// Earlier answers had more: the latest count explains nothing.
	if (count <= place)
		return `UiPath returns no more entries of the ${log}, although it returned some before`;
	const entries = countNoun(count, 'entry', 'entries');
	const from = place === 0 ? '' : ` from number ${place + 1} on`;
	return `UiPath says that the ${log} has ${entries}, but returns none${from}`;
}
