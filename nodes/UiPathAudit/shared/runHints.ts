import type { NodeExecutionHint } from 'n8n-workflow';

/** What came of reading the entries for one input item. */
export interface ReadReport {
	entries: number;
	/** Entries that were read to find them. */
	read: number;
	requests: number;
	milliseconds: number;
	/** Whether all entries were wanted. */
	isReturnAll: boolean;
	/** Whether the limit left entries out, or may have. */
	isCut: boolean;
	/** Whether the log changed while it was read. */
	hasMoved: boolean;
	/** Entries that the server counts beyond those that it gave. */
	notGiven: number;
	/** What the log is called in a sentence: "audit log". */
	log: string;
}

/** Many input items may have as many things to tell. */
const MAX_NOTES = 3;

/** Gathers what the editor tells about a run, of all input items together. */
export class RunHints {
	private readonly all = { runs: 0, entries: 0, read: 0, requests: 0, milliseconds: 0 };
	private cutRuns = 0;
	private cutEntries = 0;
	private hasMoved = false;
	private readonly warnings = new Set<string>();
	private readonly notes = new Set<string>();

	/** Notes what came of reading entries. */
	noteRead(report: ReadReport): void {
		const { entries, requests, milliseconds, isReturnAll, isCut, hasMoved, notGiven, log } = report;
		this.hasMoved ||= hasMoved;
		if (notGiven > 0) {
			this.warn(
				`UiPath counts ${countNoun(notGiven, 'entry', 'entries')} more in the ${log} than it returned, whichever way it was asked.`,
			);
		}
		if (isReturnAll) {
			this.all.runs++;
			this.all.entries += entries;
			this.all.read += report.read;
			this.all.requests += requests;
			this.all.milliseconds += milliseconds;
		}
		if (!isCut) return;
		this.cutRuns++;
		this.cutEntries += entries;
	}

	/** Notes what the user may want to know; the same is told once. */
	tell(sentence: string): void {
		this.notes.add(sentence);
	}

	/** Notes a sentence that the user should not miss. */
	warn(sentence: string): void {
		this.warnings.add(sentence);
	}

	/** The hints, most important first. */
	list(): NodeExecutionHint[] {
		const infos = [
			...[...this.notes].slice(0, MAX_NOTES),
			...[this.describeAll(), this.describeCut(), this.describeMoved()],
		];
		return [
			...[...this.warnings].map((message) => makeHint('warning', message)),
			...infos.filter((message) => message !== '').map((message) => makeHint('info', message)),
		];
	}

	private describeAll(): string {
		const { runs, entries, read, requests, milliseconds } = this.all;
		if (runs === 0) return '';
		const seconds = Math.max(0.1, milliseconds / 1_000).toFixed(1);
		const returned = read > entries ? `, ${entries.toLocaleString('en-US')} of them returned` : '';
		return `${countNoun(read, 'entry', 'entries')} read with ${countNoun(requests, 'request', 'requests')} in ${seconds} seconds${returned}.`;
	}

	private describeCut(): string {
		if (this.cutRuns === 0) return '';
		const were = this.cutEntries === 1 ? 'was' : 'were';
		const items = this.cutRuns > 1 ? ` (in total for ${this.cutRuns} input items)` : '';
		return `Because of Limit, only ${countNoun(this.cutEntries, 'entry', 'entries')} ${were} returned${items}; there may be more. Turn on Return All to get them all.`;
	}

	private describeMoved(): string {
		return this.hasMoved
			? 'The log changed while it was being read. Entries that arrived in the meantime may or may not be in the result; all others are in it exactly once.'
			: '';
	}
}

function makeHint(type: 'info' | 'warning', message: string): NodeExecutionHint {
	return { type, message, location: 'outputPane' };
}

/** A count with the noun that fits it: "1 entry", "12,000 entries". */
export function countNoun(count: number, one: string, many: string): string {
	return `${count.toLocaleString('en-US')} ${count === 1 ? one : many}`;
}
