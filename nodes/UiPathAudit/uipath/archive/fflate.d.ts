/**
 * What is used of the library fflate 0.8.3 (https://github.com/101arrowz/fflate, MIT). The build
 * writes it beside the compiled files, because a verified community node may depend on no other
 * package. Whatever is added here is added to the gulpfile as well.
 */

/** Inflates raw DEFLATE data (RFC 1951) part by part. */
export declare class Inflate {
	/** @param onPart is given each part of what was packed, within the `push` that it comes of */
	constructor(onPart: (part: Uint8Array, isLast: boolean) => void);

	/**
	 * Takes in the next packed bytes.
	 *
	 * @param isLast whether these are the last ones
	 * @throws Error where they are no such data, or end too early
	 */
	push(packed: Uint8Array, isLast?: boolean): void;
}
