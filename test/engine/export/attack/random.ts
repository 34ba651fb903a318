/** Chance that comes again: the same seed tells the same story. */
export class Random {
	private state: number;

	constructor(seed: number) {
		this.state = seed >>> 0;
	}

	/** From 0 up to 1, by mulberry32; `Math.random` is mocked where tests do not wait. */
	next(): number {
		this.state = (this.state + 0x6d2b79f5) >>> 0;
		let mixed = this.state;
		mixed = Math.imul(mixed ^ (mixed >>> 15), mixed | 1);
		mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
		return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
	}

	chance(probability: number): boolean {
		return this.next() < probability;
	}

	/** A whole number from `low` to `high`, both included. */
	between(low: number, high: number): number {
		return low + Math.floor(this.next() * (high - low + 1));
	}

	pick<T>(values: readonly T[]): T {
		const value = values[Math.floor(this.next() * values.length)];
		if (value === undefined && values.length === 0) throw new Error('Nothing to pick from');
		return value as T;
	}

	shuffled<T>(values: readonly T[]): T[] {
		const mixed = [...values];
		for (let i = mixed.length - 1; i > 0; i--) {
			const j = this.between(0, i);
			[mixed[i], mixed[j]] = [mixed[j] as T, mixed[i] as T];
		}
		return mixed;
	}
}
