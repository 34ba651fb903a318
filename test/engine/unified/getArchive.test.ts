import type { IDataObject } from 'n8n-workflow';
import { createHash } from 'node:crypto';
import { neverAnswers, onRoute } from '../../simulator/index';
import type { StoreOptions } from '../../simulator/unified/options';
import { bytesOf, cancelAfter, withoutBackoff } from '../harness';
import { DAYS, EMPTY_DAY, getArchive, idsOn, MONTH, simulatorOfMonth, zipOf } from './archived';

const FAILING = '2025-06-20';
const sound = DAYS.filter((day) => day !== FAILING);

beforeEach(withoutBackoff);

describe.each<[string, StoreOptions]>([
	['an empty ZIP for the empty day', { emptyDay: 'emptyZip' }],
	['an empty body for the empty day', { emptyDay: 'emptyBody' }],
	['the older spelling', { fields: 'older' }],
	['data descriptors', { descriptors: true }],
])('a month of ZIPs in ZIPs, with %s', (_name, store) => {
	const month = { nested: true, eventsPerFile: 5, ...store };

	it('gives the events of all days, the first one first', async () => {
		const simulator = await simulatorOfMonth(month);
		const { items, error } = await getArchive(simulator);
		expect(error).toBeUndefined();
		const id = store.fields === 'older' ? 'Id' : 'Identifier';
		expect(items.map(({ json }) => json[id])).toEqual(idsOn(simulator, DAYS));
		expect(items).toHaveLength(29 * 24);
		expect(items.every(({ pairedItem }) => JSON.stringify(pairedItem) === '{"item":0}')).toBe(true);
		expect(simulator.requests.every(({ route }) => route === 'archive')).toBe(true);
		expect(simulator.requests).toHaveLength(30);
	});

	it('gives all days but one that fails for good, which is an error item with Continue On Fail', async () => {
		const simulator = await simulatorOfMonth({ ...month, failingDays: [FAILING] });
		const { items, error } = await getArchive(simulator, MONTH, { continueOnFail: true });
		expect(error).toBeUndefined();
		const failed = items.filter(({ json }) => 'error' in json);
		expect(failed).toEqual([
			{
				json: {
					day: FAILING,
					error: expect.stringMatching(/^Could not get the day 2025-06-20: .*504/) as string,
				},
				pairedItem: { item: 0 },
			},
		]);
		const id = store.fields === 'older' ? 'Id' : 'Identifier';
		const events = items.filter(({ json }) => !('error' in json));
		expect(events.map(({ json }) => json[id])).toEqual(idsOn(simulator, sound));
	});

	it('fails and names the day without it', async () => {
		const simulator = await simulatorOfMonth({ ...month, failingDays: [FAILING] });
		const { items, error } = await getArchive(simulator);
		expect(items).toEqual([]);
		expect(error?.message).toMatch(/^Could not get the day 2025-06-20: .*504/);
	});

	it('gives the files byte for byte', async () => {
		const simulator = await simulatorOfMonth(month);
		const { items, error } = await getArchive(simulator, { ...MONTH, output: 'files' });
		expect(error).toBeUndefined();
		expect(items.map(({ json }) => json.day)).toEqual(DAYS);
		for (const [index, item] of items.entries()) {
			const day = DAYS[index] ?? '';
			const zip = await zipOf(simulator, day);
			expect(item.json).toEqual({
				day,
				fileName: `uipath-audit-archive-DefaultTenant-${day}.zip`,
				mimeType: 'application/zip',
				organization: 'acme',
				scope: 'tenant',
				tenant: 'DefaultTenant',
				bytes: zip.length,
				sha256: createHash('sha256').update(zip).digest('hex'),
				isEmpty: day === EMPTY_DAY,
				mayBeIncomplete: false,
				fetchedAt: expect.stringMatching(/^\d{4}-/) as string,
			});
			if (zip.length === 0) expect(item.binary).toBeUndefined();
			else expect((await bytesOf(item)).equals(zip)).toBe(true);
		}
	});
});

