/** Names that an error lists. */
const MAX_NEAREST = 5;

/**
 * The names that a misspelt one may have meant, by the pairs of letters that they have in common (Dice's
 * coefficient).
 *
 * @returns a few different names, the nearest first
 */
export function findNearest(names: readonly string[], misspelt: string): string[] {
	const wanted = listPairs(misspelt);
	return [...new Set(names)]
		.map((name) => ({ name, likeness: compare(listPairs(name), wanted) }))
		.sort((a, b) => b.likeness - a.likeness || (a.name < b.name ? -1 : 1))
		.slice(0, MAX_NEAREST)
		.map(({ name }) => name);
}

function listPairs(text: string): Set<string> {
	const letters = ` ${text
		.normalize('NFC')
		.toLowerCase()
		.replace(/[^\p{L}\p{N}]+/gu, ' ')
		.trim()} `;
	return new Set(Array.from({ length: letters.length - 1 }, (_, at) => letters.slice(at, at + 2)));
}

/** From 0, nothing in common, to 1. */
function compare(a: Set<string>, b: Set<string>): number {
	const common = [...a].filter((pair) => b.has(pair)).length;
	return (2 * common) / (a.size + b.size);
}
