import { withParsedDetails } from '../../../../nodes/UiPathAudit/resources/auditLog/getLogs/details';
import { getLogsQuery } from '../../../../nodes/UiPathAudit/resources/auditLog/getLogs/query';
import { timeBound } from '../../../../nodes/UiPathAudit/shared/timeBound';
import { InputError } from '../../../../nodes/UiPathAudit/uipath/auditError';

const parameters = {
	returnAll: false,
	limit: 50 as unknown,
	filters: {},
	options: {},
	timeZone: 'Europe/Berlin',
};

describe('the query', () => {
	it('has its defaults', () => {
		expect(getLogsQuery(parameters)).toEqual({
			selection: {
				sortBy: 'createdOn',
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
			parseDetails: false,
		});
	});

	it('takes numbers that an expression made texts, and one text for a list', () => {
		const { selection } = getLogsQuery({
			...parameters,
			limit: '7',
			filters: { category: 'user', email: ['a@b.c', ''] },
		});
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
		['From', { filters: { from: 'yesterday' } }],
		['To', { filters: { to: '2026-02-30' } }],
		['From', { filters: { from: '2026-01-02', to: '2026-01-01' } }],
		['Message', { filters: { message: { a: 1 } } }],
	])('refuses a wrong %s: %j', (field, wrong) => {
		const get = () => getLogsQuery({ ...parameters, ...wrong });
		expect(get).toThrow(InputError);
		expect(get).toThrow(expect.objectContaining({ field }) as Error);
		expect(get).toThrow(new RegExp(`'${field}'`));
	});
});

describe('a time bound', () => {
	it.each([
		['2026-01-31T08:00:00Z', '2026-01-31T08:00:00.0000000'],
		['2026-01-31T08:00:00.1234567+05:30', '2026-01-31T02:30:00.1234567'],
		['2026-01-31T08:00:00', '2026-01-31T07:00:00.0000000'],
		['2026-07-31T08:00:00', '2026-07-31T06:00:00.0000000'],
		['2026-07-31', '2026-07-30T22:00:00.0000000'],
		['2026-03-29T01:59:59', '2026-03-29T00:59:59.0000000'],
		['2026-03-29T03:00:00', '2026-03-29T01:00:00.0000000'],
		['2026-10-25T03:00:00', '2026-10-25T02:00:00.0000000'],
		[Date.UTC(2026, 0, 1), '2026-01-01T00:00:00.0000000'],
		[new Date(Date.UTC(2026, 0, 1)), '2026-01-01T00:00:00.0000000'],
		[{ toISO: () => '2026-01-01T01:00:00.000+01:00' }, '2026-01-01T00:00:00.0000000'],
		['', undefined],
		[undefined, undefined],
	])('%p in Berlin is %p', (value, instant) => {
		expect(timeBound(value, 'From', 'Europe/Berlin')).toBe(instant);
	});

	it.each([[{}], [NaN], [true], [new Date(NaN)], ['now']])('%p is none', (value) => {
		expect(() => timeBound(value, 'From', 'UTC')).toThrow(/'From' is no date and time/);
	});
});

describe('the details', () => {
	it('become what their text describes', () => {
		const entry = { auditLogDetails: '{\r\n "userName": "a",\r\n "id": 12345678901234567890\r\n}' };
		expect(withParsedDetails(entry)).toEqual({
			auditLogDetails: { userName: 'a', id: '12345678901234567890' },
		});
	});

	it.each(['', 'free text', '{"cut', '"text"', '12', null])('stay as they are: %p', (details) => {
		const entry = { auditLogDetails: details };
		expect(withParsedDetails(entry)).toBe(entry);
	});
});
