import { agentVersions, startAgentServer, type AgentServer } from './agentServer.ts';
import { auditTools, type AgentTool } from './agentTools.ts';
import type { ToolCall } from './chatModel.ts';
import { findIn } from './searchSecrets.ts';

const day = 24 * 3_600_000;
const { getLogs, exportLogs, getUnifiedLogs, downloadUnifiedCsv, getArchive } = auditTools;

let agent: AgentServer;

beforeAll(async () => {
	const newest = new Date().toISOString();
	const tenants = [{ name: 'DefaultTenant', events: 3_000, newest, spacingMs: 60_000 }];
	agent = await startAgentServer('agent-answers-home', {
		...{ entries: 3_000, newest, spacingMs: 60_000 },
		unified: { tenants },
	});
});

afterAll(async () => {
	await agent.close();
});

type Answer = Array<Record<string, unknown>>;

async function call(version: number, tool: AgentTool, input: ToolCall['input']): Promise<Answer> {
	return JSON.parse(await agent.call(version, tool, input)) as Answer;
}

/** The newest entries of the log that are of one of the actions. */
function newestOf(actions: string[], count: number) {
	const wanted = agent.simulator.log
		.snapshot()
		.filter(({ action }) => actions.includes(action ?? ''));
	return wanted.slice(-count).reverse();
}

const note = (words: RegExp) => ({ note: expect.stringMatching(words) as unknown });

