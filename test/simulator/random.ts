/**
 * Mixes integers into one unsigned 32-bit number: the same input always gives the same output.
 * (The finaliser of MurmurHash3, applied to each number in turn.)
 */
export function hash(...numbers: number[]): number {
	let state = 0x9e3779b9;
	for (const number of numbers) {
		state ^= number | 0;
		state = Math.imul(state ^ (state >>> 16), 0x85ebca6b);
		state = Math.imul(state ^ (state >>> 13), 0xc2b2ae35);
		state ^= state >>> 16;
	}
	return state >>> 0;
}

/** A number in `[0, 1)` that follows from the given integers alone. */
export function fraction(...numbers: number[]): number {
	return hash(...numbers) / 2 ** 32;
}

/** A sequence of unsigned 32-bit numbers (mulberry32) that follows from its seed alone. */
export function sequence(seed: number): () => number {
	let state = seed | 0;
	return () => {
		state = (state + 0x6d2b79f5) | 0;
		let mixed = Math.imul(state ^ (state >>> 15), state | 1);
		mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
		return (mixed ^ (mixed >>> 14)) >>> 0;
	};
}

function greatestCommonDivisor(a: number, b: number): number {
	return b === 0 ? a : greatestCommonDivisor(b, a % b);
}

/**
 * Where position `index` of `size` positions goes in a shuffle that follows from the seed alone. An affine map,
 * so that a group of a million costs no more than one of two; for two and three it reaches every permutation.
 */
export function shuffledIndex(index: number, size: number, seed: number): number {
	if (size < 2) return index;
	let factor = 1 + (hash(seed, size) % (size - 1));
	while (greatestCommonDivisor(factor, size) !== 1) factor = 1 + (factor % (size - 1));
	return (index * factor + (hash(seed, size, 1) % size)) % size;
}
