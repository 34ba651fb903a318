import type { LogErrorFacts, LogErrorKind } from '../../log/logError';
import { advise, type Situation, type Words } from './situation';

const MAX_TIME_LENGTH = 60;

/** What a user reads where a log could not be read as a whole. */
export const LOG_WORDS: Record<
	LogErrorKind,
	(facts: LogErrorFacts, situation: Situation) => Words
> = {
	moving: (_facts, situation) => ({
		message: `The ${situation.log.name} changed faster than it could be read`,
		remedy: `Nothing was handed on, because it could not have been the whole log. ${advise(
			situation,
			[
				['From', 'narrow the time window with From and To'],
				['Page Size', 'raise Page Size'],
			],
			'run it again at a quieter time',
		)}`,
	}),
	'unstable-ties': ({ count = 0, time = '', limit = 0 }, situation) => ({
		message: `${count} entries have the same time, ${time}Z, and it is not certain that every one of them was seen`,
		remedy:
			`Nothing was handed on. UiPath gives them in a different order at each request, at most ${limit} of them in one answer, and some of them are equal in every field. ${advise(
				situation,
				[
					['Page Size', `set Page Size to ${count + 2} or more in case UiPath gives that many`],
					['From', 'leave this moment out with From and To'],
				],
			)}`.trim(),
	}),
	'bad-time': ({ time = '', property = '' }) => ({
		message: `UiPath sent an entry whose ${property} is not a date and time: ${time.slice(0, MAX_TIME_LENGTH)}`,
		remedy:
			'Without it the entry has no place in the log, so nothing was handed on. Report it to UiPath.',
	}),
	'counted-not-given': ({ count = 0, place = 0 }, { log }) => ({
		message:
			place === 0
				? `UiPath says that the ${log.name} has ${count} entries, but returns none`
				: `UiPath says that the ${log.name} has ${count} entries, but returns none from number ${place + 1} on`,
		remedy:
			'Nothing was handed on, because the log would not be complete. Try again; if it keeps happening, report it to UiPath.',
	}),
	'wrong-order': (_facts, situation) => ({
		message: 'UiPath did not return the entries in the order that was asked for',
		remedy:
			`Without that order the log cannot be read as a whole, so nothing was handed on. This version of UiPath may not support sortBy and sortOrder. ${advise(
				situation,
				[['API Version', 'try another API Version in the Options']],
			)}`.trim(),
	}),
};
