import { DIGEST_BYTES } from './digest';

/** Cells that each key is entered in, one in each part of the sketch. */
const PARTS = 3;

/** Differences up to four fifths of all cells can be told; see {@link Sketch.findUnknown}. */
const CELLS_PER_PART = 1_700;
const CELLS = PARTS * CELLS_PER_PART;

const WORD_BYTES = 2;
const COUNT_BYTES = 2;
const CHECK_BYTES = 1;
const CHECK_AT = COUNT_BYTES + DIGEST_BYTES;
const CELL_BYTES = CHECK_AT + CHECK_BYTES;

/** Bytes of a sketch, however many keys are in it. */
const SKETCH_BYTES = CELLS * CELL_BYTES;

/**
 * A set of keys of which only the difference to another set can be told: an invertible Bloom lookup
 * table (Goodrich and Mitzenmacher, 2011). Its size depends on how large that difference may be, and
 * not on the set, so a late window of any size fits in a cursor.
 */
export class Sketch {
	private constructor(private readonly bytes: Buffer) {}

	/** A sketch of these keys. */
	static of(keys: Iterable<string>): Sketch {
		const sketch = new Sketch(Buffer.alloc(SKETCH_BYTES));
		for (const key of keys) sketch.enter(Buffer.from(key, 'base64url'), 1);
		return sketch;
	}

	/** @returns undefined where the text is no sketch */
	static read(text: string): Sketch | undefined {
		const bytes = Buffer.from(text, 'base64url');
		return bytes.length === SKETCH_BYTES ? new Sketch(bytes) : undefined;
	}

	/** The sketch as text. */
	write(): string {
		return this.bytes.toString('base64url');
	}

	/**
	 * Finds the keys that are not in the sketch. What is in both sets cancels out; cells that are left
	 * with a single key give it away, which makes further cells single.
	 *
	 * @returns undefined where the two sets differ by more keys than can be told
	 */
	findUnknown(keys: readonly string[]): Set<string> | undefined {
		const rest = new Sketch(Buffer.from(this.bytes));
		for (const key of keys) rest.enter(Buffer.from(key, 'base64url'), -1);
		const known = new Set(keys);
		const unknown = new Set<string>();
		// What seems to be a single key may be several; each is believed once, so that there is an end.
		const found = new Set<string>();
		const open = Array.from({ length: CELLS }, (_, cell) => cell);
		for (let cell = open.pop(); cell !== undefined; cell = open.pop()) {
			const single = rest.readSingle(cell);
			if (!single) continue;
			const key = single.bytes.toString('base64url');
			if (found.has(key) || (single.count < 0 && !known.has(key))) continue;
			found.add(key);
			if (single.count < 0) unknown.add(key);
			rest.enter(single.bytes, -single.count);
			open.push(...findCells(single.bytes));
		}
		return rest.isEmpty ? unknown : undefined;
	}

	private get isEmpty(): boolean {
		return this.bytes.every((byte) => byte === 0);
	}

	/** The key of a cell that seems to hold just one, and whether it is here (1) or there (-1). */
	private readSingle(cell: number): { bytes: Buffer; count: 1 | -1 } | undefined {
		const start = cell * CELL_BYTES;
		const count = this.bytes.readInt16LE(start);
		if (count !== 1 && count !== -1) return undefined;
		const bytes = Buffer.from(this.bytes.subarray(start + COUNT_BYTES, start + CHECK_AT));
		const check = this.bytes.readUInt8(start + CHECK_AT);
		const isSingle = findCells(bytes).includes(cell) && check === makeCheck(bytes);
		return isSingle ? { bytes, count } : undefined;
	}

	private enter(key: Buffer, count: number): void {
		for (const cell of findCells(key)) {
			const start = cell * CELL_BYTES;
			const sum = this.bytes.readInt16LE(start) + count;
			// Beyond 16 bits it goes round, and comes back when as many are taken out.
			this.bytes.writeInt16LE((sum << 16) >> 16, start);
			for (let at = 0; at < DIGEST_BYTES; at += WORD_BYTES) {
				const word = this.bytes.readUInt16LE(start + COUNT_BYTES + at) ^ key.readUInt16LE(at);
				this.bytes.writeUInt16LE(word, start + COUNT_BYTES + at);
			}
			const check = this.bytes.readUInt8(start + CHECK_AT) ^ makeCheck(key);
			this.bytes.writeUInt8(check, start + CHECK_AT);
		}
	}
}

/** The cells of a key, one in each part. Its bytes are as good as random. */
function findCells(key: Buffer): number[] {
	return Array.from({ length: PARTS }, (_, part) => {
		return part * CELLS_PER_PART + (key.readUInt16LE(part * WORD_BYTES) % CELLS_PER_PART);
	});
}

/** Of several keys in one cell, the checks do not add up to that of what the keys add up to. */
function makeCheck(key: Buffer): number {
	const mixed = Math.imul(
		key.readUInt32LE(0) ^ Math.imul(key.readUInt16LE(4), 0x9e3779b1),
		0x85ebca6b,
	);
	return mixed >>> 24;
}
