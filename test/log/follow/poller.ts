import type { AuditEntry } from '../../../nodes/UiPathAudit/log/entry';
import {
	readCursor,
	startAt,
	writeCursor,
	type Cursor,
} from '../../../nodes/UiPathAudit/log/follow/cursor';
import { begin, follow } from '../../../nodes/UiPathAudit/log/follow/follow';
import type { FollowOptions } from '../../../nodes/UiPathAudit/log/follow/poll';
import { LogError } from '../../../nodes/UiPathAudit/log/logError';
import { scan } from '../../../nodes/UiPathAudit/log/offset/scan';
import type { Scan } from '../../../nodes/UiPathAudit/log/stretch';
import type { LivingLog } from './livingLog';

/** Polls a log as n8n would: what is told and the cursor are kept together, or neither. */
export class Poller {
	readonly told: AuditEntry[] = [];
	/** The cursor as n8n keeps it. */
	saved = '';
	/** Polls that failed. */
	failures = 0;
	/** Whether the last poll left something to tell. */
	hasMore = false;
	/** Whether the last poll told the late window again. */
	isToldAgain = false;
	/** Entries that the last poll found to be too late. */
	tooLate = 0;
	options: Omit<FollowOptions, 'now'>;
	/** Milliseconds that n8n's clock is ahead of the log's. */
	skew = 0;

	constructor(
		private readonly log: LivingLog,
		options: Partial<FollowOptions> = {},
	) {
		this.options = {
			...{ lateMinutes: 10, maxEntries: 1_000, filter: undefined, pageSize: 1_000 },
			...{ concurrency: 3, isOver: () => false },
			...options,
		};
	}

	/** Begins with what comes from now on. */
	async startNow(): Promise<void> {
		this.keep((await begin(this.scan, this.now)).cursor);
	}

	/** Begins with history. */
	startAt(instant: string): void {
		this.keep(startAt(instant));
	}

	/** @param isSaved whether n8n gets to keep what comes of it */
	async poll(isSaved = true): Promise<number> {
		const read = readCursor(JSON.parse(this.saved) as Record<string, unknown>);
		if (!read) throw new Error('The cursor is lost');
		try {
			const { entries, cursor, ...rest } = await follow(this.scan, read.cursor, this.now);
			if (!isSaved) return 0;
			this.keep(cursor);
			this.told.push(...entries);
			Object.assign(this, rest);
			return entries.length;
		} catch (error) {
			if (!(error instanceof LogError)) throw error;
			this.failures++;
			this.hasMore = true;
			return 0;
		}
	}

	private readonly scan: Scan = (query) => scan(this.log, query);

	private get now(): FollowOptions {
		return { ...this.options, now: this.log.clock + this.skew };
	}

	private keep(cursor: Cursor): void {
		this.saved = JSON.stringify(writeCursor(cursor));
	}
}
