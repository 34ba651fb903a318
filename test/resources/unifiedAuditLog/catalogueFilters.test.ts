import { resolveNames } from '../../../nodes/UiPathAudit/resources/unifiedAuditLog/catalogueFilters';
import type { OpenConnection } from '../../../nodes/UiPathAudit/uipath/withConnection';

const GUID = '1a2b3c4d-0000-4000-8000-1234567890ab';
const OTHER = '9f8e7d6c-0000-4000-8000-1234567890ab';

const CATALOGUE = [
	{
		...{ id: '1', name: 'Apps' },
		eventTargets: [
			{ id: '11', name: 'User', eventTypes: [{ id: '111', name: 'Login' }] },
			{ id: GUID, name: 'App', eventTypes: [{ id: '121', name: 'Created' }] },
		],
	},
	{
		...{ id: '2', name: 'Queues, and more' },
		eventTargets: [
			{ id: '21', name: 'user ', eventTypes: [{ id: '211', name: 'login' }] },
			{ id: '22', name: 'Ünit', eventTypes: null },
		],
	},
	{ id: '3', name: null },
];

async function resolve(
	filters: { sources?: string[]; targets?: string[]; types?: string[] },
	value: unknown = CATALOGUE,
) {
	let requests = 0;
	const getJson = async () => {
		requests++;
		return await Promise.resolve({ value, status: 200 });
	};
	const open = { connection: { getJson } } as unknown as OpenConnection;
	const all = { sources: [], targets: [], types: [], ...filters };
	return { ...(await resolveNames(open, { scope: 'organization' }, all)), requests };
}

describe('names in the catalogue', () => {
	it('become ids, whatever these look like', async () => {
		const found = await resolve({ sources: ['apps', 'QUEUES, AND MORE'], targets: ['U\u0308nit'] });
		expect(found).toMatchObject({ sources: ['1', '2'], targets: ['22'], types: [], requests: 1 });
		expect(await resolve({ sources: ['1', 'Apps', '1'] })).toMatchObject({ sources: ['1'] });
		expect(await resolve({ sources: ['3'] })).toMatchObject({ sources: ['3'] });
	});

	it('mean all of that name that stand below what is chosen', async () => {
		expect(await resolve({ targets: ['User'] })).toMatchObject({ targets: ['11', '21'] });
		expect(await resolve({ sources: ['2'], targets: ['User'], types: ['LOGIN'] })).toMatchObject({
			...{ sources: ['2'], targets: ['21'], types: ['211'] },
		});
		expect(await resolve({ types: ['Login'] })).toMatchObject({ types: ['111', '211'] });
	});

	it('are not looked up where there are none', async () => {
		expect(await resolve({ targets: [GUID, OTHER] })).toMatchObject({ requests: 0 });
		expect(await resolve({})).toMatchObject({ requests: 0 });
	});

	it('leave ids to UiPath that the catalogue does not have', async () => {
		const targets = [OTHER, 'User', GUID.toUpperCase()];
		const found = await resolve({ targets });
		expect(found.targets.slice().sort()).toEqual(['11', GUID, '21', OTHER].sort());
	});

	it('are refused where nothing of that name stands below what is chosen', async () => {
		await expect(resolve({ sources: ['Apps'], targets: ['Ünit'] })).rejects.toMatchObject({
			field: 'Target Names or IDs',
			remedy: expect.stringMatching(/^The nearest names are '(App|User)'/) as string,
		});
		await expect(resolve({ sources: ['3'], targets: ['User'] })).rejects.toMatchObject({
			remedy: expect.stringMatching(/^There are none to choose from/) as string,
		});
	});

	it.each([
		[null],
		[{}],
		[{ value: [] }],
		[[{ name: 'no id' }]],
		[[{ id: '1', name: 'a', eventTargets: {} }]],
		[[{ id: '1', name: 'a', eventTargets: [{ id: '2', name: 'b', eventTypes: ['c'] }] }]],
	])('cannot be looked up in what is no catalogue: %j', async (value) => {
		await expect(resolve({ sources: ['Apps'] }, value)).rejects.toMatchObject({
			kind: 'not-a-page',
		});
	});
});
