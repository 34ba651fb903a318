import { randomBytes } from 'node:crypto';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { tarballVariable } from '../n8n/globalSetup.ts';
import { startN8nWithNode } from '../n8n/harness.ts';
import { makeFreshHome } from '../n8n/home.ts';
import { installN8n } from '../n8n/installN8n.ts';
import { N8nApi } from '../n8n/n8nApi.ts';
import { startN8n, type N8nOptions, type N8nServer } from '../n8n/n8nServer.ts';
import { installNode } from '../n8n/packNode.ts';
import { startPostgres, type Postgres } from './postgres.ts';
import { startRedis, type Redis } from './redis.ts';

/** n8n in queue mode: a main process and workers that share nothing but Redis and PostgreSQL. */
export interface Cluster {
	main: N8nServer;
	api: N8nApi;
	/** All that were started, in that order. */
	workers: N8nServer[];
	postgres: Postgres;
	redis: Redis;
	/** Below it are the folders and logs of all processes. */
	folder: string;
	startWorker(): Promise<N8nServer>;
	restartMain(): Promise<void>;
	/** Safe to call where processes have ended already. */
	close(): Promise<void>;
}

/** What a cluster may have that another has not. */
export interface ClusterOptions extends Pick<N8nOptions, 'logLevel' | 'durableCursors'> {
	/** Default 2. */
	workers?: number;
}

/** The seconds after which a worker that is gone is missed; n8n's own defaults are 60, 10 and 30. */
const SECONDS_TO_MISS = { lock: 30, renewal: 5, search: 5 };

/** What makes one n8n of several processes; `docs/scaling.md` tells the same. */
function sharedVariables(redis: Redis, postgres: Postgres): Record<string, string> {
	const milliseconds = (seconds: number) => String(seconds * 1_000);
	return {
		EXECUTIONS_MODE: 'queue',
		QUEUE_BULL_REDIS_HOST: '127.0.0.1',
		QUEUE_BULL_REDIS_PORT: String(redis.port),
		DB_TYPE: 'postgresdb',
		DB_POSTGRESDB_HOST: '127.0.0.1',
		DB_POSTGRESDB_PORT: String(postgres.port),
		DB_POSTGRESDB_DATABASE: postgres.database,
		DB_POSTGRESDB_USER: postgres.user,
		N8N_ENCRYPTION_KEY: randomBytes(24).toString('hex'),
		N8N_DEFAULT_BINARY_DATA_MODE: 'database',
		OFFLOAD_MANUAL_EXECUTIONS_TO_WORKERS: 'true',
		QUEUE_WORKER_LOCK_DURATION: milliseconds(SECONDS_TO_MISS.lock),
		QUEUE_WORKER_LOCK_RENEW_TIME: milliseconds(SECONDS_TO_MISS.renewal),
		QUEUE_WORKER_STALLED_INTERVAL: milliseconds(SECONDS_TO_MISS.search),
	};
}

/** Runs what has been pushed, the latest first, whatever fails on the way. */
async function undo(steps: (() => Promise<void>)[]): Promise<void> {
	for (const step of steps.splice(0).reverse()) await step().catch(() => undefined);
}

/**
 * Starts Redis, PostgreSQL, and n8n's processes, each with the packed package in a user folder of its
 * own, as they would be on several machines.
 *
 * @param purpose the folder's name, for whoever finds it
 */
export async function startCluster(
	purpose: string,
	{ workers = 2, ...options }: ClusterOptions = {},
): Promise<Cluster> {
	const n8n = await installN8n();
	const tarball = process.env[tarballVariable] ?? '';
	const { folder, release } = await makeFreshHome(purpose);
	const steps = [release];
	try {
		const redis = await startRedis(folder);
		steps.push(() => redis.stop());
		const postgres = await startPostgres(folder);
		steps.push(() => postgres.stop());
		const all = { ...options, variables: sharedVariables(redis, postgres) };
		const home = join(folder, 'main');
		// It makes the tables, so it goes first.
		const started = await startN8nWithNode(n8n, tarball, home, all);
		const startWorker = async (): Promise<N8nServer> => {
			const number = cluster.workers.length + 1;
			const workerHome = join(folder, `worker-${number}`);
			await mkdir(workerHome, { recursive: true });
			await installNode(tarball, workerHome);
			const log = join(workerHome, 'n8n.log');
			const worker = await startN8n(n8n, workerHome, log, { ...all, command: 'worker' });
			cluster.workers.push(worker);
			steps.push(() => worker.stop());
			return worker;
		};
		const cluster: Cluster = {
			main: started.server,
			api: started.api,
			workers: [],
			...{ postgres, redis, folder, startWorker },
			restartMain: async () => {
				await cluster.main.stop();
				cluster.main = await startN8n(n8n, home, cluster.main.log, all);
				cluster.api = await N8nApi.signIn(cluster.main.origin, started.owner);
			},
			close: () => undo(steps),
		};
		steps.push(() => cluster.main.stop());
		while (cluster.workers.length < workers) await startWorker();
		return cluster;
	} catch (error) {
		await undo(steps);
		throw error;
	}
}
