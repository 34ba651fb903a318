import type { INodeParameters } from 'n8n-workflow';
import type { Simulator } from '../../simulator/index';
import type { UnifiedEvent } from '../../simulator/unified/options';
import { simulatorWith } from '../harness';
import { newestFirst, readEvents } from './reading';

let simulator: Simulator;

beforeEach(async () => {
	simulator = await simulatorWith();
});

const read = async (filters: INodeParameters, rest: INodeParameters = {}) =>
	await readEvents(simulator, { returnAll: true, filters, ...rest });

/** What one path through the catalogue leads to. */
function find(source: string, target?: string, type?: string) {
	const { catalogue } = simulator.unified.tenant('DefaultTenant');
	const inSource = catalogue.find(({ name }) => name === source);
	const inTarget = inSource?.eventTargets.find(({ name }) => name === target);
	const found = type ? inTarget?.eventTypes.find(({ name }) => name === type) : undefined;
	return String((type ? found : target ? inTarget : inSource)?.id);
}

const passing = (passes: (event: UnifiedEvent) => boolean) => {
	const events = newestFirst(simulator).filter(passes);
	expect(events.length).toBeGreaterThan(0);
	expect(events.length).toBeLessThan(1_000);
	return events;
};

describe('a filter that UiPath applies', () => {
	it.each<[string, INodeParameters, (event: UnifiedEvent) => boolean, string]>([
		['Failed', { status: 'failed' }, ({ status }) => status === 1, 'status=1'],
		['Succeeded', { status: 'succeeded' }, ({ status }) => status === 0, 'status=0'],
		[
			'Search',
			{ search: 'Prüfroboter' },
			({ eventDetails }) => eventDetails.includes('Prüfroboter'),
			'searchTerm=Pr%C3%BCfroboter',
		],
	])('is sent along: %s', async (_name, filters, passes, sent) => {
		const expected = passing(passes);
		const { events, requests } = await read(filters);
		expect(events).toEqual(expected);
		expect(requests.every(({ path }) => path.includes(sent))).toBe(true);
	});

	it('takes several user ids, however they are separated', async () => {
		const [a, b, c] = simulator.unified.tenant('DefaultTenant').actors.map(({ id }) => id);
		const expected = passing(({ actorId }) => [a, b, c].includes(actorId));
		for (const userIds of [
			`${a}, ${b},\n${c}`,
			`${a} ${b};${c}`,
			[a, b, c],
			`["${a}","${b}","${c}"]`,
		]) {
			const { events, requests } = await read({ userIds: userIds as string });
			expect(events).toEqual(expected);
			expect(requests[0]?.queryAll.userIds).toEqual([a, b, c]);
		}
	});
});

describe('a filter by email', () => {
	it('is exact but for upper and lower case, and finds all ids of one address', async () => {
		const someone = simulator.unified.tenant('DefaultTenant').actors.find(({ email }) => email);
		const email = someone?.email ?? '';
		const expected = passing(({ actorEmail }) => actorEmail === email);
		expect((await read({ email: ` ${email.toUpperCase()} ` })).events).toEqual(expected);
		expect((await read({ email: email.slice(1) })).events).toEqual([]);
		expect((await read({ email: email.split('@')[0] ?? '' })).events).toEqual([]);
	});

	it('takes several, and a limit counts what passes', async () => {
		const emails = ['juergen.gross@example.com', 'department2.3@example.com'];
		const expected = passing(({ actorEmail }) => emails.includes(actorEmail ?? ''));
		expect((await read({ email: emails.join(', ') })).events).toEqual(expected);
		const few = await read({ email: emails.join(', ') }, { returnAll: false, limit: 7 });
		expect(few.events).toEqual(expected.slice(0, 7));
	});
});

describe('names instead of ids', () => {
	const both = async (names: INodeParameters, ids: INodeParameters) => {
		const byIds = await read(ids);
		expect(byIds.requests.map(({ route }) => route)).not.toContain('sources');
		const byNames = await read(names);
		expect(byNames.error).toBeUndefined();
		expect(byNames.events.length).toBeGreaterThan(0);
		expect(byNames.events.length).toBeLessThan(1_000);
		expect(byNames.events).toEqual(byIds.events);
		expect(byNames.requests.filter(({ route }) => route === 'sources')).toHaveLength(1);
		return byNames.events;
	};

	it('give the same events, mixed with ids and in whichever case', async () => {
		const source = [find('Orchestrator'), find('Apps')];
		await both({ source: ['Orchestrator', 'Apps'] }, { source });
		await both({ source: ['ORCHESTRATOR ', find('Apps').toUpperCase()] }, { source });
		await both({ source: '={{ ["orchestrator", "Apps"] }}' }, { source });
		await both({ source: '["Orchestrator", "apps"]' }, { source });
		await both({ source: '={{ "Apps" }}' }, { source: [find('Apps')] });
	});

	it('mean every target of that name, unless a source is chosen', async () => {
		const sources = ['Orchestrator', 'Apps', 'Action Center'];
		const target = sources.map((source) => find(source, 'User'));
		const all = await both({ target: 'User' }, { target });
		expect(new Set(all.map(({ eventSource }) => eventSource)).size).toBe(3);
		const one = await both({ source: 'Apps', target: 'User' }, { target: [find('Apps', 'User')] });
		expect(new Set(one.map(({ eventSource }) => eventSource))).toEqual(new Set(['Apps']));
	});

	it('mean the types of the chosen targets', async () => {
		const names = { source: ['Orchestrator'], target: ['Queue'], type: ['created', 'Deleted'] };
		const type = ['Created', 'Deleted'].map((name) => find('Orchestrator', 'Queue', name));
		const events = await both(names, { type });
		expect(events).toEqual(
			passing(
				({ eventSource, eventTarget, eventType }) =>
					eventSource === 'Orchestrator' &&
					eventTarget === 'Queue' &&
					['Created', 'Deleted'].includes(eventType),
			),
		);
	});

	it.each<[INodeParameters, string, RegExp]>([
		[{ source: ['Orchestator'] }, 'Source', /nearest names are 'Orchestrator'/],
		[{ source: 'Apps', target: 'Uzer' }, 'Target', /nearest names are 'User'/],
		[{ target: 'Queue', type: ['Item addded'] }, 'Type', /nearest names are 'Item added'/],
		[{ source: 'Apps', target: 'Queue' }, 'Target', /'App'.*depend on the chosen sources/],
	])(
		'that are not in the catalogue are refused with the nearest: %j',
		async (filters, name, nearest) => {
			const { error, events, requests } = await read(filters);
			expect(events).toEqual([]);
			expect(error?.message).toMatch(
				new RegExp(`^'.*' is not one of UiPath's values for '${name} Names or IDs'`),
			);
			expect(error?.description).toMatch(nearest);
			expect(requests.map(({ route }) => route)).toEqual(['sources']);
		},
	);
});
