import { startSimulator } from '../simulator/index.ts';
import type { Simulator, SimulatorOptions } from '../simulator/options.ts';
import { allTools, toolType, type AgentTool } from './agentTools.ts';
import { referTo, saveCredential, type UsableCredential } from './auditRun.ts';
import { startChatModel, type ChatModel, type OfferedTool, type ToolCall } from './chatModel.ts';
import type { N8nOptions } from './n8nServer.ts';
import { startTestServer, type TestServer } from './testServer.ts';
import { credentialInput } from './workflows.ts';

/** Agents before 3 run a tool inside of themselves, later ones as a node of the workflow. */
export const agentVersions = [2.2, 3];

/** An n8n with an AI agent that has the package's operations as tools, and a scripted model. */
export interface AgentServer {
	n8n: TestServer;
	simulator: Simulator;
	model: ChatModel;
	/** The credential for UiPath. */
	audit: UsableCredential;
	/** Asks an agent, and gives its answer. */
	ask(version: number, question: string, decide: ChatModel['decide']): Promise<string>;
	/** Has an agent call one tool once, and gives what the tool answers. */
	call(version: number, tool: AgentTool, input: ToolCall['input']): Promise<string>;
	close(): Promise<void>;
}

/**
 * Starts one, with workflows in Berlin's time zone.
 *
 * @param purpose the name of its user folder
 * @param systemMessage what the model is told of the world
 */
export async function startAgentServer(
	purpose: string,
	log: SimulatorOptions,
	{ systemMessage = '', ...options }: N8nOptions & { systemMessage?: string } = {},
): Promise<AgentServer> {
	const simulator = await startSimulator(log);
	const model = await startChatModel();
	const n8n = await startTestServer(purpose, { timeZone: 'Europe/Berlin', ...options });
	const audit = await saveCredential(n8n.api, credentialInput(simulator));
	const data = { apiKey: 'none', url: model.url };
	const openAi = await saveCredential(n8n.api, {
		...{ name: 'Scripted model', type: 'openAiApi', data },
	});
	const ask: AgentServer['ask'] = async (version, question, decide) => {
		model.decide = decide;
		const id = `uipathAuditAgent${String(version).replace('.', '')}`;
		await n8n.api.saveWorkflow(
			id,
			makeWorkflow(version, { question, systemMessage, audit, openAi }),
		);
		const run = await n8n.api.runWorkflow(id, 'Ask');
		if (run.error !== undefined) throw new Error(run.error);
		const output = run.items('Agent')[0]?.json['output'];
		return typeof output === 'string' ? output : JSON.stringify(output);
	};
	return {
		...{ n8n, simulator, model, audit, ask },
		call: async (version, tool, input) =>
			await ask(version, 'Call it', ([result]) =>
				result === undefined ? fillIn(findTool(model.tools, tool.name), input) : undefined,
			),
		close: async () => {
			await n8n.close();
			await model.close();
			await simulator.close();
		},
	};
}

/** Calls a tool with the values that are given, and with nothing in all other fields. */
export function fillIn(tool: OfferedTool, input: ToolCall['input']): ToolCall {
	const names = Object.keys(tool.parameters.properties);
	const unknown = Object.keys(input).find((name) => !names.includes(name));
	if (unknown !== undefined) throw new Error(`${tool.name} has no ${unknown}`);
	const nothing = Object.fromEntries(names.map((name) => [name, '']));
	return { name: tool.name, input: { ...nothing, ...input } };
}

/** The tool that n8n made of a node. */
function findTool(tools: OfferedTool[], node: string): OfferedTool {
	const tool = tools.find(({ name }) => name === node.replaceAll(' ', '_'));
	if (!tool) throw new Error(`No tool ${node} among ${tools.map(({ name }) => name).join()}`);
	return tool;
}

interface AgentSetting {
	question: string;
	systemMessage: string;
	audit: UsableCredential;
	openAi: UsableCredential;
}

function makeWorkflow(version: number, { question, systemMessage, audit, openAi }: AgentSetting) {
	const at = { position: [0, 0], typeVersion: 1, parameters: {} };
	const agent = {
		...{ promptType: 'define', text: question },
		options: { systemMessage },
	};
	const nodes = [
		{ ...at, id: 'a', name: 'Ask', type: 'n8n-nodes-base.manualTrigger' },
		{
			...{ ...at, id: 'b', name: 'Agent', type: '@n8n/n8n-nodes-langchain.agent' },
			...{ typeVersion: version, parameters: agent },
		},
		{
			...{ ...at, id: 'c', name: 'Model', type: '@n8n/n8n-nodes-langchain.lmChatOpenAi' },
			...{ typeVersion: 1.2, credentials: referTo(openAi) },
			parameters: { model: { __rl: true, mode: 'id', value: 'scripted' }, options: {} },
		},
		...allTools.map((tool) => makeToolNode(tool, audit)),
	];
	return {
		name: 'Agent',
		settings: { executionOrder: 'v1', timezone: 'Europe/Berlin' },
		nodes,
		connections: {
			Ask: { main: [[{ node: 'Agent', type: 'main', index: 0 }]] },
			Model: { ai_languageModel: [[{ node: 'Agent', type: 'ai_languageModel', index: 0 }]] },
			...connectTools(allTools, 'Agent'),
		},
	};
}

/** The node of a tool, in a workflow. */
export function makeToolNode({ name, parameters }: AgentTool, credential: UsableCredential) {
	const at = { position: [0, 0], typeVersion: 1 };
	return { ...at, id: name, name, type: toolType, parameters, credentials: referTo(credential) };
}

/** The connections from tools to the node that uses them. */
export function connectTools(tools: readonly AgentTool[], node: string): Record<string, unknown> {
	const toNode = { ai_tool: [[{ node, type: 'ai_tool', index: 0 }]] };
	return Object.fromEntries(tools.map(({ name }) => [name, toNode]));
}
