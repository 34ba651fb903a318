import { readChoice, readCommaList } from '../../nodes/UiPathAudit/shared/parameters';
import { readAnswer } from '../../nodes/UiPathAudit/shared/tool';

describe('a choice', () => {
	const choices = ['previousDay', 'custom'] as const;

	it.each(['previousDay', 'Previous Day', 'PREVIOUS_DAY', 'previous-day'])(
		'may be spelled %s',
		(text) => {
			expect(readChoice(text, choices, 'Time Range')).toBe('previousDay');
		},
	);

	it.each(['yesterday', '', null, ['custom', 'custom']])('is refused as %j', (value) => {
		expect(() => readChoice(value, choices, 'Time Range')).toThrow(
			"'Time Range' must be one of previousDay, custom, not",
		);
	});
});

describe('a list of texts with commas', () => {
	it.each([
		['Login', ['Login']],
		['Login, Logout', ['Login', 'Logout', 'Login, Logout']],
		['["Login", "Smith, John"]', ['Login', 'Smith, John']],
		[['Smith, John'], ['Smith, John']],
		['[draft', ['[draft']],
		['[]', []],
		['', []],
	])('is read from %j', (value, list) => {
		expect(readCommaList(value, 'Action')).toEqual(list);
	});
});

describe("a language model's answer", () => {
	it.each([
		['', 50, 50],
		[null, 50, 50],
		[undefined, 50, 50],
		[0, 50, 0],
		[false, true, false],
		[['a'], [], ['a']],
		[{ a: '', b: null, c: 'd' }, {}, { c: 'd' }],
	])('%j, where the default is %j, is %j', (value, fallback, read) => {
		expect(readAnswer(value, fallback)).toEqual(read);
	});
});
