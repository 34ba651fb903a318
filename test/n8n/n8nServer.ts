import { spawn, type ChildProcess } from 'node:child_process';
import { closeSync, openSync } from 'node:fs';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { pathToFileURL } from 'node:url';
import type { InstalledN8n } from './installN8n.ts';
import { isLine1, projectRoot } from './paths.ts';
import { freePort } from './ports.ts';
import { pathWithThisNode, signalGroup, tail, track } from './processes.ts';

const usualPort = 5678;
const fakeClock = join(projectRoot, 'test', 'n8n', 'fakeClock.cjs');
const startTimeout = 180_000;
const stopTimeout = 8_000;
const portTaken = 'is already in use';

/** All four have to be on (n8n 2.37 and later). */
const DURABLE_CURSORS = {
	N8N_SCHEDULER_ENABLED: 'true',
	N8N_SCHEDULER_POLL_TRIGGERS_ENABLED: 'true',
	N8N_USE_WORKFLOW_PUBLICATION_SERVICE: 'true',
	N8N_POLLER_DURABLE_CURSORS_ENABLED: 'true',
};

/** By default, n8n 1.x mixes up the transactions of requests that come together. */
const LINE_1 = { DB_SQLITE_POOL_SIZE: '3' };

/** A running n8n. */
export interface N8nServer {
	origin: string;
	pid: number;
	log: string;
	/** The one folder that workflows may write to. */
	files: string;
	/** Settles when the process has ended, whatever the reason. */
	ended: Promise<void>;
	stop(): Promise<void>;
	/** Ends it without giving it a chance to save anything. */
	kill(): Promise<void>;
}

/** What one start may ask for that another does not. */
export interface N8nOptions {
	/** n8n's own default is `info`. */
	logLevel?: 'info' | 'debug';
	/** IANA name of the time zone that workflows have by default; n8n's own default is New York. */
	timeZone?: string;
	/** A file with the milliseconds by which n8n's clock is to be ahead; see fakeClock.cjs. */
	clock?: string;
	/** Whether n8n takes up nodes that change while it runs. */
	reloadsNodes?: boolean;
	/** Whether the state of a polling trigger is saved along with the execution that it leads to. */
	durableCursors?: boolean;
	/** What this process is in queue mode. Default `start`: the main one. */
	command?: 'start' | 'worker';
	/** Further variables, and others than those that every n8n here has. */
	variables?: Readonly<Record<string, string>>;
}

/** The folder that n8n's file nodes may use: n8n's own default, `.n8n-files`, below its user folder. */
export function filesFolder(home: string): string {
	return join(home, '.n8n-files');
}

/** Nothing is inherited but what a process needs: a stray N8N_… or NODE_ENV would change n8n. */
function environment(
	home: string,
	port: number,
	brokerPort: number,
	{ logLevel = 'info', timeZone, clock, reloadsNodes, durableCursors, ...others }: N8nOptions,
): NodeJS.ProcessEnv {
	const inherited: NodeJS.ProcessEnv = {};
	for (const name of ['HOME', 'USERPROFILE', 'SystemRoot', 'TMPDIR', 'TEMP', 'LANG', 'TZ']) {
		const value = process.env[name];
		if (value !== undefined) inherited[name] = value;
	}
	return {
		...inherited,
		PATH: pathWithThisNode(),
		N8N_USER_FOLDER: home,
		N8N_LOG_LEVEL: logLevel,
		...(timeZone === undefined ? {} : { GENERIC_TIMEZONE: timeZone }),
		...(reloadsNodes ? { N8N_DEV_RELOAD: 'true' } : {}),
		...(durableCursors ? DURABLE_CURSORS : {}),
		...(clock === undefined ? {} : { NODE_OPTIONS: `--require ${fakeClock}`, FAKE_CLOCK: clock }),
		N8N_HOST: '127.0.0.1',
		N8N_LISTEN_ADDRESS: '127.0.0.1',
		N8N_PORT: String(port),
		N8N_SECURE_COOKIE: 'false',
		N8N_RUNNERS_BROKER_PORT: String(brokerPort),
		N8N_RESTRICT_FILE_ACCESS_TO: filesFolder(home),
		N8N_DEFAULT_BINARY_DATA_MODE: 'filesystem',
		N8N_UNVERIFIED_PACKAGES_ENABLED: 'true',
		N8N_GRACEFUL_SHUTDOWN_TIMEOUT: '5',
		// No calls home, and nothing in the editor that is not about the workflow.
		N8N_DIAGNOSTICS_ENABLED: 'false',
		N8N_VERSION_NOTIFICATIONS_ENABLED: 'false',
		N8N_VERSION_NOTIFICATIONS_WHATS_NEW_ENABLED: 'false',
		N8N_DYNAMIC_BANNERS_ENABLED: 'false',
		N8N_HIRING_BANNER_ENABLED: 'false',
		N8N_PERSONALIZATION_ENABLED: 'false',
		N8N_TEMPLATES_ENABLED: 'false',
		N8N_VERIFIED_PACKAGES_ENABLED: 'false',
		N8N_LICENSE_AUTO_RENEW_ENABLED: 'false',
		...(isLine1 ? LINE_1 : { N8N_DISABLED_MODULES: 'mcp-registry,instance-ai,agents,chat-hub' }),
		// A worker has no port but this one, and that only if it is told to.
		QUEUE_HEALTH_CHECK_ACTIVE: String(others.command === 'worker'),
		QUEUE_HEALTH_CHECK_PORT: String(port),
		N8N_WORKER_SERVER_ADDRESS: '127.0.0.1',
		...others.variables,
	};
}

