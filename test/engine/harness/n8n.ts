import { BinaryDataConfig, BinaryDataService } from 'n8n-core';
import { LoggerProxy } from 'n8n-workflow';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { CapturingLogger } from './capturingLogger';
import { Container, Logger } from './n8nCore';

/** The parts of n8n that a workflow run stands on, for one test file. */
export interface N8n {
	/** Every line that n8n or a node has logged, oldest first. */
	logLines: string[];
	/** The folder below which binary data is stored. */
	storageFolder: string;
}

/** Where n8n keeps the files of items: on disk, or as text in the items themselves. */
export type BinaryMode = 'filesystem' | 'default';

let started: Promise<N8n> | undefined;
let userFolder: string | undefined;

afterAll(async () => {
	if (userFolder) await rm(userFolder, { recursive: true, force: true });
});

/** n8n's services in a folder of their own; started once per test file. */
export async function n8n(): Promise<N8n> {
	started ??= start();
	return await started;
}

/** Switches where binary data goes. It holds for all runs of the file, so also for concurrent ones. */
export async function useBinaryMode(mode: BinaryMode): Promise<void> {
	const config = Container.get(BinaryDataConfig);
	if (config.mode === mode) return;
	config.mode = mode;
	await Container.get(BinaryDataService).init();
}

async function start(): Promise<N8n> {
	userFolder = await mkdtemp(join(tmpdir(), 'uipath-audit-engine-'));
	// n8n's configuration is read from here when the container first makes it.
	process.env.N8N_USER_FOLDER = userFolder;
	process.env.N8N_DEFAULT_BINARY_DATA_MODE = 'filesystem';
	process.env.N8N_LOG_LEVEL = 'silent';
	const logLines: string[] = [];
	const logger = new CapturingLogger(logLines);
	Container.set(Logger, logger);
	LoggerProxy.init(logger);
	await Container.get(BinaryDataService).init();
	return { logLines, storageFolder: Container.get(BinaryDataConfig).localStoragePath };
}
