import { entryFilter } from '../../nodes/UiPathAudit/log/filter';
import { byProperty } from '../../nodes/UiPathAudit/log/sorting';

const entry = { category: 'User', action: 'Login', email: null, message: "User 'Ärger' logged in" };

describe('a filter', () => {
	it.each([
		[{ category: ['user'] }, '', true],
		[{ category: ['Role', 'USER'] }, '', true],
		[{ category: ['Role'] }, '', false],
		[{ category: ['User'], action: ['Logout'] }, '', false],
		[{ email: ['a@b.c'] }, '', false],
		[{}, 'ÄRGER', true],
		[{}, 'a\u0308rger', true],
		[{ category: ['User'] }, 'logged out', false],
	])('%j with message %j: %p', (anyOf, messageContains, passes) => {
		expect(entryFilter({ anyOf, messageContains })?.(entry)).toBe(passes);
	});

	it('is none without conditions', () => {
		expect(entryFilter({ anyOf: { category: [] }, messageContains: '' })).toBeUndefined();
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
			.sort(byProperty('userName', order))
			.map(({ at }) => at);

	it('breaks ties by time, and turns all of it round for descending', () => {
		expect(ats('asc')).toEqual(['2', '1', '4', '3']);
		expect(ats('desc')).toEqual(['3', '4', '1', '2']);
	});
});
