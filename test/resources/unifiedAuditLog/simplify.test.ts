import { FORMS, simplify } from '../../../nodes/UiPathAudit/resources/unifiedAuditLog/simplify';

describe('an event in short', () => {
	it('is the same of the log and of both spellings of the store', () => {
		const live = {
			...{ id: 'e', createdOn: '2026-01-01T00:00:00.1Z', tenantName: null, tenantId: 'T' },
			...{ actorName: 'Ann', actorEmail: 'ann@example.com', eventType: 'Login' },
			...{ eventSource: 'Identity', eventTarget: 'User', eventDetails: '{"a":1}', status: 0 },
			clientInfo: { ipAddress: '10.0.0.1', ipCountry: 'DE' },
		};
		const store = {
			...{ Identifier: 'e', DateCreatedUtc: '2026-01-01T00:00:00.1000000', TenantId: 'T' },
			...{ User: 'Ann', ActorEmail: 'ann@example.com', Action: 'Login', Source: 'Identity' },
			...{ Category: 'User', EventDetails: '{"a":1}', Status: '0' },
			ClientInformation: '{"IpAddress":"10.0.0.1","IpCountry":"DE"}',
		};
		const older = {
			...{ Id: 'e', CreatedOn: '2026-01-01T01:00:00.1+01:00', TenantId: 'T', ActorName: 'Ann' },
			...{ ActorEmail: 'ann@example.com', EventType: 'Login', EventSource: 'Identity' },
			...{ EventTarget: 'User', EventDetails: { a: 1 }, Status: 0 },
			ClientInfo: { IpAddress: '10.0.0.1', IpCountry: 'DE' },
		};
		const short = {
			...{ time: '2026-01-01T00:00:00.1Z', actor: 'Ann', email: 'ann@example.com' },
			...{ action: 'Login', source: 'Identity', target: 'User', summary: null },
			...{ outcome: 'succeeded', ip: '10.0.0.1', country: 'DE', tenant: 'T', id: 'e' },
			details: { a: 1 },
		};
		expect(simplify(live)).toEqual(short);
		expect(simplify(store)).toEqual(short);
		expect(simplify(older)).toEqual(short);
		expect(Object.keys(simplify({}))).toEqual(Object.keys(short));
	});

	it('keeps what it does not know', () => {
		const event = { createdOn: 'soon', status: 7, eventDetails: 'no JSON', clientInfo: 'none' };
		expect(simplify(event)).toMatchObject({
			...{ time: 'soon', outcome: 7, details: 'no JSON', ip: null, country: null },
		});
	});

	it('is one of three forms', () => {
		const event = { id: 'e', eventDetails: '{"a":[1]}' };
		expect(FORMS.raw(event)).toBe(event);
		expect(FORMS.rawWithDetails(event)).toEqual({ id: 'e', eventDetails: { a: [1] } });
		expect(FORMS.simplified(event)).toEqual(simplify(event));
	});
});
