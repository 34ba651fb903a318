import { BEGINNING_OF_TIME, END_OF_TIME } from '../../../nodes/UiPathAudit/log/instant';
import { findLimit } from '../../../nodes/UiPathAudit/resources/unifiedAuditLog/downloadCsv/completeness';

const now = Date.parse('2026-04-01T00:00:00Z');
const to = END_OF_TIME;
const young = { from: '2026-01-01T00:00:00.0000000', to };

describe('whether a CSV file of the unified log has all that was asked for', () => {
	it('is told by its rows', () => {
		expect(findLimit({ entries: 99_999, endsInQuotes: false }, young, now)).toBeUndefined();
		expect(findLimit({ entries: 100_000, endsInQuotes: false }, young, now)).toBe('rows');
		expect(findLimit({ entries: 100_001, endsInQuotes: false }, young, now)).toBe('rows');
	});

	it('is told by how far back it is to go: 90 days and no tick more', () => {
		const file = { entries: 0, endsInQuotes: false };
		expect(findLimit(file, young, now)).toBeUndefined();
		expect(findLimit(file, { from: '2025-12-31T23:59:59.9999999', to }, now)).toBe('days');
		expect(findLimit(file, { from: BEGINNING_OF_TIME, to }, now)).toBe('days');
	});

	it('is told by a last row that does not end', () => {
		expect(findLimit({ entries: 5, endsInQuotes: true }, young, now)).toBe('quotes');
	});
});
