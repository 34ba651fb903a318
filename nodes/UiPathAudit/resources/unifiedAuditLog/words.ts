import type { LogWords } from '../../shared/words/situation';

/** How sentences speak of the unified log. */
export const UNIFIED_LOG_WORDS: LogWords = {
	name: 'unified audit log',
	a: 'a unified audit log',
	scope: 'PM.Audit.Read',
	widerScope: 'PM.Audit',
	ifUnordered: 'Report this to UiPath.',
	ifTokenRefused:
		'For this log, UiPath returns the same error if the token lacks the scope PM.Audit.Read (or PM.Audit).',
	ifAbsent:
		'Only Automation Cloud has the unified audit log, and not every organization there has it. If yours does not, set Resource to Audit Log, which is the classic log.',
};
