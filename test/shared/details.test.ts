import { parseDetailsIn } from '../../nodes/UiPathAudit/shared/details';

describe('the details', () => {
	it('become what their text describes', () => {
		const entry = { auditLogDetails: '{\r\n "userName": "a",\r\n "id": 12345678901234567890\r\n}' };
		expect(parseDetailsIn(entry, 'auditLogDetails')).toEqual({
			auditLogDetails: { userName: 'a', id: '12345678901234567890' },
		});
	});

	it.each(['', 'free text', '{"cut', '"text"', '12', null])('stay as they are: %p', (details) => {
		const entry = { auditLogDetails: details };
		expect(parseDetailsIn(entry, 'auditLogDetails')).toBe(entry);
	});
});
