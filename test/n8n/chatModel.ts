import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { json } from 'node:stream/consumers';

/** A tool as the model is told of it. */
export interface OfferedTool {
	name: string;
	description: string;
	parameters: ToolSchema;
}

/** What the model may fill in. */
export interface ToolSchema {
	properties: Record<string, { type?: string; description?: string }>;
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
	/** The system message that came with them. */
	instructions: string;
	/**
	 * Decides what the model calls next, by what it was told and what its calls have given so far; with
	 * nothing more to call, it answers with the last of these.
	 */
	decide: (results: string[]) => ToolCall | undefined;
	close(): Promise<void>;
}

interface ChatRequest {
	messages: Array<{ role: string; content: unknown }>;
	tools?: Array<{ function: OfferedTool }>;
}

/**
 * Plays OpenAI's chat completions: calls tools, and answers with what the last of them gave, word for
 * word, so that nothing is invented.
 */
export async function startChatModel(): Promise<ChatModel> {
	const server = createServer((request, response) => {
		void (async () => {
			const chat = (await json(request)) as ChatRequest;
			model.tools = (chat.tools ?? []).map((tool) => tool.function);
			const contentOf = (wanted: string) =>
				chat.messages.flatMap(({ role, content }) => (role === wanted ? [String(content)] : []));
			model.instructions = contentOf('system').join('\n');
			const results = contentOf('tool');
			const call = model.decide(results);
			const message = call
				? { role: 'assistant', content: null, tool_calls: [makeCall(call, results.length)] }
				: { role: 'assistant', content: results.at(-1) ?? '' };
			const finish_reason = call ? 'tool_calls' : 'stop';
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
		instructions: '',
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

function makeCall({ name, input }: ToolCall, number: number) {
	return {
		id: `call_${number}`,
		type: 'function',
		function: { name, arguments: JSON.stringify(input) },
	};
}
