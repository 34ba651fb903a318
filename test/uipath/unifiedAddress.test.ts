import { makeUnifiedPath, readPageCursor } from '../../nodes/UiPathAudit/uipath/unifiedAddress';

const ORIGIN = 'https://cloud.uipath.com';
const organization = { scope: 'organization' } as const;
const tenant = { scope: 'tenant', tenant: 'My Tenant & Co' } as const;

describe('the path of a verb', () => {
	it('has the tenant in it, encoded', () => {
		expect(makeUnifiedPath(organization, 'events')).toBe('/orgaudit_/api/query/events');
		expect(makeUnifiedPath(tenant, 'sources')).toBe(
			'/My%20Tenant%20%26%20Co/tenantaudit_/api/query/sources',
		);
	});
});

describe('a page cursor', () => {
	it.each([
		'/acme/orgaudit_/api/query/events?before=2026-01-01T00%3A00%3A00Z&beforeId=a&qw=1&x=&x=2',
		'https://cloud.uipath.com/acme/orgaudit_/api/query/events/?before=2026-01-01T00%3A00%3A00Z&beforeId=a&qw=1&x=&x=2',
		'/0f9d2c5e-1b7a-4c3d-9e8f-6a5b4c3d2e1f/OrgAudit_/api/query/events?before=2026-01-01T00%3A00%3A00Z&beforeId=a&qw=1&x=&x=2',
	])('keeps all of its parameters: %s', (cursor) => {
		expect(readPageCursor(cursor, ORIGIN, organization)).toBe(cursor.slice(cursor.indexOf('?')));
	});

	it.each([
		'https://evil.example/acme/orgaudit_/api/query/events?before=1',
		'//evil.example/acme/orgaudit_/api/query/events?before=1',
		'/\\evil.example/acme/orgaudit_/api/query/events?before=1',
		'http://cloud.uipath.com/acme/orgaudit_/api/query/events?before=1',
		'https://cloud.uipath.com:444/acme/orgaudit_/api/query/events?before=1',
		'https://cloud.uipath.com@evil.example/acme/orgaudit_/api/query/events?before=1',
		'/acme/orgaudit_/api/query/sources?before=1',
		'/acme/orgaudit_/api/query/events/../sources?before=1',
		'/acme/tenantaudit_/api/query/events?before=1',
		'?before=1',
		'javascript:alert(1)',
		'http://[',
	])('is not followed elsewhere: %s', (cursor) => {
		expect(() => readPageCursor(cursor, ORIGIN, organization)).toThrow(
			expect.objectContaining({ kind: 'page-elsewhere' }) as Error,
		);
	});
});
