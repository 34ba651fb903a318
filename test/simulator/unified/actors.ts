import { guidFrom } from '../entries.ts';
import { hash, sequence } from '../random.ts';
import { PEOPLE } from '../vocabulary.ts';

/** Someone or something that does what the log tells. */
export interface Actor {
	readonly id: string;
	readonly name: string | null;
	/** Empty or null for accounts of the system. */
	readonly email: string | null;
	/** Part of the server: its events have no client (facts, section 3). */
	readonly isSystem: boolean;
}

const DEPARTMENTS = ['Accounting', 'Einkauf', 'Sales', '人事', 'Support'] as const;
const ACCOUNTS_PER_DEPARTMENT = 5;

/** A few dozen actors; their ids follow from the seed. */
export function createActors(seed: number): Actor[] {
	const next = sequence(hash(seed, 32));
	const people = PEOPLE.map(({ name, email }) => ({
		id: guidFrom(next),
		name,
		email,
		isSystem: email === null || email === '',
	}));
	const accounts = DEPARTMENTS.flatMap((department, index) =>
		Array.from({ length: ACCOUNTS_PER_DEPARTMENT }, (_, number) => ({
			id: guidFrom(next),
			name: `${department} ${number + 1}`,
			email: `department${index + 1}.${number + 1}@example.com`,
			isSystem: false,
		})),
	);
	return [...people, ...accounts];
}
