import { makeFilter, type FilterCondition } from '../../nodes/UiPathAudit/log/filter';
import { makeComparer } from '../../nodes/UiPathAudit/log/sorting';

const entry = { category: 'User', action: 'Login', email: null, message: "User 'Ärger' logged in" };

describe('a filter', () => {
	it.each<[FilterCondition[], boolean]>([
		[[{ property: 'category', anyOf: ['user'] }], true],
		[[{ property: 'category', anyOf: ['Role', 'USER'] }], true],
		[[{ property: 'category', anyOf: ['Role'] }], false],
		[
			[
				{ property: 'category', anyOf: ['User'] },
				{ property: 'action', anyOf: ['Logout'] },
			],
			false,
		],
		[[{ property: 'email', anyOf: ['a@b.c'] }], false],
		[[{ property: 'message', contains: 'ÄRGER' }], true],
		[[{ property: 'message', contains: 'a\u0308rger' }], true],
		[
			[
				{ property: 'category', anyOf: ['User'] },
				{ property: 'message', contains: 'out' },
			],
			false,
		],
	])('%j: %p', (conditions, passes) => {
		expect(makeFilter(conditions)?.(entry)).toBe(passes);
	});

	it('is none without conditions', () => {
		const empty = [
			{ property: 'category', anyOf: [] },
			{ property: 'message', contains: '' },
		];
		expect(makeFilter(empty)).toBeUndefined();
	});
});

describe('sorting by a property', () => {
	const timed = [
		{ at: '3', entry: { userName: 'b' } },
		{ at: '1', entry: { userName: 'a' } },
		{ at: '2', entry: { userName: null } },
		{ at: '4', entry: { userName: 'a' } },
	];
	const ats = (order: 'asc' | 'desc') =>
		timed
			.slice()
			.sort(makeComparer('userName', order))
			.map(({ at }) => at);

	it('breaks ties by time, and turns all of it round for descending', () => {
		expect(ats('asc')).toEqual(['2', '1', '4', '3']);
		expect(ats('desc')).toEqual(['3', '4', '1', '2']);
	});
});
