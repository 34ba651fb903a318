import { readPlace } from '../../../nodes/UiPathAudit/resources/unifiedAuditLog/placeFields';

/** Fields as a tool has them, where what a model leaves empty counts as missing. */
const read = (fields: Record<string, unknown>) =>
	readPlace((name, fallback) => fields[name] || fallback);

describe('Scope and Tenant', () => {
	it.each([
		[{}, { scope: 'organization' }],
		[{ scope: 'organization', tenant: 'T1' }, { scope: 'organization' }],
		[
			{ scope: 'tenant', tenant: 'T1' },
			{ scope: 'tenant', tenant: 'T1' },
		],
		[
			{ scope: '', tenant: 'T1' },
			{ scope: 'tenant', tenant: 'T1' },
		],
	])('of %j are %j', (fields, place) => {
		expect(read(fields)).toEqual(place);
	});
});
