import { startSimulator } from '../simulator/index.ts';
import type { Simulator } from '../simulator/options.ts';
import { referTo, saveCredential, type UsableCredential } from './auditRun.ts';
import { startChatModel, type ChatModel, type OfferedTool } from './chatModel.ts';
import { packageName } from './paths.ts';
import { startTestServer, type TestServer } from './testServer.ts';
import { credentialInput } from './workflows.ts';

const DAY = 24 * 3_600_000;

let n8n: TestServer;
let simulator: Simulator;
let model: ChatModel;
let audit: UsableCredential;
let openAi: UsableCredential;

beforeAll(async () => {
	simulator = await startSimulator({ entries: 3_000, newest: new Date().toISOString() });
	model = await startChatModel();
	n8n = await startTestServer('agent-home');
	audit = await saveCredential(n8n.api, credentialInput(simulator));
	const data = { apiKey: 'none', url: model.url };
	openAi = await saveCredential(n8n.api, { name: 'Scripted model', type: 'openAiApi', data });
});

afterAll(async () => {
	await n8n.close();
	await model.close();
	await simulator.close();
});

/** What the editor writes where "let the model define this parameter" is pressed. */
function fromAi(name: string, type = 'string'): string {
	return `={{ /*n8n-auto-generated-fromAI-override*/ $fromAI('${name}', \`\`, '${type}') }}`;
}

/** Asks an agent that has both operations as tools, and gives its answer. */
async function ask(version: number, input: Record<string, unknown>): Promise<string> {
	model.decide = (tools) => ({ name: find(tools, 'Get').name, input });
	const at = { position: [0, 0] };
	const workflowId = `uipathAuditAgent${String(version).replace('.', '')}`;
	const toolType = `${packageName}.uiPathAuditTool`;
	const question = 'Who deleted a queue yesterday?';
	await n8n.api.saveWorkflow(workflowId, {
		name: 'Agent',
		settings: { executionOrder: 'v1', timezone: 'Europe/Berlin' },
		nodes: [
			{ ...at, id: 'a', name: 'Ask', type: 'n8n-nodes-base.manualTrigger', typeVersion: 1 },
			{
				...{ ...at, id: 'b', name: 'Agent', type: '@n8n/n8n-nodes-langchain.agent' },
				...{ typeVersion: version, parameters: { promptType: 'define', text: question } },
			},
			{
				...{ ...at, id: 'c', name: 'Model', type: '@n8n/n8n-nodes-langchain.lmChatOpenAi' },
				...{ typeVersion: 1.2, credentials: referTo(openAi) },
				parameters: { model: { __rl: true, mode: 'id', value: 'scripted' }, options: {} },
			},
			{
				...{ ...at, id: 'd', name: 'Get audit logs in UiPath Audit', type: toolType },
				...{ typeVersion: 1, credentials: referTo(audit) },
				parameters: {
					operation: 'getLogs',
					timeRange: fromAi('Time_Range'),
					from: fromAi('From'),
					to: fromAi('To'),
					limit: fromAi('Limit', 'number'),
					filters: {
						action: fromAi('Action_Names_or_IDs'),
						email: fromAi('Email'),
						message: fromAi('Message'),
					},
				},
			},
			{
				...{ ...at, id: 'e', name: 'Download audit log CSV in UiPath Audit', type: toolType },
				...{ typeVersion: 1, credentials: referTo(audit) },
				parameters: { operation: 'downloadCsv' },
			},
		].map((node) => ({ parameters: {}, ...node })) as never,
		connections: {
			Ask: { main: [[{ node: 'Agent', type: 'main', index: 0 }]] },
			Model: { ai_languageModel: [[{ node: 'Agent', type: 'ai_languageModel', index: 0 }]] },
			...Object.fromEntries(
				['Get audit logs in UiPath Audit', 'Download audit log CSV in UiPath Audit'].map((name) => [
					name,
					{ ai_tool: [[{ node: 'Agent', type: 'ai_tool', index: 0 }]] },
				]),
			),
		},
	});
	const run = await n8n.api.runWorkflow(workflowId, 'Ask');
	expect(run.error).toBeUndefined();
	const output = run.items('Agent')[0]?.json['output'];
	return typeof output === 'string' ? output : JSON.stringify(output);
}

function find(tools: OfferedTool[], word: string): OfferedTool {
	const tool = tools.find(({ name }) => name.startsWith(word));
	if (!tool) throw new Error(`No tool ${word} among ${tools.map(({ name }) => name).join()}`);
	return tool;
}

const stringMatching = (words: RegExp) => expect.stringMatching(words) as unknown;

const NOTHING = { From: '', To: '', Limit: 50, Action_Names_or_IDs: '[]', Email: '', Message: '' };

// Agents before 3 run a tool inside of themselves, later ones as a node of the workflow.
describe.each([2.2, 3])('an AI agent of version %s', (version) => {
	test('is told what each operation does, with values and date forms', async () => {
		await ask(version, { ...NOTHING, Time_Range: 'previousDay' });
		const get = find(model.tools, 'Get');
		const download = find(model.tools, 'Download');
		expect(get.description).toMatch(/who did what and when.*ISO 8601.*previousDay \(yesterday\)/s);
		expect(get.description).toMatch(/2026-01-31T08:00:00Z/);
		expect(download.description).toMatch(/CSV file/);
		expect(download.description).not.toBe(get.description);
		expect(Object.keys(get.parameters.properties).sort()).toEqual(
			[...Object.keys(NOTHING), 'Time_Range'].sort(),
		);
	});

	test('gets the entries that it asks for, few and simplified, and is told of more', async () => {
		const action = simulator.log.snapshot().at(-1)?.action ?? '';
		const answer = await ask(version, {
			// From counts without a range that says so: an agent cannot be let choose one in the editor.
			...{ ...NOTHING, Time_Range: 'all', Limit: 3 },
			From: new Date(Date.now() - 7 * DAY).toISOString(),
			Action_Names_or_IDs: JSON.stringify([action]),
		});
		const result = JSON.parse(answer) as Array<Record<string, unknown>>;
		const expected = simulator.log
			.snapshot()
			.filter((entry) => entry.action === action)
			.slice(-3)
			.reverse();
		expect(result.slice(0, 3)).toEqual(
			expected.map(
				({ message, userName }) =>
					expect.objectContaining({ message, user: userName, action }) as unknown,
			),
		);
		expect(result.slice(3)).toEqual([
			{ note: stringMatching(/^Because of Limit, only 3 entries were returned/) },
		]);
	});

	test('is told honestly that nobody did', async () => {
		const answer = await ask(version, {
			...{ ...NOTHING, Time_Range: 'previousDay' },
			Message: 'deleted a queue that never was',
		});
		expect(JSON.parse(answer)).toEqual([
			{
				note: stringMatching(
					/^No entries from .* until .* in Europe\/Berlin\) that pass the filters \(Message\)\. The newest entry in the audit log is from /,
				),
			},
		]);
	});

	test('is told which values there are where it gives another', async () => {
		const answer = await ask(version, { ...NOTHING, Time_Range: 'yesterday' });
		expect(answer).toMatch(/'Time Range' must be one of all, .*previousDay/);
	});
});
