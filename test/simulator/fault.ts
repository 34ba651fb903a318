import type { Answer } from './answer.ts';
import type { RequestInfo } from './request.ts';
import { fraction } from './random.ts';
import type { Settings } from './settings.ts';
import type { Wire } from './wire.ts';

/** Something that goes wrong with one request. Each part that is there replaces what a healthy server does. */
export interface Fault {
	/** Stands in the record of the request. */
	readonly name: string;
	/** Milliseconds that the answer comes late. */
	readonly delayMs?: number;
	/** The query that the server acts on, instead of the one sent. */
	readonly query?: (query: Readonly<Record<string, string>>) => Record<string, string>;
	/** The answer that is given, instead of or made from the regular one. */
	readonly answer?: (regular: Answer, request: RequestInfo) => Answer | Promise<Answer>;
	/** How it goes on the wire. */
	readonly deliver?: (answer: Answer, wire: Wire) => Promise<void> | void;
}

/** Decides for each request which fault it meets, if any. */
export type FaultRule = (request: RequestInfo) => Fault | undefined;

/** The fault that a request meets: that of the first rule that gives one. A bare fault is met by every request. */
export function chooseFault(
	rules: readonly (Fault | FaultRule)[] | FaultRule,
	request: RequestInfo,
): Fault | undefined {
	for (const rule of typeof rules === 'function' ? [rules] : rules) {
		const fault = typeof rule === 'function' ? rule(request) : rule;
		if (fault !== undefined) return fault;
	}
	return undefined;
}

/** The fault that the settings have for a request. */
export function faultOf(
	request: RequestInfo,
	{ faults, tokenFaults }: Settings,
): Fault | undefined {
	switch (request.route) {
		case 'auditlogs':
		case 'download':
		case 'sources':
		case 'events':
		case 'downloadevents':
		case 'archive':
			return chooseFault(faults, request);
		case 'token':
			return chooseFault(tokenFaults, request);
		case 'other':
			return undefined;
	}
}

/**
 * A share of the requests, the same ones for the same seed.
 *
 * @param rate from 0 to 1
 */
export function randomly(rate: number, fault: Fault | FaultRule, seed = 1): FaultRule {
	return (request) =>
		fraction(seed, request.routeIndex, 7) < rate ? chooseFault([fault], request) : undefined;
}

/** Every n-th request of a route: with n = 3 the third, the sixth, …. */
export function everyNth(n: number, fault: Fault | FaultRule): FaultRule {
	return (request) =>
		(request.routeIndex + 1) % n === 0 ? chooseFault([fault], request) : undefined;
}

/** The requests of a route with these numbers, from 0. */
export function onRequests(indices: readonly number[], fault: Fault | FaultRule): FaultRule {
	return (request) =>
		indices.includes(request.routeIndex) ? chooseFault([fault], request) : undefined;
}

/** Only requests of that route, where both have faults. */
export function onRoute(route: RequestInfo['route'], fault: Fault | FaultRule): FaultRule {
	return (request) => (request.route === route ? chooseFault([fault], request) : undefined);
}

/** The next `count` requests that would meet it, whatever their numbers; then no more. */
export function times(count: number, fault: Fault | FaultRule): FaultRule {
	let left = count;
	return (request) => {
		if (left === 0) return undefined;
		const met = chooseFault([fault], request);
		if (met !== undefined) left--;
		return met;
	};
}

/** The next request that would meet it; then no more. */
export function once(fault: Fault | FaultRule): FaultRule {
	return times(1, fault);
}
