/**
 * Keeps the first events, as many as the limit allows. A day that could not be had is told of whatever
 * the limit is.
 *
 * @param failures those of the items that tell of such a day
 */
export function keepWithinLimit<T>(
	items: readonly T[],
	failures: ReadonlySet<T>,
	limit: number,
): T[] {
	let left = limit;
	return items.filter((item) => failures.has(item) || left-- > 0);
}