describe('a day of the archive', () => {
	const day = { fromDate: '2025-06-10', toDate: '2025-06-10' };

	it('is tried again where it fails for a while', async () => {
		const simulator = await simulatorOfMonth({ failingDays: { '2025-06-10': 2 } });
		const { items, error } = await getArchive(simulator, day);
		expect(error).toBeUndefined();
		expect(items).toHaveLength(24);
		expect(simulator.requests.map(({ status }) => status)).toEqual([504, 504, 200]);
	});

	it('has one short form, however the store spells its fields', async () => {
		const spellings: StoreOptions[] = [
			{ fields: 'observed' },
			{ fields: 'observed', clientInformation: 'text', zone: false },
			{ fields: 'older' },
			{ fields: 'older', clientInformation: 'text', zone: false },
		];
		for (const store of spellings) {
			const simulator = await simulatorOfMonth(store);
			const { items } = await getArchive(simulator, { ...day, simplify: true });
			const log = simulator.unified.tenant('DefaultTenant');
			const isOlder = store.fields === 'older';
			expect(items.map(({ json }) => json)).toEqual(
				simulator.archivedEvents(log, '2025-06-10').map((event) => ({
					time: event.createdOn,
					actor: event.actorName,
					email: event.actorEmail || null,
					action: event.eventType,
					source: event.eventSource,
					target: event.eventTarget,
					summary: isOlder ? event.eventSummary : null,
					outcome: event.status === 0 ? 'succeeded' : 'failed',
					ip: event.clientInfo?.ipAddress ?? null,
					country: event.clientInfo?.ipCountry ?? null,
					tenant: isOlder ? event.tenantName : event.tenantId,
					id: event.id,
					details: JSON.parse(event.eventDetails) as IDataObject,
				})),
			);
		}
	});

	it('is read whatever its names are, and nothing is written where they lead', async () => {
		const simulator = await simulatorOfMonth({ hostileNames: true });
		const { items, error } = await getArchive(simulator, day);
		expect(error).toBeUndefined();
		expect(items.map(({ json }) => json.Identifier)).toEqual(idsOn(simulator, ['2025-06-10']));
		expect(JSON.stringify(items)).not.toMatch(/passwd|cron\.d|win\.txt|__proto__/);
	});

	it.each<[string, StoreOptions, RegExp]>([
		[
			'unpacks to far more',
			{ bombs: ['2025-06-10'] },
			/unpacks to more than 200 times its compressed size/,
		],
		['has ZIPs in ZIPs in ZIPs', { deep: ['2025-06-10'] }, /archives nested more than/],
	])('that %s is an error, and the others come', async (_name, store, message) => {
		const simulator = await simulatorOfMonth(store);
		const two = { fromDate: '2025-06-09', toDate: '2025-06-10' };
		const failed = await getArchive(simulator, two);
		expect(failed.items).toEqual([]);
		expect(failed.error?.message).toMatch(
			/^Could not get the day 2025-06-10: The archive from UiPath is/,
		);
		expect(failed.error?.message).toMatch(message);
		const { items } = await getArchive(simulator, two, { continueOnFail: true });
		expect(items.slice(0, 24).map(({ json }) => json.Identifier)).toEqual(
			idsOn(simulator, ['2025-06-09']),
		);
		expect(items.slice(24).map(({ json }) => json.day)).toEqual(['2025-06-10']);
	});

	it.each([1, 3, undefined])('is got beside others, at most so many at once: %p', async (most) => {
		const simulator = await simulatorOfMonth({}, { latencyMs: 30 });
		const options = most === undefined ? {} : { maxConcurrency: most };
		const { items } = await getArchive(simulator, { ...MONTH, options });
		expect(items).toHaveLength(29 * 24);
		expect(simulator.maxInFlight).toBe(most ?? 4);
	});

	it('is given up when the execution is stopped', async () => {
		const simulator = await simulatorOfMonth();
		simulator.setFaults(onRoute('archive', neverAnswers()));
		for (const continueOnFail of [false, true]) {
			simulator.resetRequests();
			const { run, error, items } = await getArchive(simulator, MONTH, {
				continueOnFail,
				onRunning: cancelAfter(simulator, 4).onRunning,
			});
			expect(run.status).toBe('canceled');
			expect(error?.message).toBe('The execution was canceled');
			// Where it continues on fail, n8n itself passes the input on.
			expect(items.map(({ json }) => json)).toEqual(continueOnFail ? [{}] : []);
			expect(simulator.requests).toHaveLength(4);
		}
	});
});
