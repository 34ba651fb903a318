import type { StoredCsv } from '../../../uipath/csvFile';
import { ClassicLog } from '../../../uipath/classicLog';
import { HttpError, type HttpErrorKind } from '../../../uipath/http/httpError';
import { ServiceError } from '../../../uipath/uiPathError';
import type { OpenConnection } from '../../../uipath/withConnection';

/** How a file compares to the log that it was made from; null where that is unknown. */
export interface Completeness {
	entries: number;
	totalEntries: number | null;
	isComplete: boolean | null;
}

/** What is known of a file by itself. */
export type CountedFile = Pick<StoredCsv<unknown>, 'entries' | 'endsInQuotes'>;

/** Failures that the download would only meet again. */
const FAILS_BOTH: ReadonlySet<HttpErrorKind> = new Set<HttpErrorKind>([
	'token-refused',
	'access-refused',
	'sign-in-refused',
	'redirect-elsewhere',
	'certificate-refused',
	'host-not-found',
	'unreachable',
	'throttled',
	'wait-too-long',
]);

/**
 * Counts the log by a page of one entry. UiPath's portal is documented to cut its file at 5,000
 * entries; whether this API does so too, nobody says, so each file is compared with the count.
 */
export class LogCount {
	private readonly log: ClassicLog;
	private total: number | undefined;

	/** @param open the connection to the organization */
	constructor(open: OpenConnection) {
		this.log = new ClassicLog(open);
	}

	/**
	 * Counts before the download: what arrives later is not missing from the file.
	 *
	 * @throws HttpError where the download would fail for the same reason
	 */
	async count(): Promise<void> {
		this.total = await this.log.count().catch((error: unknown) => {
			if (error instanceof HttpError && FAILS_BOTH.has(error.kind)) throw error;
			return this.passOverFailure(error);
		});
	}

	/**
	 * Compares a file with the log, which is counted once more where the file seems to lack entries.
	 *
	 * @param size how many were asked for; all where undefined
	 */
	async compare(
		{ entries, endsInQuotes }: CountedFile,
		size: number | undefined,
	): Promise<Completeness> {
		const isEnough = (total: number) => entries >= Math.min(total, size ?? Infinity);
		const known = this.total;
		const totalEntries = known ?? null;
		if (endsInQuotes) return { entries, totalEntries, isComplete: false };
		if (size !== undefined && entries >= size) return { entries, totalEntries, isComplete: true };
		if (known === undefined) return { entries, totalEntries, isComplete: null };
		if (isEnough(known)) return { entries, totalEntries, isComplete: true };
		// Retention may have removed entries since the log was counted, but hardly all of them.
		const later = await this.log.count().catch((error: unknown) => this.passOverFailure(error));
		if (!later || !isEnough(later)) return { entries, totalEntries, isComplete: false };
		return { entries, totalEntries: later, isComplete: true };
	}

	/** @returns undefined, for a count that is not to be had and need not be */
	private passOverFailure(error: unknown): undefined {
		if (error instanceof HttpError || error instanceof ServiceError) return undefined;
		throw error;
	}
}
