import { tarballVariable } from './globalSetup.ts';
import { startN8nWithNode, type N8nWithNode } from './harness.ts';
import { makeFreshHome } from './home.ts';
import { installN8n } from './installN8n.ts';
import { N8nApi } from './n8nApi.ts';
import { startN8n, type N8nOptions } from './n8nServer.ts';

/** An n8n of a test's own, with a user folder that goes with it. */
export interface TestServer extends N8nWithNode {
	home: string;
	/** Starts n8n again on the same user folder, after it has been stopped or killed. */
	restart(): Promise<void>;
	/** Safe to call where n8n has been stopped already. */
	close(): Promise<void>;
}

/**
 * Installs the packed package into a new user folder, and starts n8n on that.
 *
 * @param purpose the folder's name, for whoever finds it
 */
export async function startTestServer(
	purpose: string,
	options: N8nOptions = {},
): Promise<TestServer> {
	const installed = await installN8n();
	const tarball = process.env[tarballVariable] ?? '';
	const home = await makeFreshHome(purpose);
	try {
		const started = await startN8nWithNode(installed, tarball, home.folder, options);
		const running: TestServer = {
			...started,
			home: home.folder,
			restart: async () => {
				running.server = await startN8n(installed, home.folder, running.server.log, options);
				running.api = await N8nApi.signIn(running.server.origin, running.owner, running.api);
			},
			close: async () => {
				await running.server.stop();
				await home.release();
			},
		};
		return running;
	} catch (error) {
		await home.release();
		throw error;
	}
}
