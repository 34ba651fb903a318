import type { LogWords } from '../../shared/words/situation';

/** How sentences speak of the classic log. */
export const AUDIT_LOG_WORDS: LogWords = {
	name: 'audit log',
	a: 'an audit log',
	scope: 'PM.Audit.Read',
	widerScope: 'PM.Audit',
	ifUnordered: 'This version of UiPath may not support sortBy and sortOrder.',
	ifTokenRefused: '',
	ifAbsent: '',
};
