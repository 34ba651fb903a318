import { expectDefined } from './expectDefined.ts';
import type { EventPage } from './testClient.ts';
import { eventsOf, idsOf, TestClient } from './testClient.ts';

const TIMES = [
	'2026-03-01T10:00:00Z',
	'2026-03-01T10:00:00.5Z',
	'2026-03-01T10:00:01.0000001Z',
	'2026-03-01T10:00:01Z',
	'2026-03-09T08:00:00+02:00',
];

describe('filters of the unified log', () => {
	let client: TestClient;

	async function start(tenant: object = { events: 600 }): Promise<void> {
		client = await TestClient.start({ unified: { tenants: [{ name: 'T1', ...tenant }] } });
	}

	async function timesOf(query: string): Promise<string[]> {
		return (await client.tenantPage(query)).auditEvents.map(({ createdOn }) => createdOn.slice(14));
	}

	afterEach(async () => {
		await client.close();
	});

	it('take times in any order, and both ends of a window to the tick', async () => {
		await start({ times: TIMES });
		expect(await timesOf('')).toEqual(['00:00Z', '00:01.0000001Z', '00:01Z', '00:00.5Z', '00:00Z']);
		expect(await timesOf('from=2026-03-01T10:00:00.5Z&to=2026-03-01T10:00:01.0000001Z')).toEqual([
			'00:01.0000001Z',
			'00:01Z',
			'00:00.5Z',
		]);
		expect(await timesOf('from=2026-03-01T10:00:00.5000001Z&to=2026-03-01T10:00:01Z')).toEqual([
			'00:01Z',
		]);
		client.tenant.append(1);
		expect((await client.tenantPage('')).auditEvents[0]?.createdOn).toBe('2026-03-09T06:01:00Z');
	});

	it('cut times off where that is asked for', async () => {
		await start({ times: TIMES });
		client.simulator.set({ unified: { rounding: 'second' } });
		expect(await timesOf('from=2026-03-01T10:00:00.9Z&to=2026-03-01T10:00:01.9Z')).toEqual([
			'00:01Z',
			'00:00.5Z',
			'00:00Z',
		]);
		client.simulator.set({ unified: { rounding: 'millisecond' } });
		expect(await timesOf('from=2026-03-01T10:00:01.0000009Z&to=2026-03-01T10:00:01.0009Z')).toEqual(
			['00:01Z'],
		);
	});

	it('take a function of the number', async () => {
		const day = (eventNumber: number) => `2026-01-${String(eventNumber + 1).padStart(2, '0')}`;
		await start({ events: 31, timeOf: day });
		const { auditEvents } = await client.tenantPage('from=2026-01-30');
		expect(auditEvents.map(({ createdOn }) => createdOn)).toEqual([
			'2026-01-31T00:00:00Z',
			'2026-01-30T00:00:00Z',
		]);
	});

	it('insert late events at an instant', async () => {
		await start({ times: TIMES });
		client.tenant.insertLate(1, { createdOn: '2026-03-01T10:00:00.7Z' });
		client.tenant.insertLate(1, { createdOn: '2026-02-01T00:00:00.1Z' });
		const texts = client.tenant.snapshot().map(({ createdOn }) => createdOn);
		expect([texts[0], texts[3]]).toEqual(['2026-02-01T00:00:00.1Z', '2026-03-01T10:00:00.7Z']);
		expect(() => client.tenant.insertLate(1, { createdOn: '2027-01-01' })).toThrow(RangeError);
	});

	it('take ids of sources, targets and types, also repeated ones', async () => {
		await start();
		const truth = client.tenant.snapshot().reverse();
		const [first, second] = client.tenant.catalogue;
		const source = expectDefined(first);
		const target = expectDefined(second?.eventTargets[1]);
		const type = expectDefined(source.eventTargets[0]?.eventTypes[0]);
		const bySource = eventsOf(await client.walk(`source=${source.id.toUpperCase()}`));
		expect(bySource).toEqual(truth.filter(({ eventSource }) => eventSource === source.name));
		expect(bySource.length).toBeGreaterThan(50);
		const both = eventsOf(await client.walk(`source=${source.id}&source=${second?.id}`));
		expect(both).toEqual(
			truth.filter(({ eventSource }) => [source.name, second?.name].includes(eventSource)),
		);
		const byType = eventsOf(await client.walk(`source=${source.id}&type=${type.id}`));
		expect(new Set(byType.map(({ eventType }) => eventType))).toEqual(new Set([type.name]));
		const byTarget = eventsOf(await client.walk(`target=${target.id}`));
		expect(byTarget.every(({ eventSource }) => eventSource === second?.name)).toBe(true);
		expect(await client.tenantPage('source=00000000-0000-0000-0000-000000000000')).toEqual({
			auditEvents: [],
			next: null,
			previous: null,
		} satisfies EventPage);
		expect(client.simulator.requests.at(-1)?.queryAll.source).toHaveLength(1);
	});

	it('take users, status and a search term', async () => {
		await start();
		const truth = client.tenant.snapshot().reverse();
		const people = client.tenant.actors.slice(5, 7).map(({ id }) => id);
		const query = people.map((id) => `userIds=${id}`).join('&');
		const byUser = eventsOf(await client.walk(`${query}&maxCount=10`));
		expect(idsOf(byUser)).toEqual(idsOf(truth.filter(({ actorId }) => people.includes(actorId))));
		expect(client.simulator.requests[0]?.queryAll.userIds).toEqual(people);
		const failed = eventsOf(await client.walk('status=1'));
		expect(idsOf(failed)).toEqual(idsOf(truth.filter(({ status }) => status === 1)));
		const found = eventsOf(await client.walk('searchTerm=CÔTE'));
		expect(idsOf(found)).toEqual(
			idsOf(truth.filter(({ clientInfo }) => clientInfo?.ipCountry.startsWith('Côte') === true)),
		);
		expect(eventsOf(await client.walk('searchTerm=example.com'))).toEqual([]);
	});

	it('have names that occur under several sources, and other ids at each level', async () => {
		await start();
		const { organization } = client.simulator.unified;
		const ids = [organization, client.tenant].flatMap(({ catalogue }) =>
			catalogue.flatMap((source) => [
				source.id,
				...source.eventTargets.flatMap(({ id, eventTypes }) => [
					id,
					...eventTypes.map((type) => type.id),
				]),
			]),
		);
		expect(new Set(ids).size).toBe(ids.length);
		for (const { catalogue } of [organization, client.tenant]) {
			const targets = catalogue.flatMap(({ eventTargets }) => eventTargets.map(({ name }) => name));
			expect(new Set(targets).size).toBeLessThan(targets.length);
		}
		const sources = await (await client.askTenant('sources')).json();
		expect(sources).toEqual(client.tenant.catalogue);
	});
});
