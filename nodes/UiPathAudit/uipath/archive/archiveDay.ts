import { createHash } from 'crypto';
import { isHtml } from '../http/answer';
import type { ByteStream } from '../http/body';
import type { Connection } from '../http/connection';
import { HttpError } from '../http/httpError';
import type { Store } from '../storeBytes';
import { downloadWhole, tellsItsEnd, type FileKind, type FileWatch } from '../wholeFile';
import { checkPacked } from './limits';
import { findZipEnd, mayBeZip, ZIP_TAIL_LENGTH } from './zipEnd';

/** Enough to tell a web page from something else. */
const SNIFFED_BYTES = 512;

/** The archive of one day, once it has been stored whole. */
export interface ArchiveDay<Stored> {
	/** Undefined where UiPath sent no file, so that nothing was stored. */
	stored: Stored | undefined;
	/** Length of the ZIP. */
	bytes: number;
	/** SHA-256 of the ZIP, in hexadecimal digits. */
	sha256: string;
	/** Whether the day has no events: there is no file, or no file in the ZIP. */
	isEmpty: boolean;
}

/**
 * Downloads a day of UiPath's long-term store as a ZIP and passes it on as it comes, never as a
 * whole. UiPath cuts `from` and `to` to whole UTC days, both inclusive (documented in its guide to
 * the audit APIs).
 *
 * @param path of the call, below the base address
 * @param day in UTC, `YYYY-MM-DD`
 * @throws HttpError where the file cannot be had whole, ServiceError `not-stored` where `store` fails
 */
export async function downloadArchiveDay<Stored>(
	connection: Connection,
	path: string,
	day: string,
	store: Store<Stored>,
): Promise<ArchiveDay<Stored>> {
	const midnight = `${day}T00:00:00Z`;
	const request = { path, query: { from: midnight, to: midnight } };
	const file = await downloadWhole(connection, request, ZIP, store);
	if ('empty' in file) return { stored: undefined, isEmpty: true, ...file.empty };
	const { bytes, sha256, isEmpty } = file.watch;
	return { stored: file.stored, bytes, sha256, isEmpty };
}

/**
 * Downloads a day of UiPath's long-term store and keeps it in memory, to be unpacked.
 *
 * @param path of the call, below the base address
 * @param day in UTC, `YYYY-MM-DD`
 * @throws HttpError where the file cannot be had whole, ServiceError `archive-bomb` where it is
 *   larger than what may be unpacked
 */
export async function readArchiveDay(
	connection: Connection,
	path: string,
	day: string,
): Promise<ArchiveDay<Uint8Array>> {
	return await downloadArchiveDay(connection, path, day, readAll);
}

async function readAll(bytes: ByteStream): Promise<Uint8Array> {
	const chunks: Uint8Array[] = [];
	let length = 0;
	for await (const chunk of bytes as AsyncIterable<Uint8Array>) {
		chunks.push(chunk);
		length += chunk.length;
		checkPacked(length);
	}
	return Buffer.concat(chunks);
}

const ZIP: FileKind<Omit<ArchiveDay<never>, 'stored' | 'isEmpty'>, ZipWatch> = {
	accept: 'application/zip, application/octet-stream;q=0.9, */*;q=0.1',

	watch({ status }) {
		return new ZipWatch(status);
	},

	readEmpty(answer) {
		// "Not ready yet" has no body either.
		const { status } = answer;
		if (status !== 200 && status !== 204) {
			throw new HttpError('wrong-shape', { shape: 'no-content', status });
		}
		// A connection that was cut before the first byte looks like a day without events.
		if (status !== 204 && !tellsItsEnd(answer)) {
			throw new HttpError('cut-short', { cut: 'stream', received: 0 });
		}
		return { bytes: 0, sha256: createHash('sha256').digest('hex') };
	},
};

/** Lets nothing pass that is no ZIP, and takes note of what passes. */
class ZipWatch implements FileWatch {
	bytes = 0;
	sha256 = '';
	isEmpty = false;

	private readonly hash = createHash('sha256');
	private start: Uint8Array = new Uint8Array();
	private tail: Uint8Array = new Uint8Array();

	/** @param status of the answer, for the error */
	constructor(private readonly status: number) {}

	add(bytes: Uint8Array): void {
		if (this.start.length < SNIFFED_BYTES) this.sniff(bytes);
		this.bytes += bytes.length;
		this.hash.update(bytes);
		this.tail = lastOf(this.tail, bytes);
	}

	end(): void {
		// The transfer may have been without a length: what tells that all has come is the ZIP's end.
		const end = findZipEnd(this.tail, this.bytes);
		if (!end) throw new HttpError('cut-short', { cut: 'zip', received: this.bytes });
		this.isEmpty = end.files === 0;
		this.sha256 = this.hash.digest('hex');
	}

	private sniff(bytes: Uint8Array): void {
		const { status } = this;
		this.start = Buffer.concat([this.start, bytes.subarray(0, SNIFFED_BYTES)]);
		if (mayBeZip(this.start)) return;
		const text = Buffer.from(this.start).toString('latin1');
		if (isHtml('', text)) throw new HttpError('web-page', { status });
		throw new HttpError('wrong-shape', { shape: 'not-a-zip', status });
	}
}

/** The end of what has come, as long as is needed to find the ZIP's end in it. */
function lastOf(tail: Uint8Array, bytes: Uint8Array): Uint8Array {
	// A copy in any case: a part of a chunk would keep all of it in memory.
	const kept = Math.max(0, ZIP_TAIL_LENGTH - bytes.length);
	return Buffer.concat([
		tail.subarray(Math.max(0, tail.length - kept)),
		bytes.subarray(-ZIP_TAIL_LENGTH),
	]);
}
