import type { Client } from '@modelcontextprotocol/sdk/client/index.js';
import { startSimulator } from '../simulator/index.ts';
import type { Simulator } from '../simulator/options.ts';
import { connectTools, makeToolNode } from './agentServer.ts';
import { allTools, auditTools, type AgentTool } from './agentTools.ts';
import { referTo, saveCredential } from './auditRun.ts';
import type { ToolSchema } from './chatModel.ts';
import { csvDifference } from './exportedCsv.ts';
import { connectMcpClient } from './mcpClient.ts';
import { findIn } from './searchSecrets.ts';
import { startTestServer, type TestServer } from './testServer.ts';
import { credentialInput } from './workflows.ts';

const workflowId = 'uipathAuditMcp001';
const bearer = 'mcp-bearer-of-this-test';

let n8n: TestServer;
let simulator: Simulator;
let client: Client;

beforeAll(async () => {
	simulator = await startSimulator({ entries: 3_000, newest: new Date().toISOString() });
	n8n = await startTestServer('mcp-home', { timeZone: 'Europe/Berlin' });
	const audit = await saveCredential(n8n.api, credentialInput(simulator));
	const access = await saveCredential(n8n.api, {
		...{ name: 'MCP clients', type: 'httpBearerAuth', data: { token: bearer } },
	});
	const trigger = {
		...{ id: 'a', name: 'MCP server', type: '@n8n/n8n-nodes-langchain.mcpTrigger' },
		...{ typeVersion: 2, position: [0, 0], webhookId: 'uipath-audit-mcp' },
		parameters: { path: 'uipath-audit', authentication: 'bearerAuth' },
		credentials: referTo(access),
	};
	await n8n.api.saveWorkflow(workflowId, {
		...{ name: 'MCP', settings: { executionOrder: 'v1', timezone: 'Europe/Berlin' } },
		nodes: [trigger, ...allTools.map((tool) => makeToolNode(tool, audit))],
		connections: connectTools(allTools, trigger.name),
	});
	await n8n.api.publish(workflowId);
	client = await connectMcpClient(new URL('/mcp/uipath-audit', n8n.api.origin), bearer);
});

afterAll(async () => {
	await client.close();
	await n8n.close();
	await simulator.close();
});

/** Calls a tool with the values that are given, and with nothing in all other fields. */
async function call({ name }: AgentTool, input: Record<string, string>): Promise<string> {
	const { tools } = await client.listTools();
	const tool = tools.find((each) => each.name === name.replaceAll(' ', '_'));
	const fields = Object.keys(tool?.inputSchema.properties ?? {});
	const nothing = Object.fromEntries(fields.map((field) => [field, '']));
	const result = await client.callTool({
		name: tool?.name ?? name,
		arguments: { ...nothing, ...input },
	});
	const [content] = result.content as Array<{ type: string; text: string }>;
	return content?.text ?? '';
}

test('an MCP client is told each operation by a name and a description of its own', async () => {
	const { tools } = await client.listTools();
	expect(tools.map(({ name }) => name).sort()).toEqual(
		allTools.map(({ name }) => name.replaceAll(' ', '_')).sort(),
	);
	expect(new Set(tools.map(({ description }) => description)).size).toBe(allTools.length);
	const get = tools.find(({ name }) => name.startsWith('Get_audit_logs'));
	expect(get?.description).toMatch(/who did what and when.*ISO 8601.*previousDay \(yesterday\)/s);
	const { properties } = get?.inputSchema as unknown as ToolSchema;
	expect(Object.keys(properties)).toEqual([
		...['Time_Range', 'From', 'To', 'Limit'],
		...['Action_Names_or_IDs', 'Email', 'Message', 'User_Name'],
	]);
});

test('it gets the entries that it asks for', async () => {
	const answer = await call(auditTools.getLogs, { Action_Names_or_IDs: 'login', Limit: '3' });
	const due = simulator.log
		.snapshot()
		.filter(({ action }) => action === 'Login')
		.slice(-3)
		.reverse();
	const result = JSON.parse(answer) as Array<Record<string, unknown>>;
	expect(result.slice(0, 3).map(({ user, message }) => [user, message])).toEqual(
		due.map(({ userName, message }) => [userName, message]),
	);
	expect(result[3]).toHaveProperty('note');
});

test('it exports a range to a file that people can get', async () => {
	const from = new Date(Date.now() - 600_000).toISOString();
	const [manifest] = JSON.parse(await call(auditTools.exportLogs, { From: from })) as Array<{
		entries: number;
		download: { data: string };
	}>;
	const due = simulator.log.snapshot().filter(({ createdOn }) => createdOn >= from);
	expect(due.length).toBeGreaterThan(100);
	expect(manifest?.entries).toBe(due.length);
	const id = new URL(manifest?.download.data ?? '').searchParams.get('id') ?? '';
	const file = await n8n.api.binary(id);
	expect(await csvDifference(stream(file), due)).toBeUndefined();
});

test('it is told honestly that there is nothing', async () => {
	const longAgo = { From: '2020-03-01', To: '2020-04-01' };
	for (const tool of [auditTools.getLogs, auditTools.exportLogs]) {
		expect(await call(tool, longAgo)).toMatch(
			/No entries from 2020-02-29 23:00:00 UTC .* until .* The newest entry in the audit log is from/,
		);
	}
});

test('it is told in words what is wrong, and nothing secret', async () => {
	const answers = [
		await call(auditTools.getLogs, { Time_Range: 'yesterday' }),
		await call(auditTools.getLogs, { From: 'March' }),
	];
	expect(answers[0]).toMatch(/'Time Range' must be one of all, .*previousDay/);
	expect(answers[1]).toMatch(/'From' is not a valid date.*ISO 8601/);
	simulator.set({ token: 'another-token' });
	answers.push(await call(auditTools.getLogs, {}));
	expect(answers[2]).toMatch(/token/i);
	const secrets = ['sim-access-token', bearer];
	expect(findIn(answers.join(), 'answers', secrets)).toEqual([]);
});

async function* stream(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
	yield await Promise.resolve(bytes);
}
