import type { N8nWithNode } from '../n8n/harness.ts';

/** An n8n that can be made to forget, with its workflows and credentials kept. */
export interface RestartingN8n {
	/** The one that runs at present. */
	readonly now: N8nWithNode;
	/** Stops it and starts it again. */
	restart(): Promise<void>;
}

/** Starts an n8n with `start`, and again whenever it is to be restarted. */
export async function startRestarting(start: () => Promise<N8nWithNode>): Promise<RestartingN8n> {
	let now = await start();
	return {
		get now() {
			return now;
		},
		restart: async () => {
			await now.server.stop();
			now = await start();
		},
	};
}
