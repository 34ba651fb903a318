/** More than V8 lets pass; and the C library takes as much from the system untouched, so it costs nothing. */
const RESERVED_BYTES = 40 * 1_024 * 1_024;

/** Bytes of text, while whose making some megabytes come to lie among V8's old objects. */
const BYTES_BETWEEN = 8 * 1_024 * 1_024;

/**
 * Has V8 collect the garbage of a long export. What is left of requests and entries comes to lie among
 * its old objects bit by bit, and V8 leaves it there until the heap has grown by half: with n8n's heap,
 * hundreds of megabytes. It looks sooner where memory outside of its heap grows, so some is reserved now
 * and then, and never used.
 */
export class GarbageHint {
	/** Never used. */
	held: ArrayBuffer | undefined;
	private left = BYTES_BETWEEN;

	/** Takes note of bytes that have been made. */
	add(bytes: number): void {
		this.left -= bytes;
		if (this.left > 0) return;
		this.left = BYTES_BETWEEN;
		// Held until the next, so that it becomes old before it becomes garbage.
		this.held = new ArrayBuffer(RESERVED_BYTES);
	}
}
