import { ServiceError, type ArchiveExcess } from '../uiPathError';

/** How deep archives may lie in one another. */
const MAX_NESTING = 4;
const MAX_FILES = 10_000;
/** Bytes, those of archives within the archive included. */
const MAX_BYTES = 1_000_000_000;
/** Events are so alike that they are packed well, but not as well as this. */
const MAX_RATIO = 200;
/** Less than this does no harm, however well it was packed. */
const HARMLESS_BYTES = 1_000_000;
/** V8 makes no longer text. */
const MAX_TEXT_BYTES = 536_870_888;

/**
 * Counts what an archive unpacks to, however deep in it, before anything is unpacked. Each method
 * throws a ServiceError `archive-bomb` where it is too much.
 */
export class Limits {
	private files = 0;
	private bytes = 0;

	/** @param packedBytes of the archive that came */
	constructor(private readonly packedBytes: number) {}

	/** Takes so many files. */
	takeFiles(count: number): void {
		this.files += count;
		check('files', this.files, MAX_FILES);
	}

	/** Takes so many bytes. */
	takeBytes(count: number): void {
		this.bytes += count;
		check('bytes', this.bytes, MAX_BYTES);
		if (this.bytes > HARMLESS_BYTES) check('ratio', this.bytes / this.packedBytes, MAX_RATIO);
	}

	/** @param nesting how many archives lie around one that is to be opened */
	checkNesting(nesting: number): void {
		check('nesting', nesting, MAX_NESTING);
	}

	/** @param bytes of a file that is to become a text */
	checkText(bytes: number): void {
		check('bytes', bytes, MAX_TEXT_BYTES);
	}
}

/**
 * Checks an archive while it comes: it does not unpack to less than it has.
 *
 * @param packedBytes that have come
 * @throws ServiceError `archive-bomb` where it is too much to be unpacked
 */
export function checkPacked(packedBytes: number): void {
	check('bytes', packedBytes, MAX_BYTES);
}

function check(excess: ArchiveExcess, amount: number, most: number): void {
	if (amount > most) throw new ServiceError('archive-bomb', { excess, limit: most });
}