describe.each(agentVersions)('an AI agent of version %s', (version) => {
	test('that leaves everything empty gets 50 simplified entries, and is told of more', async () => {
		const answer = await call(version, getLogs, {});
		expect(answer.slice(0, -1).map(({ message }) => message)).toEqual(
			agent.simulator.log
				.snapshot()
				.slice(-50)
				.reverse()
				.map(({ message }) => message),
		);
		expect(Object.keys(answer[0] ?? {})).toEqual([
			...['time', 'user', 'email', 'action', 'message', 'category', 'source', 'details'],
		]);
		expect(answer.at(-1)).toEqual(note(/^Because of Limit, only 50 entries were returned/));
	});

	test.each([
		['a name', 'Login', ['Login']],
		['another case', 'LOGIN', ['Login']],
		['a list as JSON', '["Login", "Create"]', ['Login', 'Create']],
		['names with commas', 'login, create', ['Login', 'Create']],
	])('may write values as %s', async (_how, value, actions) => {
		const answer = await call(version, getLogs, { Action_Names_or_IDs: value, Limit: '5' });
		expect(answer.slice(0, 5).map(({ message }) => message)).toEqual(
			newestOf(actions, 5).map(({ message }) => message),
		);
	});

	test.each(['previousDay', 'Previous Day', 'previous_day'])('may write %s', async (range) => {
		const answer = await call(version, exportLogs, { Time_Range: range });
		const inBerlin = (time: number | string) =>
			new Intl.DateTimeFormat('en-CA', { timeZone: 'Europe/Berlin' }).format(new Date(time));
		const yesterday = inBerlin(Date.now() - day);
		const due = agent.simulator.log
			.snapshot()
			.filter(({ createdOn }) => inBerlin(createdOn) === yesterday);
		expect(answer[0]).toMatchObject({ entries: due.length, isComplete: true });
	});

	test('narrows a range with From and To, and is told where they have nothing in common', async () => {
		// A manifest writes no zeros at the end of a fraction.
		const from = `${new Date(Date.now() - 2 * 3_600_000).toISOString().slice(0, 19)}Z`;
		const [narrowed] = await call(version, exportLogs, { Time_Range: 'last24Hours', From: from });
		expect(narrowed).toMatchObject({ window: { from } });
		const long = { Time_Range: 'last24Hours', To: '2020-01-01' };
		expect(await agent.call(version, getLogs, long)).toMatch(
			/'From' and 'To' are not within 'Time Range' \(last24Hours\)\. Set 'Time Range' to all/,
		);
	});

	test('is told that To does not include a day', async () => {
		const to = new Date(Date.now() - day).toISOString().slice(0, 10);
		const answer = await call(version, getLogs, { To: to, Limit: '1' });
		expect(answer.at(-2)).toEqual(note(new RegExp(`^To \\(${to}\\) is the beginning of that day`)));
	});

	test.each<[AgentTool, ToolCall['input'], RegExp]>([
		[getLogs, { Time_Range: 'yesterday' }, /'Time Range' must be one of all, .*previousDay/],
		[getLogs, { From: '2026-03' }, /'From' is not a valid date.*2026-03.*ISO 8601.*2026-01-31T/],
		[getLogs, { To: 'yesterday' }, /'To' is not a valid date.*yesterday.*ISO 8601/],
		[getLogs, { Limit: 'all' }, /'Limit' must be a whole number of 1 or more, not 'all'/],
		[exportLogs, { Format: 'xlsx' }, /'Format' must be one of csv, jsonLines, not 'xlsx'/],
		[getUnifiedLogs, { Scope: 'folder' }, /'Scope' must be one of organization, tenant/],
		[
			getUnifiedLogs,
			{ Type_Names_or_IDs: 'Remove' },
			/'Remove' is not one of UiPath's values.*nearest names are/,
		],
		[getArchive, { From_Date: 'March' }, /'From Date' is not a valid date.*ISO 8601/],
	])('is told in words what is wrong: %p %p', async (tool, input, words) => {
		expect(await agent.call(version, tool, input)).toMatch(words);
	});

	test('is told which values there are where it asks for another', async () => {
		const answer = await call(version, getLogs, { Action_Names_or_IDs: '["Sign-in failed"]' });
		expect(answer).toEqual([
			note(
				/None of the entries read has 'Sign-in failed' as Action; they have .*'LoginFailed'.*The newest entry /,
			),
		]);
	});

	const longAgo = { From: '2020-03-01', To: '2020-04-01' };
	const whenAndNewest =
		/^No entries from 2020-02-29 23:00:00 UTC \(2020-03-01 .* in Europe\/Berlin\) until .*\. The newest entry in the (unified )?audit log is from 20/;

	test.each([getLogs, exportLogs, getUnifiedLogs, downloadUnifiedCsv])(
		'is told honestly by $name that there is nothing',
		async (tool) => {
			const notes = (await call(version, tool, longAgo)).filter((each) => 'note' in each);
			expect(notes).toContainEqual(note(whenAndNewest));
		},
	);

	test('is told so of an archive, and gets few events of a full one', async () => {
		const empty = { From_Date: '2025-03-01', To_Date: '2025-03-02' };
		expect(await call(version, getArchive, empty)).toEqual([
			note(/^No events from 2025-03-01 until 2025-03-02 \(UTC\) in UiPath's long-term store/),
		]);
		const full = new Date(Date.now() - day).toISOString().slice(0, 10);
		const answer = await call(version, getArchive, {
			...{ From_Date: full, To_Date: full, Scope: 'tenant' },
		});
		expect(answer.filter((each) => 'id' in each)).toHaveLength(50);
		const events = agent.simulator.unified.tenant('DefaultTenant').snapshot();
		const all = events.filter(({ createdOn }) => createdOn.startsWith(full)).length;
		const count = all.toLocaleString('en-US');
		expect(answer).toContainEqual(
			note(new RegExp(`^Because of Limit, only 50 of ${count} events were returned`)),
		);
	});

	test('is given no secret', async () => {
		const token = 'sim-access-token';
		const answers = [
			await agent.call(version, exportLogs, { Time_Range: 'last24Hours' }),
			await agent.call(version, getLogs, { From: token }),
		];
		expect(answers[0]).toMatch('binary-data');
		expect(findIn(answers[0] ?? '', 'answer', [token])).toEqual([]);
		agent.simulator.set({ token: 'another-token' });
		try {
			const refused = await agent.call(version, getLogs, {});
			expect(refused).toMatch(/token/i);
			expect(findIn(refused, 'answer', [token])).toEqual([]);
		} finally {
			agent.simulator.set({ token });
		}
	});
});
