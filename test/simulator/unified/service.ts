import { jsonAnswer } from '../answer.ts';
import type { Answer } from '../answer.ts';
import { csvHeaders } from '../csv.ts';
import type { RequestInfo, UnifiedRoute } from '../request.ts';
import { unifiedCsv } from './csv.ts';
import type { UnifiedLog } from './log.ts';
import { EventPages } from './pages.ts';
import type { UnifiedSettings } from './settings.ts';
import { LongTermStore } from './store.ts';

/** A request to the unified log with what the server acts on. */
export interface UnifiedCall {
	readonly log: UnifiedLog;
	readonly request: RequestInfo;
	/** Without the query, as sent: links lead there. */
	readonly path: string;
	/** The request's, unless a fault has changed it. */
	readonly query: URLSearchParams;
	readonly settings: UnifiedSettings;
}

/** What a healthy UiPath server answers at the addresses of the unified log. */
export class UnifiedService {
	private readonly pages = new EventPages();
	private readonly store = new LongTermStore();

	/** @throws BadRequest when a parameter is out of its range */
	answer(route: UnifiedRoute, call: UnifiedCall): Answer {
		switch (route) {
			case 'sources': {
				const { catalogue } = call.log;
				return { ...jsonAnswer(200, catalogue), entries: catalogue.length };
			}
			case 'events':
				return this.pages.answer(call);
			case 'downloadevents': {
				const { body, rows } = unifiedCsv(call.log, call.query, call.settings);
				return { status: 200, headers: csvHeaders(call.settings.csv), body, entries: rows };
			}
			case 'archive':
				return this.store.answer(call);
		}
	}
}
