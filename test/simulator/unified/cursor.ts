import { hash } from '../random.ts';
import { BadRequest } from '../query.ts';
import type { Place } from './order.ts';
import { CURSOR_PARAMETERS } from './query.ts';
import type { UnifiedCall } from './service.ts';
import type { UnifiedSettings } from './settings.ts';

/** The value of the extra parameter that belongs to a cursor: Base64, whose `+`, `/` and `=` want to be encoded. */
function extraValue(id: string): string {
	const words = [0, 1, 2, 3].map((part) => hash(Number.parseInt(id.slice(0, 8), 16), part, 40));
	return Buffer.from(Uint32Array.from(words).buffer).toString('base64');
}

/** @throws BadRequest when a cursor lacks the extra parameter, or has another's */
export function checkExtra(
	query: URLSearchParams,
	place: Place,
	{ extraParameter }: UnifiedSettings,
): void {
	if (extraParameter === false || query.get(extraParameter) === extraValue(place.id)) return;
	throw new BadRequest(`The value is not valid for ${extraParameter}.`);
}

/** The link to what lies before or after a place: the request's own path and query, with the cursor. */
export function linkTo(
	{ log, path, query, settings }: UnifiedCall,
	side: 'before' | 'after',
	place: Place,
): string {
	const { extraParameter, cursorHost } = settings;
	const link = new URLSearchParams(query);
	for (const name of CURSOR_PARAMETERS) link.delete(name);
	link.set(side, log.timeText(place.instant));
	link.set(`${side}Id`, place.id);
	if (extraParameter !== false) link.set(extraParameter, extraValue(place.id));
	return `${cursorHost === false ? '' : cursorHost}${path}?${link.toString()}`;
}

/**
 * A place that lies just behind another, with nothing between them: the cursor of a page without events, which must
 * not lead to itself. Where ties are shuffled there is no such place: events of that instant may come twice or not at
 * all, as with any cursor then.
 */
export function nudged({ instant, id }: Place, { tieOrder }: UnifiedSettings): Place {
	const step = tieOrder === 'descending' ? -1n : 1n;
	const value = BigInt.asUintN(128, BigInt(`0x${id.replaceAll('-', '')}`) + step);
	const digits = value.toString(16).padStart(32, '0');
	const parts = [
		digits.slice(0, 8),
		digits.slice(8, 12),
		digits.slice(12, 16),
		digits.slice(16, 20),
	];
	return { instant, id: `${parts.join('-')}-${digits.slice(20)}` };
}
