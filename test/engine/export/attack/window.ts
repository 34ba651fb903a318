import type { INodeParameters } from 'n8n-workflow';
import type { MovingLog } from './movingLog';
import type { Random } from './random';
import type { Story } from './story';
import { ticksOf } from './ticks';

/** A span of time, and how the node is asked for it. */
export interface Window {
	/** In ticks; from inclusive, to exclusive. */
	from: bigint | undefined;
	to: bigint | undefined;
	parameters: INodeParameters;
}

/** Draws a window whose bounds are often those of an entry, or a tick beside it. */
export function drawWindow(random: Random, { window }: Story, log: MovingLog): Window {
	if (window === 'all') return { from: undefined, to: undefined, parameters: { timeRange: 'all' } };
	const { clockBehind, span } = log.traits;
	const draw = (): bigint => {
		if (log.entries.length > 0 && random.chance(0.5)) {
			return random.pick(log.entries).ticks + BigInt(random.between(-1, 1));
		}
		return ticksOf(Date.now() - clockBehind - random.next() * span * 1.1);
	};
	const [a, b] = [draw(), draw()];
	const [oldest, newest] = a < b ? [a, b] : [b, a];
	const from = window === 'old' ? undefined : oldest;
	const to = window === 'young' ? undefined : window === 'empty' ? from : newest;
	const parameters: INodeParameters = { timeRange: 'custom' };
	if (from !== undefined) parameters.from = writeTick(from);
	if (to !== undefined) parameters.to = writeTick(to);
	return { from, to, parameters };
}

function writeTick(ticks: bigint): string {
	const second = new Date(Number(ticks / 10_000n)).toISOString().slice(0, 19);
	return `${second}.${String(ticks % 10_000_000n).padStart(7, '0')}Z`;
}
