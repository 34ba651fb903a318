import { agentVersions, startAgentServer, type AgentServer } from './agentServer.ts';
import { allTools, auditTools, type AgentTool } from './agentTools.ts';

/** OpenAI takes no more characters of a description. */
const longestDescription = 1_024;

let agent: AgentServer;

beforeAll(async () => {
	agent = await startAgentServer('agent-tools-home', { entries: 10 });
});

afterAll(async () => {
	await agent.close();
});

async function listTools(version: number) {
	await agent.ask(version, 'What can you do?', () => undefined);
	return agent.model.tools;
}

describe.each(agentVersions)('an AI agent of version %s', (version) => {
	test('is offered each operation by a name and a description of its own', async () => {
		const tools = await listTools(version);
		expect(tools.map(({ name }) => name).sort()).toEqual(
			allTools.map(({ name }) => name.replaceAll(' ', '_')).sort(),
		);
		expect(new Set(tools.map(({ description }) => description)).size).toBe(allTools.length);
		for (const { description } of tools) {
			expect(description.length).toBeLessThanOrEqual(longestDescription);
		}
	});

	test.each<[AgentTool, RegExp[]]>([
		[
			auditTools.getLogs,
			[
				/who did what and when/,
				/From \(inclusive\), To \(exclusive\): ISO 8601, such as 2026-01-31T08:00:00Z/,
				/previousDay \(yesterday\)/,
				/Limit: .*50 if empty/,
				/such as \["Login"\]/,
			],
		],
		[auditTools.downloadCsv, [/own CSV file/, /not its content/, /Size: how many/]],
		[
			auditTools.exportLogs,
			[/to a file/, /March 2026: From 2026-03-01, To 2026-04-01/, /Format: csv or jsonLines/],
		],
		[
			auditTools.getUnifiedLogs,
			[/tenant \(jobs, queues,/, /such as \["Queue"\]/, /Status: succeeded or failed/, /ISO 8601/],
		],
		[auditTools.downloadUnifiedCsv, [/last 90 days/, /ISO 8601/, /Status: succeeded or failed/]],
		[auditTools.exportUnifiedLogs, [/to a file/, /ISO 8601/, /Format: csv or jsonLines/]],
		[auditTools.getArchive, [/up to 2 years back/, /days in UTC, both included/, /Limit: /]],
	])('is told the values and formats of $name', async ({ name }, words) => {
		const tool = (await listTools(version)).find((each) => each.name === name.replaceAll(' ', '_'));
		for (const word of words) expect(tool?.description).toMatch(word);
	});
});
