import {
	previousLeadsTo,
	type SimulatorOptions,
	type UnifiedSwitches,
} from '../../simulator/index';
import { requestsDuring, runNode, simulatorWith, tokenCredential, type NodeRun } from '../harness';

/** So many events of one time do not fit in a page, so only cursors lead through them. */
const TIES = 450;

const CANNOT_GO_ON = /form a loop|cannot be sure that it saw all of them/;

const SCOPES = [{ scope: 'organization' }, { scope: 'tenant', tenant: 'DefaultTenant' }] as const;

/** Reads all of a log with events of one time, and takes note of every request that leaves the process. */
async function readTies(
	place: (typeof SCOPES)[number],
	switches: UnifiedSwitches,
	options: SimulatorOptions = {},
) {
	const log = { events: TIES + 50, ties: TIES };
	const tenants = [{ name: 'DefaultTenant', ...log }];
	const simulator = await simulatorWith({
		...options,
		unified: { organization: log, tenants, ...switches },
	});
	let run: NodeRun | undefined;
	const sent = await requestsDuring(async () => {
		run = await runNode({
			parameters: { resource: 'unifiedAuditLog', operation: 'getLogs', returnAll: true, ...place },
			credentials: tokenCredential(simulator),
		});
	});
	const { organization } = simulator.unified;
	const truth = place.scope === 'tenant' ? simulator.unified.tenant(place.tenant) : organization;
	const cursors = simulator.requests.filter(({ query }) => query.beforeId !== undefined);
	return {
		...{ simulator, cursors, error: run?.error },
		events: sortById(run?.items.map(({ json }) => json) ?? []),
		truth: sortById(truth.snapshot()),
		hosts: [...new Set(sent.map(({ host }) => host))],
	};
}

