import { readGetLogsQuery } from '../../../../nodes/UiPathAudit/resources/auditLog/getLogs/query';
import { InputError } from '../../../../nodes/UiPathAudit/shared/inputError';

const parameters = {
	returnAll: false,
	limit: 50 as unknown,
	simplify: undefined as unknown,
	timeRange: undefined as unknown,
	filters: {},
	options: {},
};

const clock = { now: Date.UTC(2026, 10, 22, 12), timeZone: 'Europe/Berlin' };

describe('the query', () => {
	it('has its defaults', () => {
		expect(readGetLogsQuery(parameters, clock)).toEqual({
			selection: {
				sortBy: undefined,
				order: 'desc',
				window: { from: '', to: '~' },
				filter: undefined,
				skip: 0,
				limit: 50,
				pageSize: 1_000,
				concurrency: 6,
			},
			log: { language: '', apiVersion: '' },
			timeoutMs: 60_000,
			form: 'simplified',
			hasEntryId: false,
			filterNames: [],
			explainMiss: expect.any(Function) as unknown,
		});
	});

	it('takes numbers that an expression made texts, and one text for a list', () => {
		const filters = { category: 'user', email: 'z@b.c, a@b.c,' };
		const { selection } = readGetLogsQuery({ ...parameters, limit: '7', filters }, clock);
		expect(selection.limit).toBe(7);
		expect(selection.filter?.({ category: 'User', email: 'A@b.c' })).toBe(true);
		expect(selection.filter?.({ category: 'User', email: 'x@b.c' })).toBe(false);
	});

	it.each([
		['Limit', { limit: 0 }],
		['Limit', { limit: 1.5 }],
		['Limit', { limit: 'many' }],
		['Limit', { limit: undefined }],
		['Page Size', { options: { pageSize: 0 } }],
		['Skip', { options: { skip: -1 } }],
		['Max Concurrency', { options: { maxConcurrency: 21 } }],
		['Max Concurrency', { options: { maxConcurrency: 0 } }],
		['Timeout', { options: { timeout: 0 } }],
		['Sort By', { options: { sortBy: 'id' } }],
		['Sort Order', { options: { sortOrder: 'up' } }],
		['Language', { options: { language: 'en&top=1' } }],
		['From', { timeRange: 'custom', from: 'yesterday' }],
		['To', { timeRange: 'custom', to: '2026-02-30' }],
		['From', { timeRange: 'custom', from: '2026-01-02', to: '2026-01-01' }],
		['Time Range', { timeRange: 'nextYear' }],
		['Window Delay', { options: { windowDelay: -5 } }],
		['Simplify', { simplify: 'perhaps' }],
		['Message', { filters: { message: { a: 1 } } }],
	])('refuses a wrong %s: %j', (field, wrong) => {
		const get = () => readGetLogsQuery({ ...parameters, ...wrong }, clock);
		expect(get).toThrow(InputError);
		expect(get).toThrow(expect.objectContaining({ field }) as Error);
		expect(get).toThrow(new RegExp(`'${field}'`));
	});
});
