import { fillIn } from './agentServer.ts';
import { saveCredential } from './auditRun.ts';
import { startChatModel, type ChatModel } from './chatModel.ts';
import { startExampleServer, type ExampleServer } from './importedExample.ts';

const workflowId = 'uipathExampleAsk01';

let examples: ExampleServer;
let model: ChatModel;

beforeAll(async () => {
	examples = await startExampleServer('agent-example-home');
	model = await startChatModel();
	const data = { apiKey: 'none', url: model.url };
	const openAi = await saveCredential(examples.n8n.api, {
		...{ name: 'Scripted model', type: 'openAiApi', data },
	});
	await examples.importExample('ask-an-agent', workflowId, { others: [openAi] });
});

afterAll(async () => {
	await examples.close();
	await model.close();
});

/** Asks in the chat, and gives what the tool answered, which is what the scripted model says. */
async function ask(tool: string, input: Record<string, unknown>) {
	model.decide = ([result]) => {
		const offered = model.tools.find(({ name }) => name.startsWith(tool));
		return offered && result === undefined ? fillIn(offered, input) : undefined;
	};
	const given = { chatInput: 'Who logged in?', sessionId: '1', action: 'sendMessage' };
	const run = await examples.n8n.api.runWorkflow(
		...([workflowId, 'When chat message received', undefined, given] as const),
	);
	expect(run.error).toBeUndefined();
	return JSON.parse(run.items('Agent')[0]?.json['output'] as string) as Array<
		Record<string, unknown>
	>;
}

test('the agent knows the day, and the formats of what it fills in', async () => {
	await ask('Get', { Limit: 1 });
	const today = new Intl.DateTimeFormat('en-CA', { timeZone: 'Europe/Berlin' }).format(new Date());
	expect(model.instructions).toContain(`It is ${today}T`);
	expect(model.tools).toHaveLength(2);
	for (const { parameters } of model.tools) {
		for (const { description } of Object.values(parameters.properties)) {
			expect(description).toMatch(/such as|empty/);
		}
	}
});

test('it gets entries', async () => {
	const answer = await ask('Get', { Limit: 3, Action: '["Login"]' });
	const due = examples.simulator.log.snapshot().filter(({ action }) => action === 'Login');
	expect(answer.slice(0, 3).map(({ user, message }) => [user, message])).toEqual(
		due
			.slice(-3)
			.reverse()
			.map(({ userName, message }) => [userName, message]),
	);
});

test('it exports all entries of a range', async () => {
	const from = new Date(Date.now() - 24 * 3_600_000).toISOString();
	const [manifest] = await ask('Export', { From: from });
	const due = examples.simulator.log.snapshot().filter(({ createdOn }) => createdOn >= from);
	expect(due.length).toBeGreaterThan(1_000);
	expect(manifest).toMatchObject({ entries: due.length, isComplete: true });
});

test.each([[''], [null]])('it may leave Limit empty (%p)', async (Limit) => {
	expect(await ask('Get', { Limit })).toHaveLength(51);
});
