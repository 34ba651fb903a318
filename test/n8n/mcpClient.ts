import { setTimeout as wait } from 'node:timers/promises';
import { Client } from '@modelcontextprotocol/sdk/client/index.js';
import { StreamableHTTPClientTransport } from '@modelcontextprotocol/sdk/client/streamableHttp.js';

/** n8n answers 404 until a moment after a workflow has been published. */
const publishingTimeout = 30_000;

/**
 * Connects to an MCP Server Trigger.
 *
 * @param token what it asks clients for
 */
export async function connectMcpClient(url: URL, token: string): Promise<Client> {
	const requestInit = { headers: { authorization: `Bearer ${token}` } };
	for (const giveUp = Date.now() + publishingTimeout; ; ) {
		const client = new Client({ name: 'test', version: '1.0.0' });
		try {
			await client.connect(new StreamableHTTPClientTransport(url, { requestInit }));
			return client;
		} catch (error) {
			if (Date.now() > giveUp) throw error;
			await wait(200);
		}
	}
}
