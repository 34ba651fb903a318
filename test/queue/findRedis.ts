import { execFile } from 'node:child_process';
import { access, glob, mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { withLock } from '../n8n/lock.ts';
import { stateRoot } from '../n8n/paths.ts';
import { step } from '../n8n/progress.ts';

/** How to start Redis. */
export interface RedisProgram {
	file: string;
	/** Where its libraries are, unless the machine has them. */
	libraries?: string;
}

const run = promisify(execFile);
const folder = join(stateRoot, 'queue-redis');

async function isInstalled(): Promise<boolean> {
	return await run('redis-server', ['--version']).then(
		() => true,
		() => false,
	);
}

/**
 * apt with folders of its own, so that it needs no rights and changes nothing of the machine; only
 * which packages are installed is read from there.
 */
async function apt(...args: string[]): Promise<void> {
	const options = [
		`Dir::State=${join(folder, 'state')}`,
		'Dir::State::status=/var/lib/dpkg/status',
		`Dir::Cache=${join(folder, 'cache')}`,
		'Debug::NoLocking=true',
		'APT::Sandbox::User=',
	];
	await run('apt-get', [...options.flatMap((option) => ['-o', option]), ...args]);
}

async function unpackFromDebian(): Promise<void> {
	await rm(folder, { recursive: true, force: true });
	await mkdir(join(folder, 'state', 'lists', 'partial'), { recursive: true });
	await mkdir(join(folder, 'cache', 'archives', 'partial'), { recursive: true });
	await apt('update');
	// With the libraries that this machine lacks, and redis-tools, which holds the program itself.
	const flags = ['--yes', '--download-only', '--reinstall', '--no-install-recommends'];
	await apt('install', ...flags, 'redis-server', 'redis-tools');
	for await (const archive of glob(join(folder, 'cache', 'archives', '*.deb'))) {
		await run('dpkg-deb', ['--extract', archive, join(folder, 'root')]);
	}
}

async function findLibraries(): Promise<string> {
	const folders = new Set<string>();
	for await (const file of glob(join(folder, 'root', '{lib,usr/lib}', '*', '*.so.*'))) {
		folders.add(dirname(file));
	}
	return [...folders].join(':');
}

async function isUnpacked(): Promise<boolean> {
	return await access(join(folder, '.complete')).then(
		() => true,
		() => false,
	);
}

/**
 * The machine's own Redis, or else Debian's, unpacked into the state folder. npm has no package that
 * brings one.
 */
export async function findRedis(): Promise<RedisProgram> {
	if (await isInstalled()) return { file: 'redis-server' };
	if (!(await isUnpacked())) {
		await withLock(`${folder}.lock`, 'unpacking Redis', async () => {
			if (await isUnpacked()) return;
			await step("Unpacking Debian's Redis", unpackFromDebian).catch((cause: unknown) => {
				throw new Error('There is no Redis here, and none from Debian: install redis-server', {
					cause,
				});
			});
			await writeFile(join(folder, '.complete'), await findLibraries());
		});
	}
	const libraries = await readFile(join(folder, '.complete'), 'utf8');
	return { file: join(folder, 'root', 'usr', 'bin', 'redis-server'), libraries };
}
