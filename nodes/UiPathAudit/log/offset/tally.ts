/** How often each text comes. */
export function countTexts(texts: string[]): Map<string, number> {
	const counts = new Map<string, number>();
	for (const text of texts) counts.set(text, (counts.get(text) ?? 0) + 1);
	return counts;
}

/** The sum of all counts. */
export function sumCounts(counts: Map<string, number>): number {
	return [...counts.values()].reduce((all, count) => all + count, 0);
}

/** Raises counts to those of another tally, and returns by how much in all. */
export function raiseCounts(counts: Map<string, number>, others: Map<string, number>): number {
	let sum = 0;
	for (const [text, count] of others) {
		const known = counts.get(text) ?? 0;
		if (count <= known) continue;
		counts.set(text, count);
		sum += count - known;
	}
	return sum;
}
