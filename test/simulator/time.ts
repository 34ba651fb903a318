/** 100 ns ticks in a millisecond: the resolution of .NET's DateTimeOffset, which `createdOn` shows. */
export const TICKS_PER_MS = 10_000;

function offsetMinutes(offset: string): number {
	if (offset === 'Z') return 0;
	const match = /^([+-])(\d\d):(\d\d)$/.exec(offset);
	if (match === null) throw new RangeError(`'${offset}' is no offset from UTC: use Z or +hh:mm`);
	const minutes = Number(match[2]) * 60 + Number(match[3]);
	return match[1] === '-' ? -minutes : minutes;
}

/**
 * Writes an instant as .NET does: up to seven fractional digits, trailing zeros dropped, and the point with them.
 *
 * @param epochMs whole milliseconds since 1970 that the ticks are counted from
 * @param ticks 100 ns ticks from there; may be negative
 * @param offset `Z` or `+hh:mm`: the notation only, the instant stays the same
 * @throws RangeError when the offset is none
 */
export function formatInstant(epochMs: number, ticks: number, offset: string): string {
	const wholeMs = Math.floor(ticks / TICKS_PER_MS);
	const restTicks = ticks - wholeMs * TICKS_PER_MS;
	const local = new Date(epochMs + wholeMs + offsetMinutes(offset) * 60_000).toISOString();
	const digits = local.slice(20, 23) + String(restTicks).padStart(4, '0');
	const significant = digits.replace(/0+$/, '');
	return local.slice(0, 19) + (significant === '' ? '' : `.${significant}`) + offset;
}
