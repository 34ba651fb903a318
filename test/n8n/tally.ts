/** How often there is each of them, by its text. */
export function countEqual(entries: Iterable<unknown>): Map<string, number> {
	const counts = new Map<string, number>();
	for (const entry of entries) {
		const text = JSON.stringify(entry);
		counts.set(text, (counts.get(text) ?? 0) + 1);
	}
	return counts;
}

/** Entries that one side has more often than the other. */
export function excess(these: Map<string, number>, those: Map<string, number>): string[] {
	return [...these].filter(([text, times]) => times > (those.get(text) ?? 0)).map(([text]) => text);
}
