import type { Random } from './random';

const TICKS_PER_MS = 10_000n;

/** The 100 ns ticks since 1970 of a moment in milliseconds. */
export const ticksOf = (ms: number): bigint => BigInt(Math.floor(ms)) * TICKS_PER_MS;

/** The tick of a date and time as .NET writes it, whatever its offset and number of digits. */
export function parseTicks(time: string): bigint {
	const match = /^(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d)(?:\.(\d{1,7}))?(Z|[+-]\d\d:\d\d)$/.exec(time);
	if (!match) throw new Error(`No time: ${time}`);
	const [, second, digits = '', offset] = match;
	return ticksOf(Date.parse(`${second}${offset}`)) + BigInt(digits.padEnd(7, '0'));
}

/** Writes a tick in one of the ways that servers have for it. */
export function writeTicks(ticks: bigint, random: Random, utcOnly = false): string {
	const offset = utcOnly || random.chance(0.8) ? 0 : random.pick([60, 330, -420]);
	const ms = Number(ticks / TICKS_PER_MS);
	const second = new Date(ms + offset * 60_000).toISOString().slice(0, 19);
	let digits = String(ticks % 10_000_000n).padStart(7, '0');
	if (random.chance(0.9)) digits = digits.replace(/0+$/, '');
	const fraction = digits ? `.${digits}` : '';
	if (offset === 0) return `${second}${fraction}${random.chance(0.5) ? 'Z' : '+00:00'}`;
	const [hours, minutes] = [Math.trunc(Math.abs(offset) / 60), Math.abs(offset) % 60];
	const pad = (value: number) => String(value).padStart(2, '0');
	return `${second}${fraction}${offset < 0 ? '-' : '+'}${pad(hours)}:${pad(minutes)}`;
}
