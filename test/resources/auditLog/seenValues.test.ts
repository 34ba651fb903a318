import { readFilters } from '../../../nodes/UiPathAudit/resources/auditLog/filters';

/** Lets entries with these actions pass by, and says why none passed. */
function explain(action: unknown, actions: Array<string | null>, more: object = {}): string {
	const filters = readFilters({ action, ...more } as never);
	for (const each of actions) filters.filter?.({ action: each, userName: 'Ann', message: 'text' });
	return filters.explainMiss();
}

describe('why no entry passed the filters', () => {
	it('is told by the values that there are', () => {
		expect(explain(['Log in'], ['Logout', 'Login', 'Login', '', null])).toBe(
			" None of the entries read has 'Log in' as Action; they have 'Login', 'Logout'.",
		);
	});

	it('is told of every filter that let nothing through, and only of these; people are not listed', () => {
		expect(explain('login', ['Login'], { userName: 'Bob', message: 'other' })).toBe(
			" None of the entries read has 'Bob' as User Name.",
		);
	});

	it('needs no more than 20 values', () => {
		const actions = Array.from({ length: 30 }, (_, index) => `Action ${index + 10}`);
		expect(explain('none', actions)).toMatch(/'Action 29' and others\.$/);
	});

	it('is not told where there were no entries', () => {
		expect(explain('Login', [])).toBe('');
	});

	it('is not wrong where the value comes after many others', () => {
		const actions = Array.from({ length: 30 }, (_, index) => `Action ${index}`);
		expect(explain('Action 29', actions)).toBe('');
	});
});