describe.each(SCOPES)('a cursor of the unified log ($scope)', (place) => {
	it.each<[string, (previous: string, other: string) => string]>([
		['on another host', (previous, other) => `http://localhost:${other}${previous}`],
		['on another port', (previous, other) => `http://127.0.0.1:${other}${previous}`],
		['without its scheme', (previous, other) => `//127.0.0.1:${other}${previous}`],
		['with backslashes', (previous, other) => `\\\\127.0.0.1:${other}${previous}`],
		['behind a user name', (previous, other) => `http://127.0.0.1@127.0.0.1:${other}${previous}`],
		['behind white space', (previous, other) => ` \thttp://127.0.0.1:${other}${previous}`],
		['with another scheme', (previous, other) => `https://127.0.0.1:${other}${previous}`],
		['in a script', (previous) => `javascript:location="${previous}"`],
		['in a file', (previous) => `file://${previous}`],
		['nowhere', () => 'http://['],
		['on another path', (previous) => previous.replace('/api/query/events', '/api/query/sources')],
		['at another service', (previous) => previous.replace('audit_/', 'evil_/')],
		['out of its path', (previous) => previous.replace('/events?', '/events/../../steal?')],
		['at the other level', (previous) => swapLevel(previous)],
	])('that leads elsewhere is not followed: %s', async (_name, lead) => {
		const other = await simulatorWith();
		const fault = previousLeadsTo((previous) => lead(previous, String(other.port)));
		const { simulator, cursors, error, events, hosts } = await readTies(
			place,
			{},
			{ faults: [fault] },
		);
		expect(events).toEqual([]);
		expect(error?.message).toMatch(
			/^UiPath says that the next page of the unified audit log is at .*, not where the log is$/,
		);
		expect(error?.description).toMatch(/The token was not sent there, and nothing was returned/);
		expect(other.requests).toEqual([]);
		expect(hosts).toEqual([`127.0.0.1:${simulator.port}`]);
		expect(cursors).toEqual([]);
	});

	it('that leads to another path of the host is told with it', async () => {
		const fault = previousLeadsTo(() => '/acme/evil_/events?before=x');
		const { simulator, error } = await readTies(place, {}, { faults: [fault] });
		expect(error?.message).toContain(` at ${simulator.origin}/acme/evil_/events, not`);
	});

	it.each<[string, (previous: string, origin: string) => string]>([
		['with its host', (previous, origin) => `${origin}${previous}`],
		['with a user name that nobody is sent', (previous, origin) => addUser(`${origin}${previous}`)],
		['with a fragment', (previous) => `${previous}#there`],
		['without the slash at its beginning', (previous) => previous.slice(1)],
	])('is followed to where the log is: %s', async (_name, lead) => {
		let origin = '';
		const fault = previousLeadsTo((previous, { headers }) => {
			origin = `http://${headers.host}`;
			return lead(previous, origin);
		});
		const read = await readTies(place, {}, { faults: [fault] });
		expect(read.error).toBeUndefined();
		expect(read.events).toEqual(read.truth);
		expect(read.cursors.length).toBeGreaterThan(0);
		const { token } = read.simulator;
		expect(new Set(read.cursors.map(({ authorization }) => authorization))).toEqual(
			new Set([`Bearer ${token}`]),
		);
	});

	it.each<[string, UnifiedSwitches]>([
		['that needs another parameter', { extraParameter: 'qw' }],
		['on the last page too', { alwaysPrevious: true }],
		['with pages that are empty', { emptyPages: 2 }],
		['of another order', { tieOrder: 'descending', extraParameter: 'qw', emptyPages: 3 }],
	])('gives every event once: %s', async (_name, switches) => {
		const read = await readTies(place, switches);
		expect(read.error).toBeUndefined();
		expect(read.events).toEqual(read.truth);
		expect(read.cursors.length).toBeGreaterThan(0);
	});

	it('is passed on byte for byte', async () => {
		const strange = '&qw=a+b%20c%2Bd%2f%FF~(*)&flag&empty=&qw=twice;%3D=%25';
		const given: string[] = [];
		const fault = previousLeadsTo((previous) => {
			given.push(`${previous}${strange}`);
			return given.at(-1);
		});
		const { cursors, error, events } = await readTies(place, {}, { faults: [fault] });
		expect(error).toBeUndefined();
		expect(events).toHaveLength(TIES + 50);
		expect(cursors.length).toBeGreaterThan(0);
		for (const { path } of cursors) expect(given).toContain(path);
	});

	it.each([2, 3, 4])(
		'that leads in a circle gives no event twice: page %i',
		async (cursorCircle) => {
			const { error, events, simulator, truth } = await readTies(place, { cursorCircle });
			// Answers that are under way side by side may keep the reader out of the circle.
			if (error) expect(error.message).toMatch(CANNOT_GO_ON);
			expect(events).toEqual(error ? [] : truth);
			expect(simulator.requests.length).toBeLessThan(50);
		},
	);

	it('that leads to where it came from ends the run', async () => {
		const fault = previousLeadsTo((previous, { path, query }) =>
			query.beforeId === undefined ? previous : path,
		);
		const { error, events, simulator } = await readTies(place, {}, { faults: [fault] });
		expect(error?.message).toMatch(CANNOT_GO_ON);
		expect(events).toEqual([]);
		expect(simulator.requests.length).toBeLessThan(50);
	});

	it('that is the same on every page ends the run', async () => {
		let first: string | undefined;
		const fault = previousLeadsTo((previous) => (first ??= previous));
		const { error, events, simulator } = await readTies(place, {}, { faults: [fault] });
		expect(error?.message).toMatch(CANNOT_GO_ON);
		expect(events).toEqual([]);
		expect(simulator.requests.length).toBeLessThan(50);
	});
});

/** Events of one time come in the order of the server, which is not the truth's. */
function sortById<Event extends object>(events: Event[]): Event[] {
	const idOf = (event: Event) => String('id' in event && event.id);
	return events.sort((a, b) => (idOf(a) < idOf(b) ? -1 : 1));
}

function addUser(address: string): string {
	return address.replace('://', '://somebody:secret@');
}

function swapLevel(previous: string): string {
	return previous.includes('orgaudit_')
		? previous.replace('/orgaudit_/', '/DefaultTenant/tenantaudit_/')
		: previous.replace('/DefaultTenant/tenantaudit_/', '/orgaudit_/');
}
