import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { json } from 'node:stream/consumers';

/** A tool as the model is told of it. */
export interface OfferedTool {
	name: string;
	description: string;
	parameters: { properties: Record<string, { type?: string; description?: string }> };
}

/** What a scripted model calls. */
export interface ToolCall {
	name: string;
	input: Record<string, unknown>;
}

/** A language model that says what it is told to say. */
export interface ChatModel {
	/** The base address to enter for OpenAI. */
	url: string;
	/** The tools that it was offered last. */
	tools: OfferedTool[];
	/** Decides what the model calls next; chosen from the tools that it is offered. */
	decide: (tools: OfferedTool[]) => ToolCall;
	close(): Promise<void>;
}

interface ChatRequest {
	messages: Array<{ role: string; content: unknown }>;
	tools?: Array<{ function: OfferedTool }>;
}

/**
 * Plays OpenAI's chat completions: calls one tool, and answers with what the tool gave, word for
 * word, so that nothing is invented.
 */
export async function startChatModel(): Promise<ChatModel> {
	const server = createServer((request, response) => {
		void (async () => {
			const chat = (await json(request)) as ChatRequest;
			model.tools = (chat.tools ?? []).map((tool) => tool.function);
			const last = chat.messages.at(-1);
			const message =
				last?.role === 'tool'
					? { role: 'assistant', content: String(last.content) }
					: { role: 'assistant', content: null, tool_calls: [makeCall(model.decide(model.tools))] };
			const finish_reason = last?.role === 'tool' ? 'stop' : 'tool_calls';
			response.setHeader('content-type', 'application/json');
			response.end(
				JSON.stringify({
					...{ id: 'chat-1', object: 'chat.completion', created: 1, model: 'scripted' },
					choices: [{ index: 0, message, finish_reason }],
					usage: { prompt_tokens: 1, completion_tokens: 1, total_tokens: 2 },
				}),
			);
		})();
	});
	await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready));
	const { port } = server.address() as AddressInfo;
	const model: ChatModel = {
		url: `http://127.0.0.1:${port}/v1`,
		tools: [],
		decide: () => {
			throw new Error('The model was told nothing');
		},
		close: async () => {
			server.closeAllConnections();
			await new Promise((done) => server.close(done));
		},
	};
	return model;
}

function makeCall({ name, input }: ToolCall) {
	return { id: 'call_1', type: 'function', function: { name, arguments: JSON.stringify(input) } };
}
