import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { ownerOf } from './home.ts';
import type { InstalledN8n } from './installN8n.ts';
import { N8nApi, type Owner } from './n8nApi.ts';
import { startN8n, type N8nOptions, type N8nServer } from './n8nServer.ts';
import { installNode } from './packNode.ts';

/** A running n8n that has the package installed, and somebody signed in to it. */
export interface N8nWithNode {
	server: N8nServer;
	api: N8nApi;
	owner: Owner;
}

/** Installs the tarball into the user folder, starts n8n on it, and signs the owner in. */
export async function startN8nWithNode(
	n8n: InstalledN8n,
	tarball: string,
	home: string,
	options: N8nOptions = {},
): Promise<N8nWithNode> {
	await mkdir(home, { recursive: true });
	await installNode(tarball, home);
	const server = await startN8n(n8n, home, join(home, 'n8n.log'), options);
	try {
		const owner = await ownerOf(home);
		const api = await N8nApi.signIn(server.origin, owner);
		return { server, api, owner };
	} catch (error) {
		await server.stop();
		throw error;
	}
}