async function isReady(origin: string, { command }: N8nOptions): Promise<boolean> {
	try {
		const health = await fetch(`${origin}/healthz/readiness`);
		if (!health.ok || command === 'worker') return health.ok;
		// Health comes before the routes: ask for one of these as well.
		const settings = await fetch(`${origin}/rest/settings`);
		return settings.headers.get('content-type')?.includes('json') === true;
	} catch {
		return false;
	}
}

function whenEnded(child: ChildProcess): Promise<void> {
	return new Promise((resolve) => {
		child.once('error', () => {
			resolve();
		});
		child.once('exit', () => {
			resolve();
		});
	});
}

/** SIGTERM lets n8n close its database; what is left after a while is killed, task runner included. */
async function stopGroup(pid: number, ended: Promise<void>): Promise<void> {
	process.kill(pid, 'SIGTERM');
	const late = new AbortController();
	await Promise.race([
		ended,
		wait(stopTimeout, undefined, { signal: late.signal }).catch(() => undefined),
	]);
	late.abort();
	signalGroup(pid, 'SIGKILL');
	await ended;
}

async function launch(
	n8n: InstalledN8n,
	home: string,
	log: string,
	options: N8nOptions,
): Promise<N8nServer> {
	const port = await freePort(usualPort);
	const origin = `http://127.0.0.1:${port}`;
	const output = openSync(log, 'a');
	const guard = pathToFileURL(join(projectRoot, 'test', 'n8n', 'watchParent.ts')).href;
	const child = spawn(process.execPath, ['--import', guard, n8n.bin, options.command ?? 'start'], {
		// Relative paths in workflows count from here.
		cwd: home,
		env: environment(home, port, await freePort(), options),
		stdio: ['ignore', output, output, 'ipc'],
		detached: true,
	});
	closeSync(output);
	track(child);
	const ended = whenEnded(child);
	const { pid } = child;
	if (pid === undefined) throw new Error(`Could not start ${process.execPath}`);
	const state = { running: true };
	void ended.then(() => {
		state.running = false;
	});
	const stop = async (): Promise<void> => {
		if (state.running) await stopGroup(pid, ended);
	};
	const kill = async (): Promise<void> => {
		signalGroup(pid, 'SIGKILL');
		await ended;
	};
	const giveUp = Date.now() + startTimeout;
	while (!(await isReady(origin, options))) {
		const late = Date.now() > giveUp;
		if (state.running && !late) {
			await wait(200);
			continue;
		}
		await stop();
		const what = late ? 'was not ready in time' : 'ended while it started';
		throw new Error(`n8n ${what}. The end of ${log}:\n${await tail(log)}`);
	}
	return { origin, pid, log, files: filesFolder(home), ended, stop, kill };
}

/** Starts n8n on the given user folder and waits until it answers. The log goes to `log`. */
export async function startN8n(
	n8n: InstalledN8n,
	home: string,
	log: string,
	options: N8nOptions = {},
): Promise<N8nServer> {
	await mkdir(filesFolder(home), { recursive: true });
	for (let attempt = 1; ; attempt += 1) {
		await writeFile(log, '');
		try {
			return await launch(n8n, home, log, options);
		} catch (error) {
			// Somebody took the port between the look and the start.
			const taken = (await readFile(log, 'utf8')).includes(portTaken);
			if (!taken || attempt === 3) throw error;
		}
	}
}
