import fc from 'fast-check';
import { allAt, everySoMany, HostileLog, mixed, type Behaviour } from './hostileLog';

/** Requests after which the log is at rest: it cannot grow for ever. */
const MAX_MOVES = 300;

/** A log whose server may do anything, as numbers that a failing case can be made from again. */
export interface AnyBehaviour {
	salt: number;
	/** Entries before, in and after each group of equal times. */
	groups: Array<{ before: number; size: number }>;
	/** Limits in turn; the server goes back and forth between them. */
	limits: number[];
	limitPhase: number;
	/** Of how many texts the entries are; 0 for all different. */
	texts: number;
	/** Entries far apart that are equal. */
	pairs: number;
	order: 'steady' | 'shuffled' | 'replicas' | 'request' | 'swapped';
	replicas: number;
	total: 'right' | 'stale' | 'high' | 'low' | 'constant';
	emptyEvery: number;
	shortEvery: number;
	/** What moves, and every how many requests. */
	movement: {
		arrivals: number;
		late: number;
		lateInGroup: number;
		retention: number;
		every: number;
	};
	delay: number;
}

/** Draws a behaviour; a quiet one neither moves nor lies nor falters. */
export function anyBehaviour(isQuiet: boolean): fc.Arbitrary<AnyBehaviour> {
	const seldom = (max: number) =>
		isQuiet ? fc.constant(0) : fc.oneof(fc.constant(0), fc.integer({ min: 1, max }));
	const any: fc.Arbitrary<AnyBehaviour> = fc.record({
		salt: fc.nat(1_000_000),
		groups: fc.array(fc.record({ before: fc.nat(12), size: fc.integer({ min: 1, max: 26 }) }), {
			minLength: 1,
			maxLength: 4,
		}),
		limits: fc.array(fc.integer({ min: 1, max: 14 }), { minLength: 1, maxLength: 3 }),
		limitPhase: fc.integer({ min: 1, max: 20 }),
		texts: fc.constantFrom(0, 0, 0, 1, 2, 3, 8),
		pairs: fc.nat(2),
		order: fc.constantFrom('steady', 'shuffled', 'replicas', 'request', 'swapped'),
		replicas: fc.integer({ min: 2, max: 3 }),
		total: isQuiet
			? fc.constant('right' as const)
			: fc.constantFrom('right', 'right', 'stale', 'high', 'low', 'constant'),
		emptyEvery: seldom(6),
		shortEvery: seldom(4),
		movement: fc.record({
			arrivals: seldom(3),
			late: seldom(2),
			lateInGroup: seldom(2),
			retention: seldom(3),
			every: fc.integer({ min: 1, max: 8 }),
		}),
		delay: fc.nat(4),
	});
	// Where every answer has another order, equal entries cannot be told from one seen twice.
	const isDecidable = ({ order, texts, pairs }: AnyBehaviour) =>
		order === 'steady' || (texts === 0 && (pairs === 0 || order === 'swapped'));
	return isQuiet ? any.filter(isDecidable) : any;
}

/** Makes the log of a behaviour. */
export function makeLog(any: AnyBehaviour): HostileLog {
	const { salt, groups, limits, limitPhase, order, replicas, movement, delay } = any;
	const times: number[] = [];
	const groupTimes: number[] = [];
	let now = 0;
	for (const { before, size } of groups) {
		times.push(...everySoMany(before, 3, now));
		now += before * 3 + 1;
		times.push(...allAt(now, size));
		groupTimes.push(now);
		now += 2;
	}
	const count = times.length;
	const replica = (number: number, skip: number, top: number) =>
		salt % 3 === 0
			? number % replicas
			: salt % 3 === 1
				? mixed(number, salt) % replicas
				: mixed(skip, top, salt) % replicas;
	// Two places of one group, as far apart as chance has it.
	const group = mixed(salt, 5) % groups.length;
	const first = times.indexOf(groupTimes[group] ?? 0);
	const size = groups[group]?.size ?? 1;
	const a = first + (mixed(salt, 6) % size);
	const b = first + (mixed(salt, 7) % size);
	const behaviour: Behaviour = {
		limit: (number) => {
			const limit = limits[Math.floor(number / limitPhase) % limits.length] ?? 1;
			const isShort = any.shortEvery > 0 && mixed(number, salt, 7) % (any.shortEvery + 1) === 0;
			return isShort ? 1 + (mixed(number, salt, 8) % limit) : limit;
		},
		isEmpty: (number) => any.emptyEvery > 0 && mixed(number, salt, 9) % (any.emptyEvery + 2) === 0,
		delay: (number) => (delay === 0 ? 0 : mixed(number, salt, 10) % delay),
		total: (real, number) => {
			if (any.total === 'stale') return Math.max(0, real - (mixed(number, salt) % 3));
			if (any.total === 'high') return real * (2 + (salt % 50));
			if (any.total === 'low') return Math.max(15, real - 1 - (salt % 9));
			return any.total === 'constant' ? Math.max(15, count) : real;
		},
		orderKey: ({ id }, { skip, top }, number) => {
			if (order === 'shuffled') return mixed(id, number, salt);
			if (order === 'request') return mixed(id, skip, top, salt);
			const which = replica(number, skip, top);
			if (order === 'replicas') return mixed(id, which, salt);
			return order === 'swapped' && which > 0 && (id === a || id === b) ? a + b - id : id;
		},
		move: (log, number) => {
			if (number === 0 || number > MAX_MOVES || mixed(number, salt, 11) % movement.every !== 0)
				return;
			const draw = (max: number, kind: number) =>
				max === 0 ? 0 : mixed(number, salt, kind) % (max + 1);
			for (let i = draw(movement.arrivals, 12); i > 0; i--) {
				log.add(
					log.ticksAt(log.size - 1) + (mixed(number, i, salt) % 3),
					text(log.everything.length),
				);
			}
			for (let i = draw(movement.late, 13); i > 0; i--) {
				log.add(mixed(number, i, salt, 14) % (now + 1), text(log.everything.length));
			}
			for (let i = draw(movement.lateInGroup, 15); i > 0; i--) {
				log.add(
					groupTimes[mixed(number, i, salt) % groupTimes.length] ?? 0,
					text(log.everything.length),
				);
			}
			log.expire(draw(movement.retention, 16));
		},
	};
	const text = (id: number): string => {
		if (any.texts > 0) return `text ${mixed(id, salt, 17) % any.texts}`;
		// What is swapped with a twin of another cannot be told from a twin.
		if (order === 'swapped' && (id === a || id === b)) return `entry ${id}`;
		for (let pair = 0; pair < any.pairs; pair++) {
			const [x, y] = [mixed(salt, pair, 18) % count, mixed(salt, pair, 19) % count];
			if (id === x || id === y) return `pair ${pair}`;
		}
		return `entry ${id}`;
	};
	return new HostileLog(times, behaviour, text);
}
